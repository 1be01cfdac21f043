import Testing
import YAML

/// Hostile documents: each must be refused, or read, within moments.
@Suite struct YAMLLimitTests {
    private func load(_ text: String) throws(YAMLError) -> YAMLNode {
        try YAMLLoader.load(Array(text.utf8), file: "a.yaml")
    }

    private func message(_ text: String) -> String? {
        do {
            _ = try load(text)
            return nil
        } catch {
            return error.message
        }
    }

    @Test(.timeLimit(.minutes(1))) func aliasBombIsRefused() {
        var lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
        for level in 1...9 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            lines.append("a\(level): &a\(level) [\(aliases)]")
        }
        let clock = ContinuousClock()
        var refused: String?
        let time = clock.measure { refused = message(lines.joined(separator: "\n")) }
        #expect(refused == "the document holds more than 2000000 values once its aliases are replaced")
        #expect(time < .seconds(2))
    }

    @Test func aliasBombOfMergeKeysIsRefused() {
        var lines = ["a0: &a0 { k: [\(Array(repeating: "x", count: 1_000).joined(separator: ","))] }"]
        for level in 1...40 { lines.append("a\(level): &a\(level) { l\(level): *a\(level - 1), <<: *a\(level - 1) }") }
        #expect(message(lines.joined(separator: "\n"))?.hasPrefix("the document holds more than") == true)
    }

    @Test func nestingEndsAtTwoHundred() throws {
        let open = String(repeating: "[", count: 200)
        let close = String(repeating: "]", count: 200)
        #expect(try load(open + close).json == open + close)
        #expect(message("[" + open + "x" + close + "]") == "the document is nested deeper than 200 levels")
        let blocks = (0..<201).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
        #expect(message(blocks) == "the document is nested deeper than 200 levels")
    }

    @Test func nestingThroughAliasesIsCountedAsWell() throws {
        let open = String(repeating: "[", count: 90)
        let close = String(repeating: "]", count: 90)
        #expect(message("a: &a \(open)\(close)\nb: &b \(open)*a\(close)\n") == nil)
        #expect(
            message("a: &a \(open)\(close)\nb: &b \(open)*a\(close)\nc: \(open)*b\(close)\n")
                == "the document is nested deeper than 200 levels")
        #expect(
            message(
                "a: &a \(open)\(close)\nb: &b { x: { <<: { y: *a } } }\nc: \(open)[[[[[[[[[[[[[[[[[[*b]]]]]]]]]]]]]]]]]]\(close)\n"
            ) == "the document is nested deeper than 200 levels")
    }

    @Test func hundredThousandBracketsAreRefusedWithoutAStackOverflow() {
        #expect(message(String(repeating: "[", count: 100_000)) != nil)
        #expect(message(String(repeating: "- ", count: 100_000)) != nil)
    }

    @Test(.timeLimit(.minutes(1)), arguments: ["\"", ""])
    func scalarOfTenMegabytesIsRead(_ quote: String) throws {
        let long = String(repeating: "abcdefghi ", count: 1_000_000)
        let root = try load("a: \(quote)\(long)b\(quote)\n")
        #expect(root["a"]?.scalar?.text.utf8.count == 10_000_001)
    }

    @Test(.timeLimit(.minutes(1))) func longSequencesAndMappingsAreRead() throws {
        let text = (0..<50_000).map { "key\($0): [1, 2]\n" }.joined()
        #expect(try load(text).mapping?.count == 50_000)
    }
}
