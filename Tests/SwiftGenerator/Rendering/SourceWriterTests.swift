import Testing

@testable import SwiftGenerator

@Suite struct SourceWriterTests {
    @Test func documentationCannotEndItsComment() {
        var writer = SourceWriter(SourceStyle(source: "a.yaml"), imports: [])
        writer.documentation(["one\ntwo\r\nthree\rfour\u{2028}five\u{B}six\u{0}", "", "*/ //"])
        let lines = writer.text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(2)
        #expect(
            Array(lines) == [
                "/// one", "/// two", "/// three", "/// four", "/// five", "/// six", "///", "/// */ //", "",
            ])
    }

    @Test func blocksAreIndented() {
        var writer = SourceWriter(SourceStyle(source: "a.yaml"), imports: ["import A"])
        writer.block("enum A {") { writer in
            writer.line()
            writer.verbatim("as is")
            writer.line("case a")
        }
        #expect(writer.text.hasSuffix("\n\nimport A\n\nenum A {\n\nas is\n    case a\n}\n"))
    }

    @Test func stringLiteralsEscapeWhatIsInvisible() {
        #expect(
            SwiftLiteral.string("\"\\\n\r\t\0\u{7F}\u{85}\u{202E}\u{FEFF}\u{FFFF}😀é\\(x)")
                == #""\"\\\n\r\t\u{0}\u{7f}\u{85}\u{202e}\u{feff}\u{ffff}\u{1f600}é\\(x)""#)
    }
}
