import Foundation
import Testing
import YAML

@Suite struct YAMLNodeTests {
    private func load(_ text: String) throws -> YAMLNode {
        try YAMLLoader.load(Array(text.utf8), file: "a.yaml")
    }

    @Test func nodesSayWhatTheyAre() throws {
        let root = try load("[~, true, 1, 1.5, a, [], {}]")
        #expect(
            root.sequence?.map(\.kind) == [
                "null", "a boolean", "an integer", "a number", "a string", "a sequence", "a mapping",
            ])
        #expect(root["a"] == nil)
        #expect(root.scalar == nil && root.mapping == nil)
    }

    @Test func jsonKeepsTheOrderAndTheTypes() throws {
        let text = "z: [1, -2.5, 1e300, true, ~, 'yes', .inf, .nan]\na: { 1: x, null: y }\n"
        #expect(
            try load(text).json
                == #"{"z":[1,-2.5,1e300,true,null,"yes",".inf",".nan"],"a":{"1":"x","null":"y"}}"#)
    }

    @Test func jsonKeepsTheDigitsOfNumbers() throws {
        let text = "[12345678901234567891, 1.10, -0.0, 1e5, .5, +1.5, .inf, 007]"
        #expect(try load(text).json == #"[12345678901234567891,1.10,-0.0,1e5,0.5,1.5,".inf",7]"#)
    }

    @Test func jsonEscapesWhatItMust() throws {
        let json = try load(#"{ "a\"\\\n\r\t\u0001\u007F\u2028": "é\0" }"#).json
        let parsed = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: String]
        #expect(parsed == ["a\"\\\n\r\t\u{1}\u{7F}\u{2028}": "é\0"])
        #expect(json.contains(#"\u0001"#) && json.contains(#"\u0000"#))
    }

    @Test func jsonTextsAreYAML() throws {
        let text = "{\n\t\"a\": [1, 2.0, \"\\u00e9\\/\", null, {\"b\": false}],\n\t\"c\": \"\"\n}\n"
        #expect(try load(text).json == #"{"a":[1,2.0,"é/",null,{"b":false}],"c":""}"#)
    }

    @Test func surrogatePairsInJSONTextsAreRead() throws {
        #expect(try load(#"["\ud83d\ude00"]"#).json == #"["😀"]"#)
    }

    @Test(arguments: [#"["\ud83d"]"#, #"["\ude00\ud83d"]"#, #"["\ud83dx"]"#]) func halvesOfSurrogatePairsAreRefused(
        _ text: String
    ) {
        let error = #expect(throws: YAMLError.self) { try YAMLLoader.load(Array(text.utf8), file: "a.json") }
        #expect(error?.location.line == 1)
    }
}
