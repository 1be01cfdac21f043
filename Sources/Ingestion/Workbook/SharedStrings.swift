/// The texts that cells share, in one buffer, by number.
final class SharedStrings: XMLHandler {
    /// The most text, in bytes of UTF-8.
    static let byteLimit = 64 << 20
    private static let countLimit = 1 << 23

    private var bytes: [UInt8] = []
    private var ends: [UInt32] = []
    private var isInText = false
    private var isInPhonetic = false

    /// Makes room for a part of that size; memory that isn't used costs nothing.
    init(partSize: UInt64 = 0) {
        bytes.reserveCapacity(Int(min(partSize, UInt64(Self.byteLimit))))
    }

    /// How many texts there are.
    var count: Int { ends.count }

    /// Appends a text to `output`; false when there is none of that number.
    func append(_ index: Int, to output: inout [UInt8]) -> Bool {
        guard let range = range(index) else { return false }
        output.append(contentsOf: bytes[range])
        return true
    }

    /// How long a text is; nil when there is none of that number.
    func length(_ index: Int) -> Int? {
        range(index)?.count
    }

    private func range(_ index: Int) -> Range<Int>? {
        guard ends.indices.contains(index) else { return nil }
        return (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes, depth: Int, _ parser: XMLParser) throws {
        if depth == 1, !name.isSheet("sst") { throw ContentError.brokenStructure }
        if name.isSheet("rPh") { isInPhonetic = true }
        if name.isSheet("t"), !isInPhonetic { isInText = true }
    }

    func end(_ name: XMLName, depth: Int, _ parser: XMLParser) throws {
        if name.isSheet("t") { isInText = false }
        if name.isSheet("rPh") { isInPhonetic = false }
        guard depth == 2, name.isSheet("si") else { return }
        guard ends.count < Self.countLimit else { throw ContentError.tooMuchText(limit: Self.byteLimit) }
        SpreadsheetText.decodeEscapes(in: &bytes, from: Int(ends.last ?? 0))
        ends.append(UInt32(bytes.count))
    }

    func text(_ text: UnsafeRawBufferPointer) throws {
        guard isInText else { return }
        guard text.count <= Self.byteLimit - bytes.count else {
            throw ContentError.tooMuchText(limit: Self.byteLimit)
        }
        bytes.append(contentsOf: text)
    }
}
