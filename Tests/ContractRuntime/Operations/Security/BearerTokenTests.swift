import ContractRuntime
import Testing

@Suite struct BearerTokenTests {
    @Test(arguments: [("Bearer abc.def", "abc.def"), ("bearer abc", "abc"), ("BEARER   abc", "abc")])
    func schemeIsReadInAnyCase(_ value: String, _ token: String) {
        #expect(BearerToken(authorization: value)?.text == token)
    }

    @Test(arguments: [nil, "", "Bearer", "Bearer ", "Bearer  ", "Basic abc", "Bearerabc", "Bearer a b", "abc"])
    func everythingElseIsNoToken(_ value: String?) {
        #expect(BearerToken(authorization: value) == nil)
    }

    @Test func hugeValuesAreNotRead() {
        #expect(BearerToken(authorization: "Bearer " + String(repeating: "a", count: 16_384)) == nil)
    }

    @Test func tokenNeverDescribesItself() throws {
        let token = try #require(BearerToken(authorization: "Bearer secret"))
        var dumped = ""
        dump(token, to: &dumped)
        for text in ["\(token)", String(describing: token), String(reflecting: token), dumped, "\([token])"] {
            #expect(!text.contains("secret"))
        }
    }
}
