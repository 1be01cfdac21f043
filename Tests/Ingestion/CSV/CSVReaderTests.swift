import Testing

@testable import Ingestion

@Suite("CSV reader")
struct CSVReaderTests {
    static let rows = [ReadRow(1, ["name", "city"]), ReadRow(2, ["Zoë", "Köln €"]), ReadRow(3, ["漢字", "🧾"])]
    static let text = "name,city\nZoë,\"Köln €\"\n漢字,🧾\n"

    static func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
        text.utf16.flatMap { unit -> [UInt8] in
            let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            return bigEndian ? bytes : bytes.reversed()
        }
    }

    static let encoded: [(TextEncoding, [UInt8])] = [
        (.utf8, Array(text.utf8)),
        (.utf8, [0xEF, 0xBB, 0xBF] + Array(text.utf8)),
        (.utf16LittleEndian, [0xFF, 0xFE] + utf16(text, bigEndian: false)),
        (.utf16BigEndian, [0xFE, 0xFF] + utf16(text, bigEndian: true)),
        (.utf16LittleEndian, utf16(text, bigEndian: false)),
        (.utf16BigEndian, utf16(text, bigEndian: true)),
    ]

    @Test(arguments: 0..<6)
    func encodingIsFoundHoweverTheBytesArrive(index: Int) throws {
        let (encoding, bytes) = Self.encoded[index]
        for cuts in [[], Array(0..<bytes.count)] + (0...bytes.count).map({ [$0] }) {
            let (rows, properties) = try Reading.read(bytes, cuts: cuts)
            #expect(rows == Self.rows)
            #expect(properties == TableProperties(encoding: encoding, separator: 0x2C))
        }
    }

    @Test func bytesThatAreNotUTF8AreWindows1252() throws {
        let bytes: [UInt8] =
            Array("K".utf8) + [0xF6] + Array("ln;10 ".utf8) + [0x80, 0x0A] + Array("\"Z".utf8) + [0xFC, 0x22]
        for cuts in [[], Array(0..<bytes.count)] {
            let (rows, properties) = try Reading.read(bytes, cuts: cuts)
            #expect(rows == [ReadRow(1, ["Köln", "10 €"]), ReadRow(2, ["Zü"])])
            #expect(properties?.encoding == .windows1252)
            #expect(properties?.separator == UInt8(ascii: ";"))
        }
    }

    @Test func invalidBytesBehindTheWindowAreWindows1252AsWell() throws {
        let line = Array("2024-01-01,1.00,Büro\n".utf8)
        var bytes: [UInt8] = []
        while bytes.count < CSVReader.windowSize + 1000 { bytes += line }
        bytes += Array("2024-01-01,1.00,K".utf8) + [0xF6] + Array("ln \u{20AC}\n".utf8) + [0xE2, 0x82]
        let (rows, properties) = try Reading.read(bytes, cuts: Array(stride(from: 7, to: bytes.count, by: 4099)))
        #expect(properties?.encoding == .utf8)
        #expect(rows.first?.fields.last == "Büro")
        #expect(rows.dropLast().last?.fields.last == "Köln €")
        #expect(rows.last?.fields == ["â‚"])
    }

    @Test func windowThatCutsACharacterIsStillUTF8() throws {
        for shift in 0..<4 {
            let head = String(repeating: "a", count: CSVReader.windowSize - shift)
            let (rows, properties) = try Reading.read(Array("\(head)🧾,b\n".utf8))
            #expect(properties?.encoding == .utf8)
            #expect(rows == [ReadRow(1, ["\(head)🧾", "b"])])
        }
    }

    @Test func fileThatEndsInsideACharacterIsWindows1252() throws {
        let (rows, properties) = try Reading.read(Array("a,b".utf8) + [0xE2, 0x82])
        #expect(properties?.encoding == .windows1252)
        #expect(rows == [ReadRow(1, ["a", "bâ‚"])])
    }

    @Test func brokenUTF16IsReplacedNotRefused() throws {
        let bytes: [UInt8] = [0xFF, 0xFE, 0x61, 0x00, 0x00, 0xD8, 0x62, 0x00, 0x00, 0xDC, 0x3D, 0xD8]
        for cuts in [[], Array(0..<bytes.count)] {
            #expect(try Reading.read(bytes, cuts: cuts).rows == [ReadRow(1, ["a\u{FFFD}b\u{FFFD}\u{FFFD}"])])
        }
        #expect(try Reading.read([0xFF, 0xFE, 0x61, 0x00, 0x62]).rows == [ReadRow(1, ["a\u{FFFD}"])])
    }

    @Test(arguments: [
        [0x00], [0x61, 0x00], [0x61, 0x2C, 0x00, 0x62], [0x00, 0x00, 0x00, 0x00], Array("a,b\nc,\u{0}d\n".utf8),
    ])
    func zeroBytesOfOtherTextAreRefused(_ bytes: [UInt8]) {
        #expect(throws: CSVError.self) { try Reading.read(bytes) }
    }

    @Test(arguments: ["sep=;\r\n", "sep=;\n", "SEP=;\r"])
    func declaredSeparatorIsTakenAndItsLineCounted(declaration: String) throws {
        let (rows, properties) = try Reading.read(Array("\(declaration)a,b;c,d\n".utf8))
        #expect(properties?.separator == UInt8(ascii: ";"))
        #expect(rows == [ReadRow(2, ["a,b", "c,d"])])
    }

    @Test func emptyFileHasNoRows() throws {
        #expect(try Reading.read([]).rows.isEmpty)
        #expect(try Reading.read([0xEF, 0xBB, 0xBF]).rows.isEmpty)
    }

    @Test func givenSeparatorIsNotGuessed() throws {
        var reader = CSVReader(separator: UInt8(ascii: "|"))
        var fields: [String] = []
        try reader.consume(Array("a,b|c,d\n".utf8).span) { row, _ in fields += row.texts }
        try reader.finish { row, _ in fields += row.texts }
        #expect(fields == ["a,b", "c,d"])
    }
}
