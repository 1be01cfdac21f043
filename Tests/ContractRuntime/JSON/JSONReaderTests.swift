import ContractRuntime
import Testing

/// An object as generated code reads it, small enough to see through.
private struct Order: JSONReadable, Equatable {
    var name: String
    var count: Int32?
    var tags: [String]

    private static let names = JSONMemberNames(["name", "co/un~t", "tags"], required: [0, 2])

    static func read(from reader: inout JSONReader) throws(JSONSyntaxError) -> Order? {
        guard try reader.beginObject() else { return nil }
        let violationsBefore = reader.violations.count
        var members = MemberSet()
        var name: String?
        var count: Int32?
        var tags: [String]?
        while let member = try reader.nextMember(of: names, in: &members) {
            switch member {
            case 0: name = try reader.readString(minimumLength: 2, maximumLength: 4)
            case 1: if try !reader.readNull() { count = try reader.readInteger(Int32.self, minimum: 1, maximum: 9) }
            case 2:
                tags = try reader.readArray(maximumCount: 3) {
                    (reader: inout JSONReader) throws(JSONSyntaxError) -> String? in try reader.readString()
                }
            default: try reader.refuseMember()
            }
        }
        reader.checkMembers(members, of: names)
        guard reader.violations.count == violationsBefore, let name, let tags else { return nil }
        return Order(name: name, count: count, tags: tags)
    }
}

@Suite struct JSONReaderTests {
    private func violations(_ text: String) -> [String] {
        do throws(JSONReadError) {
            _ = try Order.read(jsonBytes: Array(text.utf8))
            return []
        } catch {
            switch error {
            case .violations(let violations):
                return violations.map { "\($0.location.rawValue) \($0.pointer) \($0.reason): \($0.message)" }
            case .syntax(let error): return ["syntax: \(error)"]
            }
        }
    }

    @Test func wholeObjectIsRead() throws {
        let order = try Order.read(jsonBytes: Array(#" {"tags":["a","b"],"co\/un~t":null,"name":"äöü€"} "#.utf8))
        #expect(order == Order(name: "äöü€", count: nil, tags: ["a", "b"]))
    }

    @Test func allViolationsComeInOnePassWithTheirPointers() {
        #expect(
            violations(#"{"name":"abcde","co/un~t":10,"tags":["a",1,"b"],"extra":{"x":[]}}"#) == [
                "body /name maxLength: is longer than 4 characters",
                "body /co~1un~0t maximum: is greater than 9",
                "body /tags/1 type: is not a string",
                "body /extra additionalProperties: is not a member that the contract knows",
            ])
    }

    @Test func missingMembersAreNamedAfterWhatIsThere() {
        #expect(
            violations(#"{"co/un~t":1}"#) == ["body /name required: is missing", "body /tags required: is missing"])
    }

    @Test func memberThatStandsTwiceIsAViolation() {
        #expect(violations(#"{"name":"ab","tags":[],"name":"cd"}"#) == ["body /name duplicate: stands twice"])
    }

    @Test func anotherTypeIsOneViolationAtTheRoot() {
        #expect(violations("[1]") == ["body  type: is not an object"])
    }

    @Test func tooManyElementsAreNotReadOneByOne() {
        #expect(
            violations(#"{"name":"ab","tags":["a","b","c",1,2]}"#) == ["body /tags maxItems: has more than 3 elements"])
    }

    @Test func syntaxErrorsNameTheByteAndNothingOfTheText() {
        #expect(violations(#"{"name":"ab",}"#) == ["syntax: a comma stands before the end at byte 13"])
        #expect(violations(#"{"name":"secret"#) == ["syntax: a string is not closed at byte 15"])
        #expect(violations("") == ["syntax: the text ends where a value should stand at byte 0"])
        #expect(violations("{} {}").first?.hasPrefix("syntax: something stands after the value") == true)
    }

    @Test func violationsEndAtAHundred() {
        let text = "{" + (0..<500).map { "\"x\($0)\":1" }.joined(separator: ",") + "}"
        #expect(violations(text).count == JSONReader.maximumViolations)
    }

    @Test func longNamesAreCutInPointers() {
        let text = "{\"" + String(repeating: "é", count: 100_000) + "\":1}"
        let pointer = violations(text).first?.split(separator: " ")[1]
        #expect(pointer == Substring("/" + String(repeating: "é", count: 128) + "…"))
    }

    @Test func depthEndsAtSixtyFour() throws {
        func nested(_ depth: Int, _ open: String, _ close: String) -> [UInt8] {
            Array((String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)).utf8)
        }
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            _ = try JSONValue.read(jsonBytes: nested(64, open, close))
            let error = #expect(throws: JSONReadError.self) { try JSONValue.read(jsonBytes: nested(65, open, close)) }
            guard case .syntax(let syntax) = error else { throw try #require(error) }
            #expect(syntax.message == "the text is nested deeper than 64 levels")
        }
    }

    @Test func maximumDepthCountsWhatIsSkippedAsWell() {
        let text = "{\"extra\":" + String(repeating: "[", count: 100_000)
        #expect(violations(text).first?.hasPrefix("syntax: the text is nested deeper") == true)
    }
}
