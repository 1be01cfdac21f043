import Testing
import YAML

/// A JSON text is read without libyaml, and must come out as if it had been read with it.
@Suite struct JSONTextTests {
    private static let texts = [
        #"{"a":[1,-2.5e3,true,false,null,"x"],"é":{"😀ü":"ö","b":[[],{}]}}"#,
        "{\n  \"a\" : [ 1 , 2 ],\r\n\t\"b\": {\"c\": \"d\\u00e9\\n\\\"\\\\/\\/\"}\n}\n",
        "[\n\"é\", \"ü\\tö\", \"z\"\n, {\"ä\": 1, \"b\": 2}]", "[]", "{}", "[[[[\"\"]]]]", "[0, -0, 0.5, 1E+2, 1e-2]",
    ]

    private func flat(_ node: YAMLNode) -> [String] {
        let place = "\(node.location.line):\(node.location.column) \(node.shape) \(node.scalar?.text ?? "")"
        return [place + " \(node.kind)"] + node.elements.flatMap(flat)
            + node.entries.flatMap { ["\($0.key) \($0.keyLocation.line):\($0.keyLocation.column)"] + flat($0.value) }
    }

    @Test(arguments: texts) func treeAndPlacesAreThoseOfLibYAML(_ text: String) throws {
        let json = try YAMLLoader.load(Array(("\n" + text).utf8), file: "a.json")
        let yaml = try YAMLLoader.load(Array(("#\n" + text).utf8), file: "a.json")
        #expect(flat(json) == flat(yaml))
    }

    @Test func byteOrderMarkIsNotCounted() throws {
        let root = try YAMLLoader.load(Array("\u{FEFF}{\"a\": 1}".utf8), file: "a.json")
        #expect(root.entries.first?.keyLocation.column == 2)
    }

    @Test(arguments: [
        ("{\"a\": 1", "a.json:1:8: error: ',' or '}' is expected"),
        ("[\"a\" \"b\"]", "a.json:1:6: error: ',' or ']' is expected"),
        ("{\"a\" 1}", "a.json:1:6: error: ':' is expected after a name"),
        ("{\"a\": @}", "a.json:1:7: error: a value is expected"),
        ("{\"a\": 1,, \"b\": 2}", "a.json:1:9: error: a name in double quotes is expected"),
        ("[\"a\\q\"]", "a.json:1:4: error: there is no such escape in JSON"),
        ("{\"a\": \"b\n: c\"} {", "a.json:1:9: error: a string ends with a quote on its own line"),
        ("{\"a\": 1, // b\n\"b\": 2}", "a.json:1:10: error: JSON has no comments; leave it out"),
        ("{\"a\": \"b\" /* c */}", "a.json:1:11: error: JSON has no comments; leave it out"),
        ("// a\n{\"a\": [1}", "a.json:1:1: error: JSON has no comments; leave it out"),
        ("[1] [2]", "a.json:1:5: error: the text goes on after the document"),
    ])
    func brokenJSONIsToldAsJSON(_ text: String, _ expected: String) {
        let error = #expect(throws: YAMLError.self) { try YAMLLoader.load(Array(text.utf8), file: "a.json") }
        #expect(error?.description == expected)
    }

    @Test(arguments: ["{a: 1}", "[a, b]", "{\"a\": b}", "{\"a\": 01x}", "[1, 2,]", "{ \"a\": 1, } # comment"])
    func whatIsNoJSONIsReadAsYAML(_ text: String) throws {
        _ = try YAMLLoader.load(Array(text.utf8), file: "a.json")
    }

    @Test func keyThatStandsTwiceIsRefusedInJSONToo() {
        let error = #expect(throws: YAMLError.self) {
            try YAMLLoader.load(Array("{\"a\": 1, \"b\": {\"a\": 2}, \"a\": 3}".utf8), file: "a.json")
        }
        #expect(
            error?.description == "a.json:1:25: error: the key 'a' stands twice; the first is at line 1, column 2")
    }

    @Test func boundsHoldForJSONToo() throws {
        let deep = String(repeating: "[", count: 202) + String(repeating: "]", count: 202)
        let error = #expect(throws: YAMLError.self) { try YAMLLoader.load(Array(deep.utf8), file: "a.json") }
        #expect(error?.message == "the document is nested deeper than 200 levels")
        let many = "[" + String(repeating: "1,", count: 2_000_000) + "1]"
        #expect(throws: YAMLError.self) { try YAMLLoader.load(Array(many.utf8), file: "a.json") }
    }

    @Test func everyPrefixOfATextIsRefused() {
        let text = Array(#"{"a":[1,-2.5e3,true,"\ud83d\ude00é"]}"#.utf8)
        for count in 0..<text.count {
            #expect(throws: YAMLError.self) { try YAMLLoader.load(Array(text.prefix(count)), file: "a.json") }
        }
    }

    @Test func manyKeysAreFoundByName() throws {
        let count = 5_000
        let text = "{" + (0..<count).map { "\"key\($0)\": \($0)" }.joined(separator: ",") + "}"
        let root = try YAMLLoader.load(Array(text.utf8), file: "a.json")
        for number in 0..<count { #expect(root["key\(number)"]?.scalar?.value == .integer(Int64(number))) }
        #expect(root["key5000"] == nil && root[""] == nil)
    }
}
