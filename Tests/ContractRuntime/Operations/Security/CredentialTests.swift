import Testing

@testable import ContractRuntime

@Suite struct CredentialTests {
    @Test func basicCredentialsAreDecoded() {
        // The example of RFC 7617, section 2.
        let credentials = BasicCredentials(authorization: "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")
        #expect(credentials?.user == "Aladdin" && credentials?.password == "open sesame")
        for value in ["Basic", "Basic QQ==", "Basic QWx=", "Basic /////w==", "Bearer QWxhZGRpbjpvcGVuIHNlc2FtZQ=="] {
            #expect(BasicCredentials(authorization: value) == nil, "\(value)")
        }
    }

    /// RFC 4648, section 10.
    @Test func base64IsStrict() {
        let vectors = [
            "": "", "Zg==": "f", "Zm8=": "fo", "Zm9v": "foo", "Zm9vYg==": "foob", "+/+/": "\u{FB}\u{FF}\u{BF}",
        ]
        for (text, decoded) in vectors {
            #expect(Base64.decode(text) == decoded.unicodeScalars.map { UInt8($0.value) }, "\(text)")
        }
        for text in ["Z", "Zg", "Zg=", "Z===", "====", "Zm9v=", "Z=9v", "Zg==Zg==", "Zm9_", "Zm 9"] {
            #expect(Base64.decode(text) == nil, "\(text)")
        }
    }

    @Test func secretsNeverDescribeThemselves() throws {
        let credentials = try #require(BasicCredentials(authorization: "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="))
        let other = try #require(AuthorizationCredentials(scheme: "Digest", authorization: "digest sesame"))
        let text = "\(credentials) \(String(reflecting: other)) \(APIKey("sesame"))"
        #expect(!text.contains("sesame") && !text.contains("Aladdin"))
        #expect(Mirror(reflecting: credentials).children.isEmpty && Mirror(reflecting: APIKey("a")).children.isEmpty)
    }
}
