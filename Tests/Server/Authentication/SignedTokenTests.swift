import Foundation
import TestSupport
import Testing

@testable import Server

@Suite struct SignedTokenTests {
    private func token(_ header: String, payload: String = "{}") -> String {
        "\(SigningKey.encode(Data(header.utf8))).\(SigningKey.encode(Data(payload.utf8))).c2ln"
    }

    @Test func readsAlgorithmKeyIdentifierAndType() {
        let token = SignedToken(token(#"{"alg":"ES256","kid":"a/../b","typ":"JWT"}"#))
        #expect(token?.algorithm == "ES256")
        #expect(token?.keyIdentifier == "a/../b")
        #expect(token?.type == "JWT")
        #expect(token?.payload == Array("{}".utf8))
    }

    @Test(arguments: [
        "{}", "[]", "null", #"{"alg":7}"#, #"{"alg":"HS256","kid":7}"#, #"{"alg":"HS256","crit":["exp"]}"#,
        #"{"alg":"HS256","b64":false}"#, #"{"alg":"HS256","typ":null}"#, #"{"alg":"HS256","alg":"none"}"#, "not json",
    ])
    func refusesHeadersThatAreNone(_ header: String) {
        #expect(SignedToken(token(header)) == nil)
    }

    @Test(arguments: [
        "", ".", "..", "a.b", "a.b.c.d", "%%.e30.x", "eyJhbGciOiJub25lIn0.e30.", "eyJhbGciOiJub25lIn0=.e30.c2ln",
        "eyJhbGciOiJub25lIn0.e30.c2l\n", "eyJhbGciOiJub25lIn0.e30.c2lo+",
    ])
    func refusesWhatIsNoToken(_ token: String) {
        #expect(SignedToken(token) == nil)
    }

    /// The examples of RFC 4648, section 10, without their padding.
    @Test(arguments: [
        ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
        ("foobar", "Zm9vYmFy"),
    ])
    func readsAndWritesBase64URL(_ text: String, encoded: String) {
        #expect(Base64URL.encode(Array(text.utf8)) == encoded)
        #expect(Base64URL.decode(encoded.utf8) == Array(text.utf8))
    }

    @Test(arguments: ["Z", "Zg==", "Zh", "Zm9", "Zm 9v", "Zm+v", "Zm/v", "Zm9vY", "Zm\u{e9}v"])
    func refusesBase64URLThatCouldBeWrittenAnotherWay(_ text: String) {
        #expect(Base64URL.decode(text.utf8) == nil)
    }
}
