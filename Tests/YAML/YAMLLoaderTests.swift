import Testing
import YAML

@Suite struct YAMLLoaderTests {
    private func load(_ text: String) throws(YAMLError) -> YAMLNode {
        try YAMLLoader.load(Array(text.utf8), file: "a.yaml")
    }

    private func failure(_ text: String) -> String? {
        do {
            _ = try load(text)
            return nil
        } catch {
            return error.description
        }
    }

    @Test func everyNodeKnowsItsLineAndColumn() throws {
        let root = try load("# comment\nfirst:\n  - a\n  -  \"b\"\nsécond: { x: 1,\n  y: [ 2 ] }\n")
        #expect(root.location.description == "a.yaml:2:1")
        #expect(root["first"]?.location.description == "a.yaml:3:3")
        #expect(root["first"]?.sequence?.map(\.location.column) == [5, 6])
        #expect(root["sécond"]?.location.description == "a.yaml:5:9")
        #expect(root["sécond"]?.mapping?.map(\.keyLocation.description) == ["a.yaml:5:11", "a.yaml:6:3"])
        #expect(root["sécond"]?["y"]?.sequence?.first?.location.description == "a.yaml:6:8")
    }

    @Test func columnsCountUnicodeScalarsAndNotBytes() throws {
        #expect(try load("{ 😀é: a, b: c }").mapping?.map(\.keyLocation.column) == [3, 10])
    }

    @Test func carriageReturnsEndLinesAsWell() throws {
        #expect(try load("a: 1\r\nb: 2\r\n").mapping?.last?.keyLocation.description == "a.yaml:2:1")
    }

    /// libyaml ends lines at these characters, which editors do not.
    @Test func otherBreaksThanThoseOfEditorsEndNoLine() throws {
        let root = try load("a: { t: \"x\u{2028}y\u{85}z\", u: 1 }\r\nb: '\u{2029}'\rc: 1\n")
        #expect(root["a"]?["u"]?.location.description == "a.yaml:1:21")
        #expect(root["c"]?.location.description == "a.yaml:3:4")
        #expect(
            failure("a: \"\u{2028}\"\nb: [\n")
                == "a.yaml:3:1: error: did not find expected node content while parsing a flow node")
    }

    @Test(arguments: [
        "{\n  // A comment.\n  \"a\": 1\n}", "{ \"b\": 2,\n  // A comment.\n  \"a\": 1 }",
        "[1\n, 2\n/* A comment. */ ]",
        "\n// A comment.\n{}",
    ])
    func commentsInJSONAreToldAsSuch(_ text: String) {
        #expect(failure(text)?.hasSuffix(": error: JSON has no comments; leave it out") == true)
    }

    @Test func textsOfYAMLMayBeginWithASlash() throws {
        #expect(try load("{\"a\": //b, \"c\": /*}").json == #"{"a":"//b","c":"/*"}"#)
    }

    @Test func valuesThatMustBeQuotedAreTold() {
        #expect(
            failure("a: b: c\n")
                == "a.yaml:1:5: error: mapping values are not allowed in this context; quote a value that holds ': ', or check the indentation"
        )
    }

    @Test func byteOrderMarkIsPassedOver() throws {
        let root = try load("\u{FEFF}a: 1\nb: 2\n")
        #expect(root["b"]?.location.description.hasSuffix(":2:4") == true)
        #expect(root["a"]?.scalar?.value == .integer(1))
    }

    @Test func aliasesAreReplacedAndKeepThePlaceOfTheirAnchor() throws {
        let root = try load("a: &x { k: 1 }\nb: *x\nc: [*x, *x]\n")
        #expect(root.json == #"{"a":{"k":1},"b":{"k":1},"c":[{"k":1},{"k":1}]}"#)
        #expect(root["b"]?.location == root["a"]?.location)
    }

    @Test func laterAnchorOfANameReplacesTheEarlier() throws {
        #expect(try load("[&x 1, *x, &x 2, *x]").json == "[1,1,2,2]")
    }

    @Test func mergeKeysBringEntriesThatAreNotThere() throws {
        let text = """
            base: &base { a: 1, b: 2 }
            more: &more { b: 3, c: 4 }
            one: { <<: *base, b: 5 }
            many: { d: 6, <<: [*base, *more] }
            quoted: { '<<': *base }
            """
        let root = try load(text)
        #expect(root["one"]?.json == #"{"b":5,"a":1}"#)
        #expect(root["many"]?.json == #"{"d":6,"a":1,"b":2,"c":4}"#)
        #expect(root["quoted"]?.mapping?.map(\.key) == ["<<"])
    }

    @Test(arguments: ["a: { <<: 1 }", "a: { <<: [1] }", "a: { <<: [[]] }"])
    func mergeKeysTakeMappingsOnly(_ text: String) {
        #expect(failure(text)?.contains("a merge key takes a mapping or a sequence of mappings") == true)
    }

    @Test func keyThatStandsTwiceIsRefusedWithBothPlaces() {
        #expect(
            failure("a: 1\nb:\n  c: 1\n  c: 2\n")
                == "a.yaml:4:3: error: the key 'c' stands twice; the first is at line 3, column 3")
        #expect(failure("{ 1: a, '1': b }") != nil)
    }

    @Test func keysMustBeScalars() {
        #expect(failure("{ [a]: 1 }") == "a.yaml:1:3: error: a key must be a scalar")
        #expect(failure("? { a: 1 }\n: 2\n") == "a.yaml:1:3: error: a key must be a scalar")
    }

    @Test func aliasWithoutAnchorIsRefused() {
        #expect(failure("a: *x\n") == "a.yaml:1:4: error: the alias *x has no anchor before it")
        #expect(failure("a: &x [*x]\n") == "a.yaml:1:8: error: the alias *x has no anchor before it")
    }

    @Test func emptyTextIsRefused() {
        #expect(failure("") == "a.yaml:1:1: error: the document is empty")
        #expect(failure("# nothing\n\n") == "a.yaml:1:1: error: the document is empty")
    }

    @Test func secondDocumentIsRefusedWhereItBegins() {
        #expect(
            failure("a: 1\n---\nb: 2\n") == "a.yaml:2:1: error: a second document begins; put one document in one file")
        #expect(failure("---\na: 1\n...\n") == nil)
    }

    @Test func tabsInIndentationAreRefused() {
        #expect(failure("a:\n\tb: 1\n")?.hasPrefix("a.yaml:2:1: error: ") == true)
    }

    @Test(arguments: ["a: [1", "a: \"b", "a: b: c", "- a\nb: 1", "%YAML 9.9\n---\na", "a: !<", "\"\\xZZ\"", "a: @b"])
    func brokenTextsAreRefusedWithAPlace(_ text: String) {
        #expect(failure(text)?.hasPrefix("a.yaml:") == true)
    }

    @Test(arguments: [("a: [", 1, 5), ("a: 1\nb: {é: [", 2, 9), ("a: [\n", 2, 1)])
    func aMistakeAtTheEndIsInALineThatIsThere(_ text: String, _ line: Int, _ column: Int) {
        let error = #expect(throws: YAMLError.self) { try YAMLLoader.load(Array(text.utf8), file: "a.yaml") }
        #expect(error?.location == SourceLocation(file: "a.yaml", line: line, column: column))
    }

    @Test(arguments: [
        [0x61, 0x3A, 0x20, 0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xFF, 0xFE, 0x61, 0x00], [0x0A, 0x61, 0x0A, 0xC0, 0x80],
    ])
    func bytesThatAreNotUTF8AreRefused(_ bytes: [UInt8]) {
        let error = #expect(throws: YAMLError.self) { try YAMLLoader.load(bytes, file: "a.yaml") }
        #expect(error?.message.contains("; the text must be UTF-8") == true)
    }

    @Test func placeOfInvalidUTF8IsItsLine() {
        let error = #expect(throws: YAMLError.self) {
            try YAMLLoader.load(Array("a: 1\nb: 2\nc: ".utf8) + [0xFF], file: "a.yaml")
        }
        #expect(error?.location.line == 3)
    }

    @Test(arguments: [
        ("a:\n\t- b\n", 2, 1), ("a:\n  b: 1\n  \tc: 2\n", 3, 3), ("\ta: 1\n", 1, 1),
        ("enum:\n\t\t\t# é\n  - x\n", 2, 1), ("é: é\r\n\tb: 1\r\n", 2, 1),
    ])
    func tabsThatBeginALineAreNamed(_ text: String, _ line: Int, _ column: Int) {
        let error = #expect(throws: YAMLError.self) { try YAMLLoader.load(Array(text.utf8), file: "a.yaml") }
        #expect(error?.message == "a tab cannot begin a line; use spaces")
        #expect(error?.location == SourceLocation(file: "a.yaml", line: line, column: column))
    }

    @Test func otherTextsThatCannotBeScannedKeepTheirReason() {
        #expect(failure("a: @b\n")?.contains("cannot start any token") == true)
        #expect(failure("a: [\t@b]\n")?.contains("cannot start any token") == true)
    }

    @Test func controlCharactersAreRefused() {
        #expect(failure("a: \u{1}") != nil)
        #expect(failure("a: \0") != nil)
    }
}
