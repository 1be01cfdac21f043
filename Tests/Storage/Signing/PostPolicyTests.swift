import Testing

@testable import Storage

@Suite struct PostPolicyTests {
    @Test func writesExactlyOneDocument() throws {
        let expiration = try #require(
            CivilTime(year: 2026, month: 11, day: 24, hour: 18, minute: 30, second: 5))
        let policy = PostPolicy(
            expiration: expiration,
            conditions: [.equal(field: "key", value: "temp/a.csv"), .contentLength(minimum: 1, maximum: 9)])
        #expect(
            policy.json
                == #"{"expiration":"2026-11-24T18:30:05.000Z","conditions":[["eq","$key","temp/a.csv"],"#
                + #"["content-length-range",1,9]]}"#)
    }

    @Test(arguments: [
        ("a\"b\\c", #"a\"b\\c"#),
        ("a\r\n\0", #"a\u000d\u000a\u0000"#),
        ("ü😀", #"\u00fc\ud83d\ude00"#),
        ("</script>", "</script>"),
    ])
    func escapesWhatJSONCannotHold(value: String, escaped: String) throws {
        let expiration = try #require(CivilTime(year: 2026, month: 1, day: 1, hour: 0, minute: 0, second: 0))
        let policy = PostPolicy(expiration: expiration, conditions: [.equal(field: "key", value: value)])
        #expect(policy.json.contains("[\"eq\",\"$key\",\"\(escaped)\"]"))
    }
}
