import Testing

@testable import Ingestion

@Suite("Raw text of rejected rows")
struct RawTextTests {
    private static func text(_ fields: String..., separator: Character = ",") -> String {
        RawText.of(Row(fields: fields), separator: separator.asciiValue ?? 0x2C)
    }

    @Test func cellsAreQuotedWhereTheyNeedIt() {
        #expect(Self.text("a", "", "b c") == "a,,b c")
        #expect(
            Self.text("a,b", "say \"hi\"", "two\nlines", "two\rlines")
                == "\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\"two\rlines\"")
        #expect(Self.text("a,b", "c;d", separator: ";") == "a,b;\"c;d\"")
    }

    @Test func textIsCutAtTwoHundredBytesBetweenCharacters() {
        let whole = String(repeating: "x", count: 200)
        #expect(Self.text(whole) == whole)
        #expect(Self.text(whole + "y") == whole + "…")
        #expect(Self.text(String(repeating: "x", count: 199) + "é") == String(repeating: "x", count: 199) + "…")
        #expect(Self.text(String(repeating: "x", count: 198) + "💶") == String(repeating: "x", count: 198) + "…")
        #expect(Self.text(String(repeating: "é", count: 100)) == String(repeating: "é", count: 100))
    }

    @Test func aRowOfAnySizeCostsLittle() {
        let row = Row(fields: Array(repeating: String(repeating: "\"", count: 1000), count: 4000))
        #expect(RawText.of(row, separator: 0x2C).utf8.count <= RawText.limit + "…".utf8.count)
    }
}
