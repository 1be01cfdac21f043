import Testing

@testable import Ingestion

@Suite("CSV properties")
struct CSVPropertyTests {
    @Test(arguments: 0..<20 as Range<UInt64>)
    func writtenRowsAreReadBack(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let pieces = ["a", "0", " ", ",", ";", "\"", "\"\"", "\n", "\r", "\r\n", "é", "漢", "🧾", "\u{1}", "word"]
        let separator = [",", ";", "\t", "|"].randomElement(using: &random) ?? ","
        var text = ""
        var expected: [[String]] = []
        for _ in 0..<200 {
            let fields = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                (0..<Int.random(in: 0...8, using: &random)).compactMap { _ in pieces.randomElement(using: &random) }
                    .joined()
            }
            let cells = fields.map { field in
                let mustQuote = field.unicodeScalars.contains { "\"\r\n\(separator)".unicodeScalars.contains($0) }
                // An unquoted empty field alone would be a blank line.
                guard mustQuote || fields == [""] || Bool.random(using: &random) else { return field }
                return "\"" + field.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
            }
            text += cells.joined(separator: separator)
            text += ["\n", "\r\n", "\r", "\n\n"].randomElement(using: &random) ?? "\n"
            expected.append(fields)
        }
        let bytes = Array(text.utf8)
        let cuts = (0..<50).map { _ in Int.random(in: 0...bytes.count, using: &random) }.sorted()
        let rows = try Reading.parse(bytes, separator: Character(separator), cuts: cuts)
        #expect(rows.map(\.fields) == expected)
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func anyBytesAreReadAsThePlainestParserReadsThem(seed: UInt64) {
        var random = SeededGenerator(seed: 1000 + seed)
        let alphabet = Array("\"\"\",,;\n\r\r\nab\u{1}xyzw    ".utf8)
        for _ in 0..<500 {
            let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? 0x61
            }
            let expected = ReferenceParser.parse(bytes, separator: 0x2C)
            let cuts = (0..<Int.random(in: 0...5, using: &random))
                .map { _ in Int.random(in: 0...bytes.count, using: &random) }.sorted()
            let rows = try? Reading.parse(bytes, cuts: cuts)
            #expect(rows == expected, "\(String(decoding: bytes, as: UTF8.self).debugDescription) cut at \(cuts)")
        }
    }
}
