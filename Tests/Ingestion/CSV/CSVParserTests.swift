import Testing

@testable import Ingestion

@Suite("CSV parser")
struct CSVParserTests {
    @Test(arguments: [
        ("a,b\nc,d\n", [ReadRow(1, ["a", "b"]), ReadRow(2, ["c", "d"])]),
        (
            "a,b\r\nc,d\re,f\n\rg,h",
            [
                ReadRow(1, ["a", "b"]), ReadRow(2, ["c", "d"]), ReadRow(3, ["e", "f"]), ReadRow(5, ["g", "h"]),
            ]
        ),
        ("\n\r\n\ra\n\n", [ReadRow(4, ["a"])]),
        ("a,\n,b\n,\n", [ReadRow(1, ["a", ""]), ReadRow(2, ["", "b"]), ReadRow(3, ["", ""])]),
        ("a\nb,c,d\ne,f", [ReadRow(1, ["a"]), ReadRow(2, ["b", "c", "d"]), ReadRow(3, ["e", "f"])]),
        ("\"\"\n\"\"", [ReadRow(1, [""]), ReadRow(2, [""])]),
        ("\"a\"\"b\",\"\"\"\",\"c\"", [ReadRow(1, ["a\"b", "\"", "c"])]),
        ("\"a,b\r\nc\rd\ne\",f\ng", [ReadRow(1, ["a,b\r\nc\rd\ne", "f"]), ReadRow(5, ["g"])]),
        ("5\" pipe,a\"b\"", [ReadRow(1, ["5\" pipe", "a\"b\""])]),
        ("\"a\"b,\"c\" ,\"d\"\"e\"\"\"", [ReadRow(1, ["ab", "c ", "d\"e\""])]),
        ("\"a\"b\"c,d\"", [ReadRow(1, ["ab\"c", "d\""])]),
        (" \"a\",b", [ReadRow(1, [" \"a\"", "b"])]),
        ("a\u{1}\u{B},\"b\"\u{2},\u{3}\"c", [ReadRow(1, ["a\u{1}\u{B}", "b\u{2}", "\u{3}\"c"])]),
        ("ä,ʤ,🧾\n", [ReadRow(1, ["ä", "ʤ", "🧾"])]),
        ("", []),
        ("\n\n", []),
    ])
    func rowsAreSplitInWholeAndInPieces(text: String, expected: [ReadRow]) throws {
        let bytes = Array(text.utf8)
        #expect(try Reading.parse(bytes) == expected)
        #expect(try Reading.parse(bytes, cuts: Array(0..<bytes.count)) == expected)
        for cut in 0...bytes.count {
            #expect(try Reading.parse(bytes, cuts: [cut]) == expected)
        }
    }

    @Test(arguments: [",", ";", "\t", "|"] as [Character])
    func everySeparatorSplitsAndTheOthersAreText(separator: Character) throws {
        let others = [",", ";", "\t", "|"].filter { $0 != String(separator) }.joined()
        let rows = try Reading.parse("a\(separator)\(others)\(separator)\"\(separator)\"\n", separator: separator)
        #expect(rows == [ReadRow(1, ["a", others, String(separator)])])
    }

    @Test func longRowsOfShortFieldsAreSplitAtEveryPositionInAWord() throws {
        for length in 0..<40 {
            let field = String(repeating: "x", count: length)
            let rows = try Reading.parse("\(field),\(field),\"\(field)\"\n\(field)y")
            #expect(rows == [ReadRow(1, [field, field, field]), ReadRow(2, [field + "y"])])
        }
    }

    @Test func unclosedQuoteNamesTheLineOfTheQuote() {
        #expect(throws: CSVError.unclosedQuote(line: 3)) {
            try Reading.parse("a,b\nc,d\ne,\"f\ng,h\ni,j\n")
        }
    }

    @Test func unclosedQuoteInALargeFileStopsAtTheFieldLimit() {
        let limits = CSVLimits(fieldBytes: 1000)
        let text = "a,b\n1,\"" + String(repeating: "x\n", count: 100_000)
        for cuts in [[], Array(stride(from: 512, to: text.utf8.count, by: 512))] {
            #expect(throws: CSVError.fieldTooLarge(line: 2, limit: 1000, isQuoted: true)) {
                try Reading.parse(Array(text.utf8), limits: limits, cuts: cuts)
            }
        }
    }

    @Test func fieldOfExactlyTheLimitIsRead() throws {
        let limits = CSVLimits(fieldBytes: 100)
        let field = String(repeating: "x", count: 100)
        #expect(try Reading.parse("a,\(field),\"\(field)\"", limits: limits).first?.fields == ["a", field, field])
        for text in ["\(field)y", "a\n\(field)y,b", "a\n\"\(field)y\",b", "a\n\"\(field)\"y"] {
            #expect(throws: CSVError.self) { try Reading.parse(text, limits: limits) }
        }
    }

    @Test func fieldThatIsTooLargeNamesTheLineWhereItBegins() {
        let limits = CSVLimits(fieldBytes: 10)
        #expect(throws: CSVError.fieldTooLarge(line: 4, limit: 10, isQuoted: false)) {
            try Reading.parse("a\n\"b\n\n\",01234567890", limits: limits)
        }
    }

    @Test func columnsBeyondTheLimitAreRefused() throws {
        let allowed = String(repeating: ",", count: 4095)
        #expect(try Reading.parse(allowed).first?.fields.count == 4096)
        #expect(throws: CSVError.tooManyColumns(line: 2, limit: 4096)) {
            try Reading.parse("a\n" + allowed + ",")
        }
    }

    @Test func aMillionColumnsAreRefusedInBoundedMemory() {
        let bytes = [UInt8](repeating: 0x2C, count: 1_000_000)
        #expect(throws: CSVError.tooManyColumns(line: 1, limit: 4096)) { try Reading.parse(bytes) }
    }

    @Test func rowBeyondTheLimitIsRefused() {
        let limits = CSVLimits(fieldBytes: 100, rowBytes: 150)
        let field = String(repeating: "x", count: 90)
        #expect(throws: CSVError.rowTooLarge(line: 2, limit: 150)) {
            try Reading.parse("a\n\(field),\(field)\n", limits: limits)
        }
    }

    @Test(arguments: [("a,\u{0}b", 1), ("a\r\n\r\nb\n\u{0}", 4), ("a\n\"b\n\u{0}\"", 3)] as [(String, Int64)])
    func zeroByteIsRefusedWithItsLine(text: String, line: Int64) {
        let bytes = Array(text.utf8)
        for cut in 0...bytes.count {
            #expect(throws: CSVError.nullByte(line: line)) { try Reading.parse(bytes, cuts: [cut]) }
        }
    }

    @Test func rowKeptByTheCallerIsNotOverwritten() throws {
        var parser = CSVParser()
        let bytes = Array("first,row\nsecond,line\n".utf8)
        var offset = 0
        #expect(try parser.nextRow(in: bytes.span, from: &offset))
        let kept = parser.row
        #expect(try parser.nextRow(in: bytes.span, from: &offset))
        #expect(kept.texts == ["first", "row"])
        #expect(parser.row.texts == ["second", "line"])
        #expect(parser.row.text(at: 7).isEmpty)
        #expect(parser.row.text(at: -1).isEmpty)
    }

    @Test func errorMessagesHoldNothingOfTheFile() {
        #expect(
            CSVError.unclosedQuote(line: 7).description
                == "Line 7: a quoted field begins here and is never closed: add the missing quote.")
        #expect(CSVError.nullByte(line: 7).code.name == "csv_null_byte")
    }
}
