import ContractRuntime
import Testing

@Suite struct ValueRuleTests {
    private func broken(_ rule: String, _ value: String) throws -> [String] {
        let table = RuleTable(
            checked: "{\"rule\":\(rule),\"#Node\":{\"type\":\"object\",\"properties\":{\"next\":{\"$ref\":\"#Node\"}}}}"
        )
        return table["rule"].violations(of: try JSONValue.read(jsonBytes: Array(value.utf8)))
            .map { "\($0.pointer) \($0.reason)" }
    }

    @Test func referencesLeadToOtherRules() throws {
        #expect(try broken(##"{"$ref":"#Node"}"##, #"{"next":{"next":{}}}"#) == [])
        #expect(try broken(##"{"$ref":"#Node"}"##, #"{"next":{"next":1}}"#) == ["/next/next type"])
        #expect(try broken(##"{"$ref":"#Other"}"##, "1") == [" not"])
    }

    @Test func placesAreJSONPointers() throws {
        #expect(
            try broken(#"{"items":{"additionalProperties":false}}"#, #"[{"a/b~":1}]"#) == [
                "/0/a~1b~0 additionalProperties"
            ])
    }

    @Test func numbersAreExact() throws {
        #expect(try broken(#"{"multipleOf":0.01}"#, "12345678901234567890.12") == [])
        #expect(try broken(#"{"multipleOf":0.01}"#, "12345678901234567890.123") == [" multipleOf"])
        #expect(try broken(#"{"maximum":9007199254740992}"#, "9007199254740993") == [" maximum"])
        #expect(try broken(#"{"enum":[1.0]}"#, "1") == [])
    }

    @Test(arguments: ["1e-9223372036854775808", "1e9223372036854775807", "1e99999999999999999999"])
    func aNumberWithAnExponentBeyondAllUseIsNoTrap(_ number: String) throws {
        #expect(try broken(#"{"maximum":5}"#, number) == [" format"])
        #expect(try broken(#"{"type":"integer"}"#, number) == [" type"])
        #expect(try broken(#"{"enum":[1]}"#, number).contains(" enum"))
        #expect(DecimalNumber(formatted: number) == nil)
    }

    @Test func elementsAreComparedAsJSONSchemaHasIt() throws {
        let unique = #"{"uniqueItems":true}"#
        #expect(try broken(unique, "[1, 1.0]") == [" uniqueItems"])
        #expect(try broken(unique, #"[{"a":1,"b":2},{"b":2.0,"a":1}]"#) == [" uniqueItems"])
        #expect(try broken(unique, "[\"\u{E9}\",\"e\u{301}\"]") == [])
        #expect(JSONValue.number("1") == .number("1.0"))
        #expect(JSONValue.string("\u{E9}") != .string("e\u{301}"))
    }

    @Test func objectsWhoseNamesAreAnagramsAreToldApartQuickly() throws {
        let letters = Array("abcdefgh")
        let objects = (0..<4_000).map { number in
            var rest = letters
            var (name, seed) = ("", number)
            while !rest.isEmpty {
                name.append(rest.remove(at: seed % rest.count))
                seed /= max(1, rest.count + 1)
            }
            return "{\"\(name)\":1}"
        }
        let text = "[" + Set(objects).joined(separator: ",") + "]"
        let start = ContinuousClock.now
        let found = try broken(#"{"uniqueItems":true}"#, text)
        #expect(start.duration(to: .now) < .seconds(4))
        #expect(found == [])
    }

    @Test func aRuleThatIsNoneAllowsNothing() throws {
        #expect(try broken("false", "1") == [" not"])
        let value = JSONValue.number("1")
        #expect(RuleTable(checked: "no JSON")["rule"].violations(of: value).map(\.reason) == ["not"])
    }

    @Test func endlessRulesEnd() throws {
        let table = RuleTable(checked: #"{"a":{"anyOf":[{"$ref":"a"},{"$ref":"a"}]}}"#)
        #expect(!table["a"].violations(of: .null).isEmpty)
    }

    @Test func readersRecordWhatIsBrokenAtItsPlace() throws {
        let rule = RuleTable(checked: #"{"a":{"properties":{"b":{"const":1}}}}"#)["a"]
        var reader = JSONReader(Array(#"{"b":2}"#.utf8))
        #expect(try reader.readChecked(rule, value: JSONValue.read(from:)) == nil)
        #expect(reader.violations.map { "\($0.pointer) \($0.reason)" } == ["/b enum"])
        try reader.finish()
    }
}
