import Foundation
import Testing

@testable import Server

@Suite struct TokenHeaderTests {
    private func token(_ header: String) -> String {
        let encoded = Data(header.utf8).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        return "\(encoded).e30.c2ln"
    }

    @Test func readsAlgorithmAndKeyIdentifier() {
        let header = TokenHeader(token: token(#"{"alg":"ES256","kid":"a/../b","typ":"JWT"}"#))
        #expect(header?.algorithm == "ES256")
        #expect(header?.keyIdentifier == "a/../b")
    }

    @Test(arguments: [
        "{}", "[]", "null", #"{"alg":7}"#, #"{"alg":"HS256","kid":7}"#, #"{"alg":"HS256","crit":["exp"]}"#,
        #"{"alg":"HS256","alg":"none"}"#, "not json",
    ])
    func refusesHeadersThatAreNone(_ header: String) {
        #expect(TokenHeader(token: token(header)) == nil)
    }

    @Test(arguments: ["", ".", "..", "a.b", "a.b.c.d", "%%.e30.x"])
    func refusesWhatIsNoToken(_ token: String) {
        #expect(TokenHeader(token: token) == nil)
    }
}
