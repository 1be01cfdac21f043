import ContractRuntime
import Testing

@Suite struct GeneratedPropertiesTests {
    @Test func nullIsToldApartFromAbsence() throws {
        func value(_ json: String) throws -> MyNullables { try MyNullables.read(jsonBytes: Array(json.utf8)) }
        #expect(try value(#"{"needed":null}"#).free == nil)
        #expect(try value(#"{"needed":null,"free":null}"#).free == .null)
        #expect(try value(#"{"needed":"a","free":"b"}"#).free == .value("b"))
        for json in [
            #"{"needed":null,"level":5}"#, #"{"needed":"a","free":null,"level":null}"#,
            #"{"needed":"a","free":"b","level":1}"#,
        ] { #expect(text(try value(json)) == json) }
        #expect(try value(#"{"needed":null}"#).level == 5)
        #expect(try value(#"{"needed":null,"level":null}"#).level == nil)
    }

    @Test func nullIsRefusedWhereAKeywordBesideItsTypeDoes() {
        expect(
            MyNulls.self,
            good: [
                #"{"listed":"a","referred":"x","negated":"x","joined":"x"}"#, #"{"named":null,"bounded":null}"#,
                #"{"named":"a","bounded":"xy","elements":["a"]}"#, #"{"parted":null,"placed":null}"#,
                #"{"parted":"xy","placed":{"name":"a"},"narrowed":"a"}"#,
            ],
            bad: [
                #"{"named":"b"}"#: ["/named enum"], #"{"bounded":"x"}"#: ["/bounded minLength"],
                #"{"parted":"x"}"#: ["/parted minLength"], #"{"placed":{}}"#: ["/placed/name required"],
            ])
        for name in ["listed", "referred", "negated", "joined", "narrowed"] {
            #expect(violations(MyNulls.self, "{\"\(name)\":null}") != [], "\(name)")
        }
        #expect(violations(MyNulls.self, #"{"elements":[null]}"#) != [])
    }

    @Test func defaultsMayBeObjects() throws {
        let value = try MyDefaults.read(jsonBytes: Array("{}".utf8))
        #expect(value.limits == MyLimits(most: 7, kind: .soft))
        #expect(value.limits.least == 1)
        #expect(value.anything == .object(["a": .array([.number("1"), .null, .boolean(true)])]))
        #expect(value.pet == .round(MyRound(kind: "round", radius: 2)))
        #expect(value.labels["a"] == 1)
        #expect(MyDefaults() == value)
    }

    @Test func propertiesOfOneDirectionStayInIt() throws {
        let all = #"{"id":1,"secret":"s","name":"n"}"#
        #expect(violations(MyOneWay.self, all, in: .request) == [])
        let request = try MyOneWay.read(jsonBytes: Array(all.utf8), in: .request)
        #expect(request.id == nil && request.secret == "s")
        let response = try MyOneWay.read(jsonBytes: Array(all.utf8), in: .response)
        #expect(response.id == 1 && response.secret == nil)
        #expect(violations(MyOneWay.self, #"{"name":"n"}"#, in: .request) == ["/secret required"])
        #expect(violations(MyOneWay.self, #"{"name":"n"}"#, in: .response) == ["/id required"])
        #expect(violations(MyOneWay.self, #"{"name":"n"}"#) == [])
        let value = try MyOneWay.read(jsonBytes: Array(all.utf8))
        #expect(text(value, in: .response) == #"{"id":1,"name":"n"}"#)
        #expect(text(value, in: .request) == #"{"secret":"s","name":"n"}"#)
        #expect(ContractResponse.json(200, value).body == Array(#"{"id":1,"name":"n"}"#.utf8))
    }

    @Test func namesAreWhatOptionsAndExtensionsSay() throws {
        #expect(try GivenName.read(jsonBytes: Array(#"{"a":"x"}"#.utf8)).betterName == "x")
        #expect(MyBetter(a: "x").a == "x")
        #expect(text(My1stThing(partyPopper: "x", _1: "y", empty: "z")) == #"{"🎉":"x","1":"y","":"z"}"#)
        #expect(text(MyClass(selfValue: "a", init: "b", in: "c")) == #"{"self":"a","init":"b","in":"c"}"#)
        #expect(text(MyFooBar(aB: "1", aB2: "2")) == #"{"a-b":"1","a_b":"2"}"#)
    }
}
