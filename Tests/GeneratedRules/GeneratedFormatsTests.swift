import ContractRuntime
import Testing

@Suite struct GeneratedFormatsTests {
    @Test(arguments: [
        ("time", #""10:00:00Z""#, #""10:00""#), ("duration", #""P1DT2H""#, #""1 day""#),
        ("email", #""a@b.example""#, #""a b""#), ("hostname", #""host.example""#, #""-host""#),
        ("ipv4", #""192.0.2.1""#, #""192.0.2.256""#), ("ipv6", #""2001:db8::1""#, #""2001:db8::1::2""#),
        ("uri", #""https://a/b""#, #""/b""#), ("reference", #""/b""#, #""a b""#),
        ("byte", #""aGk=""#, #""aGk""#), ("url_bytes", #""_-8""#, #""+/8=""#), ("exact", #""1.50""#, #""1,50""#),
    ])
    func everyFormatIsEnforced(_ name: String, _ good: String, _ bad: String) {
        expect(
            MyFormats.self, good: ["{\"\(name)\":\(good)}"], bad: ["{\"\(name)\":\(bad)}": ["/\(name) format"]])
    }

    @Test func valuesComeBackAsTheyCame() throws {
        let json = #"{"time":"10:00:00+02:00","byte":"aGk=","exact":"1.50","binary":"x","unknown":"y"}"#
        let value = try MyFormats.read(jsonBytes: Array(json.utf8))
        #expect(text(value) == json)
        #expect(value.byte?.bytes == Array("hi".utf8))
        #expect(value.time?.offsetMinutes == 120)
    }

    @Test func passwordsAreShownNowhere() throws {
        let value = try MyFormats.read(jsonBytes: Array(#"{"password":"hunter2"}"#.utf8))
        #expect(value.password?.formatted == "hunter2")
        #expect(!"\(value)".contains("hunter2") && !String(reflecting: value).contains("hunter2"))
        #expect(text(value) == #"{"password":"hunter2"}"#)
    }

    @Test func formatsAreHeldBesideLengthsAndPatterns() {
        expect(
            MyFormatted.self, good: [#"{"code":"a0000000-0000-4000-8000-000000000000","day":"2026-01-31"}"#],
            bad: [
                #"{"code":"b0000000-0000-4000-8000-000000000000"}"#: ["/code pattern"],
                #"{"day":"1999-01-31"}"#: ["/day pattern"],
                #"{"code":"a"}"#: ["/code format"],
            ])
    }

    @Test func numbersKeepTheirPrecision() throws {
        let json = #"{"float":0.1,"double":0.1,"decimal":12345678901234567890.12}"#
        let value = try MyNumbers.read(jsonBytes: Array(json.utf8))
        #expect(value.float == 0.1 as Float)
        #expect(text(value) == json)
        expect(
            MyNumbers.self, good: [#"{"decimal":0.30,"between":1.5,"half":3}"#],
            bad: [
                #"{"decimal":0.305}"#: ["/decimal multipleOf"], #"{"decimal":0}"#: ["/decimal minimum"],
                #"{"between":1}"#: ["/between exclusiveMinimum"], #"{"between":2}"#: ["/between exclusiveMaximum"],
                #"{"half":2}"#: ["/half multipleOf"], #"{"half":0}"#: ["/half minimum"],
                #"{"float":1e300}"#: ["/float format"],
            ])
    }

    @Test func enumerationsHoldValuesOfAnyType() throws {
        for good in ["1", "1.0", #""one""#, "true", "1.5", #"{"a":1}"#, "[2]"] {
            expectHeld("mixed", good: [good], bad: [:])
        }
        expectHeld("mixed", good: ["null"], bad: ["2": [" enum"], #"{"a":2}"#: [" enum"]])
        expectHeld("truth", good: ["true"], bad: ["false": [" enum"]])
        expectHeld("fractions", good: ["0.5", "-1.5", "2"], bad: ["1": [" enum"]])
        let holder = try MyHolder.read(jsonBytes: Array(#"{"fractions":-1.50,"mixed":{"a":1}}"#.utf8))
        #expect(text(holder) == #"{"mixed":{"a":1},"fractions":-1.5}"#)
    }

    @Test func boundsAndValuesKeepAllTheirDigits() {
        expect(
            MyDigits.self,
            good: [
                #"{"constant":12345678901234567891,"choice":12345678901234567891}"#, #"{"most":9007199254740993}"#,
                #"{"under":9007199254740992.5,"beyond":12345678901234567891,"multiple":18014398509481986}"#,
                #"{"long":9223372036854775807,"short":2147483647}"#, #"{"long":1.0}"#,
            ],
            bad: [
                #"{"constant":12345678901234567890}"#: ["/constant enum"],
                #"{"choice":12345678901234567892}"#: ["/choice enum"],
                #"{"most":9007199254740994}"#: ["/most maximum"],
                #"{"under":9007199254740993}"#: ["/under exclusiveMaximum"],
                #"{"beyond":12345678901234567892}"#: ["/beyond maximum"],
                #"{"multiple":9007199254740992}"#: ["/multiple multipleOf"],
                #"{"long":9223372036854775808}"#: ["/long format"], #"{"long":1.5}"#: ["/long format"],
                #"{"short":2147483648}"#: ["/short format"], #"{"short":0}"#: ["/short minimum"],
            ])
    }

    @Test func stringsThatUnicodeTakesAsEquivalentAreOtherValues() throws {
        for json in ["\"\u{E9}\"", "\"e\u{301}\"", "\"jsonCases\""] {
            let holder = "{\"unlike\":\(json)}"
            let value = try MyHolder.read(jsonBytes: Array(holder.utf8))
            #expect(Array(text(value).utf8) == Array(holder.utf8))
        }
        for (json, isNamed) in [
            ("\u{E9}", true), ("e\u{301}", true), ("K", true), ("\u{212A}", false), ("plain", true),
        ] {
            let holder = "{\"unlikeAndMore\":\"\(json)\"}"
            let value = try MyHolder.read(jsonBytes: Array(holder.utf8))
            #expect(Array(text(value).utf8) == Array(holder.utf8))
            let isUnknown = if case .unknown? = value.unlikeAndMore { true } else { false }
            #expect(isUnknown != isNamed, "\(json.unicodeScalars.map(\.value))")
        }
    }

    @Test func enumerationsMayGrow() throws {
        let holder = try MyHolder.read(jsonBytes: Array(#"{"growing":"paused"}"#.utf8))
        #expect(holder.growing == .unknown("paused"))
        #expect(text(holder) == #"{"growing":"paused"}"#)
        #expect(try MyHolder.read(jsonBytes: Array(#"{"growing":"open"}"#.utf8)).growing == .open)
    }
}
