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
