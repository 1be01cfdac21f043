import ContractRuntime
import Testing

@Suite struct JSONReaderStringTests {
    private enum Colour: String, JSONEnumeration {
        case red
        case darkBlue = "dark blue"

        static let jsonCases = JSONCases<Colour>()
    }

    private func string(_ text: String, minimum: Int = 0, maximum: Int = .max) throws -> (String?, [String]) {
        var reader = JSONReader(Array(text.utf8))
        let value = try reader.readString(minimumLength: minimum, maximumLength: maximum)
        try reader.finish()
        return (value, reader.violations.map(\.reason))
    }

    @Test func everyEscapeIsRead() throws {
        #expect(try string(#""\"\\\/\b\f\n\r\t\u00e9\u20AC""#).0 == "\"\\/\u{8}\u{C}\n\r\t\u{E9}\u{20AC}")
        #expect(try string(#""\ud83d\ude00 \uDBFF\uDFFF""#).0 == "\u{1F600} \u{10FFFF}")
    }

    @Test(arguments: [
        #""\ud83d""#, #""\ud83dx""#, #""\ud83d\n""#, #""\ud83d\u0041""#, #""\ude00""#, #""\ud83d\ud83d""#,
        #""\ud83d\u"#,
    ])
    func loneSurrogatesAreRefused(_ text: String) {
        #expect(throws: JSONSyntaxError.self) { try string(text) }
    }

    @Test(arguments: [#""\x""#, #""\u12g4""#, #""\u123""#, "\"\n\"", "\"\u{1}\"", "\"\\u１２３４\"", "\"\\", "\"\\u"])
    func brokenStringsAreRefused(_ text: String) {
        #expect(throws: JSONSyntaxError.self) { try string(text) }
    }

    @Test func invalidUTF8IsRefusedWithAndWithoutEscapes() {
        for prefix in ["", "\\n"] {
            for bytes: [UInt8] in [[0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80]] {
                var reader = JSONReader([0x22] + Array(prefix.utf8) + bytes + [0x22])
                #expect(throws: JSONSyntaxError.self) { _ = try reader.readString() }
            }
        }
    }

    /// The scan takes eight bytes at once; each stop is tried at each place of a word, before and after other bytes.
    @Test(arguments: 0..<20)
    func stringsEndWhereTheyEnd(_ length: Int) throws {
        let plain = String(repeating: "a", count: length)
        for (text, expected) in [
            ("\"\(plain)\"", plain), ("\"\(plain)\\n\(plain)\"", "\(plain)\n\(plain)"),
            ("\"\(plain)é\(plain)\"", "\(plain)é\(plain)"), ("\"\(plain)\u{7F}~\"", "\(plain)\u{7F}~"),
            ("\"\(plain)\\\"\"", "\(plain)\""), ("\"\(plain)!#[]\"", "\(plain)!#[]"),
        ] {
            #expect(try string(text).0 == expected)
            #expect(throws: JSONSyntaxError.self) { try string(String(text.dropLast())) }
        }
        for control in ["\u{1F}", "\n", "\0"] {
            #expect(throws: JSONSyntaxError.self) { try string("\"\(plain)\(control)\(plain)\"") }
        }
        #expect(throws: JSONSyntaxError.self) { try string("\"\(plain)\\") }
    }

    @Test func nulIsAViolation() throws {
        #expect(try string(#""a\u0000b""#).1 == ["format"])
        var reader = JSONReader(Array(#"{"a\u0000":1}"#.utf8))
        _ = try JSONValue.read(from: &reader)
        #expect(reader.violations.map(\.reason) == ["format"])
        var names = JSONReader([])
        names.checkName("a\0")
        #expect(names.violations.map(\.reason) == ["format"])
    }

    @Test func lengthCountsUnicodeScalars() throws {
        #expect(try string("\"e\u{301}\"", minimum: 2, maximum: 2).1 == [])
        #expect(try string(#""👨‍👩‍👧""#, maximum: 4).1 == ["maxLength"])
        #expect(try string(#""👨‍👩‍👧""#, minimum: 5, maximum: 5).1 == [])
        #expect(try string(#""""#, minimum: 1).1 == ["minLength"])
    }

    @Test func patternIsCheckedOnlyWhenTheLengthIsRight() throws {
        let pattern = try Pattern("^a+$")
        var reader = JSONReader(Array(#"["bbbb","bb","aa"]"#.utf8))
        _ = try reader.readArray { (reader: inout JSONReader) throws(JSONSyntaxError) -> String? in
            try reader.readString(maximumLength: 3, pattern: pattern)
        }
        #expect(reader.violations.map(\.reason) == ["maxLength", "pattern"])
        #expect(reader.violations.map(\.pointer) == ["/0", "/1"])
    }

    @Test func enumerationsNameWhatTheyAllow() throws {
        var reader = JSONReader(Array(#""blue""#.utf8))
        #expect(try reader.readEnumeration(Colour.self) == nil)
        #expect(reader.violations.map(\.message) == ["is not one of red, dark blue"])
        var other = JSONReader(Array(#""dark blue""#.utf8))
        #expect(try other.readEnumeration(Colour.self) == .darkBlue)
        var escaped = JSONReader(Array(#""\u0072ed""#.utf8))
        #expect(try escaped.readEnumeration(Colour.self) == .red)
    }

    @Test func megabytesAreReadInOnePass() throws {
        let long = String(repeating: "a\\n", count: 1_000_000)
        #expect(try string("\"\(long)\"").0?.utf8.count == 2_000_000)
    }
}
