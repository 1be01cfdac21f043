import Testing

@testable import SwiftGenerator

/// Any text stands in a literal as it is.
@Suite struct SwiftLiteralTests {
    private func delimiter(_ text: String) -> Substring? {
        SwiftLiteral.multiline(text, indentation: "  ").split(separator: "\n").first
    }

    @Test(arguments: [
        ("plain", 1), ("# heading", 1), ("\"\"\"", 1), ("\"\"\"#", 2), ("\"\"\"\"\"##", 3), ("\"\"#", 1),
        ("\"\"\" ###", 1), ("\\(", 1), ("\\#(", 2), ("\\##", 3), ("\\n#", 1), ("\\\"#", 1), ("\\\"\"\"#\\###", 4),
    ])
    func aLiteralHasMoreHashesThanStandBehindAnyDelimiter(_ text: String, _ count: Int) {
        #expect(delimiter(text).map(String.init) == String(repeating: "#", count: count) + "\"\"\"")
    }

    @Test func linesAreIndentedAndEmptyOnesStayEmpty() {
        let literal = SwiftLiteral.multiline("a\n\n b\n", indentation: "  ")
        #expect(literal == "#\"\"\"\n  a\n\n   b\n\n  \"\"\"#")
    }

    @Test(arguments: ["", "\n", "\n\n", "a", "a\nb", "ä\n\u{1F600}\n"]) func textsOfAnyEndKeepTheirLines(_ text: String)
    {
        let lines = SwiftLiteral.multiline(text, indentation: "  ").split(
            separator: "\n", omittingEmptySubsequences: false)
        let own = lines.dropFirst().dropLast().map { $0.isEmpty ? "" : String($0.dropFirst(2)) }
        #expect(own.joined(separator: "\n") == text)
    }

    @Test func controlCharactersAreEscapedOnOneLine() {
        #expect(SwiftLiteral.multiline("a\r\nb\u{0}", indentation: "  ") == "\"a\\r\\nb\\u{0}\"")
    }
}
