import ContractRuntime
import Testing

@Suite struct JSONMapTests {
    @Test func orderIsThatOfInsertion() {
        var map: JSONMap<Int> = ["b": 1, "a": 2]
        map["c"] = 3
        map["b"] = 4
        #expect(map.map(\.key) == ["b", "a", "c"])
        #expect(map.map(\.value) == [4, 2, 3])
        #expect(map.count == 3)
    }

    @Test func nilTakesAMemberAwayAndKeepsTheOthers() {
        var map: JSONMap<Int> = ["a": 1, "b": 2, "c": 3]
        map["a"] = nil
        map["x"] = nil
        #expect(map.map(\.key) == ["b", "c"])
        #expect(map["c"] == 3)
        map["a"] = 4
        #expect(map.map(\.key) == ["b", "c", "a"])
        #expect(!map.isEmpty)
    }

    @Test func namesOfDifferentCodePointsAreDifferentThoughTheyLookAlike() throws {
        let text = "{\"\u{E9}\":1,\"e\u{301}\":2}"
        var reader = JSONReader(Array(text.utf8))
        let map = try reader.readMap { (reader: inout JSONReader) throws(JSONSyntaxError) -> Int64? in
            try reader.readInteger(Int64.self)
        }
        #expect(map?.count == 2 && reader.violations.isEmpty)
        #expect(map?["\u{E9}"] == 1 && map?["e\u{301}"] == 2)
    }

    @Test func equalityAndHashIgnoreTheOrder() {
        let one: JSONMap<Int> = ["a": 1, "b": 2]
        let other: JSONMap<Int> = ["b": 2, "a": 1]
        #expect(one == other)
        #expect(one.hashValue == other.hashValue)
        #expect(one != ["a": 1])
        #expect(one != ["a": 1, "b": 3])
    }

    @Test func laterOfTwoEqualNamesWins() {
        #expect(JSONMap([("a", 1), ("a", 2)])["a"] == 2)
    }

    @Test func mapsOfValuesWriteThemselves() {
        let map: JSONMap<JSONValue> = ["b": .null, "a\"": .array([.boolean(true), .number("1.50")])]
        #expect(String(decoding: map.jsonBytes, as: UTF8.self) == #"{"b":null,"a\"":[true,1.50]}"#)
    }
}
