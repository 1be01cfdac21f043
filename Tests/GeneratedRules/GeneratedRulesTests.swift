import ContractRuntime
import Testing

/// The types that the generator writes for `rules.yaml`, each rule tried with a good and a bad value.
@Suite struct GeneratedRulesTests {
    @Test func alternativesOfKeywordsAreHeld() {
        expect(MyNotBoth.self, good: [#"{"a":1}"#, #"{"b":1}"#], bad: [#"{"a":1,"b":2}"#: [" not"]])
        expect(
            MyConditional.self,
            good: [#"{"country":"US"}"#, #"{"country":"US","code":"12345"}"#, #"{"country":"X","code":"a"}"#],
            bad: [#"{"country":"US","code":"1"}"#: ["/code pattern"], #"{"country":"X"}"#: ["/code required"]])
        expect(
            MyEither.self, good: [#"{"mail":"a"}"#, #"{"phone":"1"}"#],
            bad: [#"{"mail":"a","phone":"1"}"#: [" oneOf"], "{}": [" oneOf"]])
        expect(
            MyDependent.self, good: [#"{"card":"1","address":"a"}"#, "{}"],
            bad: [#"{"card":"1"}"#: ["/address required"], #"{"unnamed":1}"#: ["/card required"]])
    }

    @Test func anAlternativeWithoutANameIsToldByItsProperty() throws {
        for json in [#"{"kind":"Round","radius":1}"#, #"{"kind":"inline"}"#, #"{"kind":"within"}"#] {
            #expect(violations(MyTold.self, json) == [], "\(json)")
        }
        #expect(violations(MyTold.self, #"{"kind":"other"}"#) != [])
    }

    @Test func elementsAreHeldOneByOne() throws {
        expectHeld(
            "contains", good: ["[10,11,1]"], bad: ["[10]": [" contains"], "[10,11,12,13]": [" maxContains"]])
        expectHeld(
            "tuple", good: [#"["a",1]"#, #"["a"]"#],
            bad: [#"[1]"#: ["/0 type"], #"["a",1,2]"#: ["/2 not"], "[]": [" minItems"]])
        expectHeld(
            "pair", good: ["[1,2.5]"], bad: [#"[1,2,3]"#: ["/2 not"], #"["a"]"#: ["/0 type", "/0 type"]])
        expectHeld(
            "items", good: [#"[{"a":1}]"#],
            bad: [#"[{"a":1,"b":2}]"#: ["/0 maxProperties"], #"[{"a":1},{"a":1}]"#: [" uniqueItems"]])
    }

    @Test func namesAreHeldToPatterns() throws {
        expect(
            MyPatterns.self, good: [#"{"id":1,"x-a":"b"}"#],
            bad: [#"{"x-a":1}"#: ["/x-a type"], #"{"y":1}"#: ["/y additionalProperties"], #"{"id":"a"}"#: ["/id type"]])
        let kept = try MyPatterns.read(jsonBytes: Array(#"{"id":1,"x-a":"b"}"#.utf8))
        #expect(kept.additionalProperties["x-a"] == .string("b"))
        expectHeld(
            "names", good: [#"{"a":1}"#], bad: [#"{"A":1}"#: ["/A propertyNames"], #"{"a":"b"}"#: ["/a type"]])
    }

    @Test func nothingBesidesWhatIsKnownIsAllowed() {
        expect(
            MyClosed.self, good: [#"{"id":1,"name":"n"}"#],
            bad: [#"{"id":1,"other":2}"#: ["/other additionalProperties"], "{}": ["/id required"]])
        expect(
            MyNever.self, good: ["{}", #"{"null":null}"#],
            bad: [#"{"nothing":1}"#: ["/nothing not"], #"{"null":1}"#: ["/null type"]])
    }

    @Test func alternativesBringTheirPropertiesToThoseBeside() throws {
        let payment = try MyPayment.read(jsonBytes: Array(#"{"amount":5,"iban":"X"}"#.utf8))
        guard case .transfer(let transfer) = payment else {
            Issue.record("another alternative was read")
            return
        }
        #expect(transfer.amount == 5 && transfer.iban == "X")
        expect(MyPayment.self, good: [], bad: [#"{"iban":"X"}"#: ["/amount required"]])
        let shape = try MyShape.read(jsonBytes: Array(#"{"id":1,"kind":"round","radius":2}"#.utf8))
        guard case .round(let round) = shape else {
            Issue.record("another alternative was read")
            return
        }
        #expect(round.id == 1 && round.radius == 2)
        expect(MyShape.self, good: [], bad: [#"{"kind":"round","radius":2}"#: ["/id required"]])
    }

    @Test func onePropertyThatTwoSchemasDescribeIsHeldToBoth() throws {
        let twice = try MyTwice.read(jsonBytes: Array(#"{"level":5,"state":"a"}"#.utf8))
        #expect(twice.state == .a && twice.level == 5)
        expect(
            MyTwice.self, good: [#"{"level":1}"#],
            bad: [
                #"{"level":0}"#: ["/level minimum"], #"{"level":10}"#: ["/level maximum"],
                #"{"state":"c"}"#: ["/state enum"],
            ])
        expectHeld(
            "narrowed", good: [#""ab""#],
            bad: [#""a""#: [" minLength"], #""abcde""#: [" maxLength"], #""A1""#: [" pattern"]])
        expect(
            MyBeside.self, good: [#"{"base":{"id":1,"more":"m"},"short":"abc"}"#],
            bad: [#"{"base":{"id":1}}"#: ["/base/more required"], #"{"short":"abcd"}"#: ["/short maxLength"]])
    }

    @Test func typesThatAreNothingButThemselvesAreHeldToo() throws {
        expectHeld(
            "tree", good: ["[]", "[[],[[]]]"], bad: ["[[1]]": ["/0/0 type"]])
        expectHeld(
            "matrix", good: [#"{"a":{"b":{}}}"#], bad: [#"{"a":{"b":1}}"#: ["/a/b type"]])
    }

    @Test func aConstantPropertyTellsAlternativesApart() throws {
        let event = try MyEvent.read(jsonBytes: Array(#"{"at":1,"what":"moved"}"#.utf8))
        guard case .moved(let moved) = event else {
            Issue.record("another alternative was read: \(event)")
            return
        }
        #expect(moved.at == 1)
        expect(
            MyEvent.self,
            good: [#"{"what":"opened","by":"a"}"#, #"{"reason":"a","what":"cancelled"}"#],
            bad: [
                // What is told is about the one alternative that the property names.
                #"{"what":"closed","reason":"long"}"#: ["/reason maxLength"],
                #"{"what":"opened","by":1}"#: ["/by type"], #"{"what":"moved","at":0}"#: ["/at minimum"],
                #"{"what":"lost"}"#: [" discriminator"], #"{"by":"a"}"#: [" discriminator"], "1": [" type"],
            ])
    }

    @Test func twoArraysThatMustBothHoldAreHeld() throws {
        let both = try MyBothArrays.read(jsonBytes: Array(#"{"lists":["ab","cd"],"bounds":[1]}"#.utf8))
        #expect(both.lists == ["ab", "cd"] && both.bounds == [1])
        expect(
            MyBothArrays.self, good: [#"{"lists":["ab","abcd","cd"]}"#],
            bad: [
                #"{"lists":["ab"]}"#: ["/lists minItems"], #"{"lists":["a","bc"]}"#: ["/lists/0 minLength"],
                #"{"lists":["ab","abcde"]}"#: ["/lists/1 maxLength"],
                #"{"lists":["ab","ab"]}"#: ["/lists uniqueItems"],
                #"{"lists":["ab","cd","ef","gh"]}"#: ["/lists maxItems"],
                #"{"bounds":[]}"#: ["/bounds minItems"], #"{"bounds":[1,2,3]}"#: ["/bounds maxItems"],
                #"{"bounds":["a"]}"#: ["/bounds/0 type"],
            ])
    }
}
