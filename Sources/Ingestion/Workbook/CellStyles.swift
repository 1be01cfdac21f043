/// Reads the styles part, as far as it tells which cells show their number as a date.
final class CellStyles: XMLHandler {
    private static let limit = 1 << 17

    private var customFormats: [Int: Bool] = [:]
    /// The number format of each style, by the style's number.
    private var formats: [Int] = []
    private var isInCellFormats = false

    /// Whether cells of that style show dates.
    func isDate(_ style: Int) -> Bool {
        guard formats.indices.contains(style) else { return false }
        return customFormats[formats[style]] ?? NumberFormat.isDate(builtIn: formats[style])
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes, depth: Int, _ parser: XMLParser) throws {
        if depth == 2 { isInCellFormats = name.isSheet("cellXfs") }
        guard depth == 3 else { return }
        let identifier = attributes.text("numFmtId").flatMap { Int($0) }
        if name.isSheet("numFmt"), let identifier, let code = attributes.text("formatCode") {
            guard customFormats.count < Self.limit else { throw ContentError.brokenStructure }
            customFormats[identifier] = NumberFormat.isDate(code: code)
        } else if isInCellFormats, name.isSheet("xf") {
            guard formats.count < Self.limit else { throw ContentError.brokenStructure }
            formats.append(identifier ?? 0)
        }
    }

    func end(_ name: XMLName, depth: Int, _ parser: XMLParser) {}

    func text(_ bytes: UnsafeRawBufferPointer) {}
}
