import ContractRuntime
import Testing

@Suite struct JSONReaderContainerTests {
    private func map(_ text: String, minimum: Int = 0, maximum: Int = .max) throws -> (JSONMap<Int64>?, [Violation]) {
        var reader = JSONReader(Array(text.utf8))
        let map = try reader.readMap(minimumCount: minimum, maximumCount: maximum) {
            (reader: inout JSONReader) throws(JSONSyntaxError) -> Int64? in try reader.readInteger(Int64.self)
        }
        try reader.finish()
        return (map, reader.violations)
    }

    @Test func mapKeepsItsOrder() throws {
        #expect(try map(#"{"b":1,"a":2,"c":3}"#).0?.map(\.key) == ["b", "a", "c"])
    }

    @Test func mapCountsItsMembers() throws {
        #expect(try map("{}", minimum: 1).1.map(\.reason) == ["minProperties"])
        #expect(try map(#"{"a":1,"b":2}"#, maximum: 1).1.map(\.reason) == ["maxProperties"])
    }

    @Test func brokenValuesMakeTheMapNilAndAreNamed() throws {
        let (value, violations) = try map(#"{"a":1,"b/c":"x","d":1.5}"#)
        #expect(value == nil)
        #expect(violations.map(\.pointer) == ["/b~1c", "/d"])
    }

    @Test func nameThatStandsTwiceIsAViolation() throws {
        #expect(try map(#"{"a":1,"a":1}"#).1.map { "\($0.pointer) \($0.reason)" } == ["/a duplicate"])
    }

    @Test func arrayCountsItsElements() throws {
        func check(_ text: String) throws -> [String] {
            var reader = JSONReader(Array(text.utf8))
            _ = try reader.readArray(minimumCount: 1, maximumCount: 2) {
                (reader: inout JSONReader) throws(JSONSyntaxError) -> Bool? in try reader.readBool()
            }
            return reader.violations.map { "\($0.pointer) \($0.reason)" }
        }
        #expect(try check("[]") == [" minItems"])
        #expect(try check("[true,false]") == [])
        #expect(try check("[true,1,true]") == ["/1 type", " maxItems"])
        #expect(try check("{}") == [" type"])
    }

    @Test func nestedIndicesStandInPointers() throws {
        var reader = JSONReader(Array("[[1],[2,null]]".utf8))
        _ = try reader.readArray { (reader: inout JSONReader) throws(JSONSyntaxError) -> [Int64]? in
            try reader.readArray { (reader: inout JSONReader) throws(JSONSyntaxError) -> Int64? in
                try reader.readInteger(Int64.self)
            }
        }
        #expect(reader.violations.map(\.pointer) == ["/1/1"])
    }

    @Test(arguments: [
        "[1 2]", "[1,]", "[,1]", "[1,,2]", "[1}", "{]", "{,}", #"{"a" 1}"#, #"{"a":}"#, "{1:2}", #"{"a":1 "b":2}"#, "[",
        "{",
    ])
    func brokenStructureIsASyntaxError(_ text: String) {
        #expect(throws: JSONReadError.self) { try JSONValue.read(jsonBytes: Array(text.utf8)) }
        var reader = JSONReader(Array(text.utf8))
        #expect(throws: JSONSyntaxError.self) { try reader.skipValue() }
    }

    @Test func readingBeyondTheEndIsAnErrorAndNoTrap() {
        var reader = JSONReader([])
        #expect(throws: JSONSyntaxError.self) { _ = try reader.nextName() }
        #expect(throws: JSONSyntaxError.self) { _ = try reader.readNull() }
        reader.leave()
        reader.record("type", "is nothing")
        #expect(reader.violations.map(\.pointer) == [""])
    }

    @Test func memberSetHoldsMoreThanSixtyFourNumbers() throws {
        var members = MemberSet()
        var reader = JSONReader([])
        for number in [0, 63, 64, 1_000] { reader.note(number, in: &members) }
        members.countOther()
        #expect(members.count == 5)
        #expect([0, 63, 64, 1_000].allSatisfy(members.contains))
        #expect(![1, 62, 65].contains(where: members.contains))
        #expect(reader.violations.isEmpty)
        reader.note(64, in: &members)
        #expect(reader.violations.map(\.reason) == ["duplicate"])
        #expect(members.count == 5)
    }
}
