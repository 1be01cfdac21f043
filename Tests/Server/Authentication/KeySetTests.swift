import Foundation
import TestSupport
import Testing

@testable import Server

@Suite struct KeySetTests {
    private func keys(_ members: String...) throws -> [VerificationKey] {
        try KeySet(json: Array(#"{"keys":[\#(members.joined(separator: ","))]}"#.utf8)).keys
    }

    @Test func takesEveryKindOfKeyThatTokensAreSignedWith() throws {
        let signing = [try SigningKey.rs256("a"), .es256("b"), .edDSA("c")]
        let keys = try keys(signing[0].jsonWebKey(), signing[1].jsonWebKey(), signing[2].jsonWebKey())
        #expect(keys.map(\.algorithm) == [.rs256, .es256, .edDSA])
        for (signing, key) in zip(signing, keys) {
            let token = try #require(SignedToken(signing.token(for: UUID())))
            #expect(key.verifies(token))
            #expect(keys.filter { $0.verifies(token) }.count == 1)
        }
    }

    @Test func passesOverKeysForOtherUsesAndOfOtherKinds() throws {
        let good = try SigningKey.es256("good").jsonWebKey()
        let other = SigningKey.es256("other")
        let keys = try keys(
            good, other.jsonWebKey(#""use":"enc""#), other.jsonWebKey(#""key_ops":["sign"]"#),
            other.jsonWebKey(#""key_ops":"verify""#), other.jsonWebKey(#""alg":"ES512""#),
            other.jsonWebKey(#""alg":"HS256""#), #"{"kid":"k","kty":"oct","k":"AAAA"}"#,
            #"{"kid":"k","kty":"EC","crv":"P-256K","x":"AA","y":"AA"}"#, #"{"kty":"EC"}"#, "7",
            "{\(try other.publicMembers)}")
        #expect(keys.map(\.identifier) == ["good"])
    }

    @Test func refusesAnRSAKeyThatIsTooShort() throws {
        #expect(throws: KeySet.Failure.noUsableKey) { try keys(SigningKey.rs256("short", bits: 1_024).jsonWebKey()) }
    }

    @Test func refusesTwoKeysOfOneIdentifier() throws {
        #expect(throws: KeySet.Failure.ambiguousIdentifier) {
            try keys(SigningKey.es256("same").jsonWebKey(), SigningKey.edDSA("same").jsonWebKey())
        }
    }

    @Test(arguments: ["", "[]", "{}", #"{"keys":{}}"#, #"{"keys":[]"#])
    func refusesWhatIsNoSet(_ text: String) {
        #expect(throws: KeySet.Failure.notAKeySet) { try KeySet(json: Array(text.utf8)) }
    }

    @Test func refusesASetWithoutEnd() {
        let many = #"{"keys":["# + Array(repeating: "{}", count: 101).joined(separator: ",") + "]}"
        #expect(throws: KeySet.Failure.tooManyKeys) { try KeySet(json: Array(many.utf8)) }
        let long = #"{"keys":[]}"# + String(repeating: " ", count: 1 << 20)
        #expect(throws: KeySet.Failure.notAKeySet) { try KeySet(json: Array(long.utf8)) }
    }
}
