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
        reader.record("type", "is nothing")
        #expect(reader.violations.map(\.pointer) == [""])
    }

    @Test func memberSetHoldsMoreThanSixtyFourNumbers() throws {
        let names = JSONMemberNames((0...1_000).map { "member\($0)" }, required: [0, 63, 64, 65])
        let text = [1_000, 64, 0, 63, 64].map { "\"member\($0)\":0" } + ["\"other\":1"]
        var reader = JSONReader(Array("{\(text.joined(separator: ","))}".utf8))
        var members = MemberSet()
        var numbers: [Int] = []
        #expect(try reader.beginObject())
        while let number = try reader.nextMember(of: names, in: &members) {
            numbers.append(number)
            try reader.skipValue()
        }
        reader.checkMembers(members, of: names)
        #expect(numbers == [1_000, 64, 0, 63, 64, JSONMemberNames.unknown])
        #expect(members.count == 5)
        #expect([0, 63, 64, 1_000].allSatisfy(members.contains))
        #expect(![1, 62, 65].contains(where: members.contains))
        #expect(reader.violations.map(\.pointer) == ["/member64", "/member65"])
        #expect(reader.violations.map(\.reason) == ["duplicate", "required"])
    }

    @Test func namesAreFoundHoweverTheyAreWritten() throws {
        let names = JSONMemberNames(["plain", "größe", "e\u{301}", "", "a/b"])
        let texts = [#""a\/b""#, #""\u0070lain""#, "\"größe\"", #""gr\u00f6\u00dfe""#, #""""#, "\"é\"", "\"e\u{301}\""]
        var reader = JSONReader(Array("{\(texts.map { $0 + ":null" }.joined(separator: ","))}".utf8))
        var members = MemberSet()
        var found: [Int] = []
        var spelled: [String] = []
        #expect(try reader.beginObject())
        while let number = try reader.nextMember(of: names, in: &members) {
            found.append(number)
            spelled.append(reader.memberName)
            try reader.skipValue()
        }
        // A composed letter is another name than a letter with an accent: names are compared by their bytes.
        #expect(found == [4, 0, 1, 1, 3, JSONMemberNames.unknown, 2])
        #expect(spelled == ["a/b", "plain", "größe", "größe", "", "é", "e\u{301}"])
        #expect(reader.violations.map(\.reason) == ["duplicate"])
    }

    @Test(arguments: ["{\"\u{FF}", #"{"a\u00":1}"#, #"{"a\x":1}"#])
    func unknownNameThatIsNoTextIsASyntaxError(_ start: String) {
        var bytes = Array(start.utf8)
        if bytes.count < 6 { bytes = Array("{\"".utf8) + [0xFF] + Array("\":1}".utf8) }
        #expect(throws: JSONSyntaxError.self) {
            var reader = JSONReader(bytes)
            var members = MemberSet()
            _ = try reader.beginObject()
            _ = try reader.nextMember(of: JSONMemberNames(["b"]), in: &members)
        }
    }
}
