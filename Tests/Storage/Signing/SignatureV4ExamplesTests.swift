import Testing

@testable import Storage

/// The worked examples of the S3 API reference ("Signature Calculations for the Authorization Header", "Authenticating
/// Requests: Using Query Parameters", "POST upload example"): requests and signatures are carried as facts.
@Suite struct SignatureV4ExamplesTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let name: String
        let method: String
        let path: String
        var query: [QueryItem] = []
        var headers: [(name: String, value: String)] = []
        var payload = ""
        let signature: String

        var testDescription: String { name }
    }

    private static let examples = [
        Example(
            name: "GET object", method: "GET", path: "/test.txt", headers: [(name: "Range", value: "bytes=0-9")],
            signature: "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"),
        Example(
            name: "PUT object", method: "PUT", path: "/test$file.text",
            headers: [
                (name: "Date", value: "Fri, 24 May 2013 00:00:00 GMT"),
                (name: "x-amz-storage-class", value: "REDUCED_REDUNDANCY"),
            ],
            payload: "Welcome to Amazon S3.",
            signature: "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"),
        Example(
            name: "GET bucket lifecycle", method: "GET", path: "/", query: [QueryItem("lifecycle")],
            signature: "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"),
        Example(
            name: "GET bucket (list objects)", method: "GET", path: "/",
            query: [QueryItem("max-keys", "2"), QueryItem("prefix", "J")],
            signature: "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"),
    ]

    private let signer = SignatureV4(
        credentials: StorageCredentials(
            accessKey: "AKIAIOSFODNN7EXAMPLE", secretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
        region: "us-east-1")

    @Test(arguments: examples)
    func signsTheHeaderExamples(example: Example) throws {
        let time = try moment(2013, 5, 24)
        let hash = SHA256Hasher.hexadecimal(of: SHA256Hasher.digest(of: example.payload.utf8))
        let request = CanonicalRequest(
            method: example.method, path: URIEncoding.path(example.path), query: example.query,
            headers: example.headers + [
                (name: "Host", value: "examplebucket.s3.amazonaws.com"),
                (name: "x-amz-content-sha256", value: hash), (name: "x-amz-date", value: time.basic),
            ],
            payloadHash: hash)
        #expect(signer.authorization(for: request, at: time).hasSuffix("Signature=\(example.signature)"))
    }

    @Test func signsThePresignedExample() throws {
        let request = CanonicalRequest(
            method: "GET", path: "/test.txt", query: [],
            headers: [(name: "host", value: "examplebucket.s3.amazonaws.com")],
            payloadHash: CanonicalRequest.unsignedPayload)
        let query = signer.presignedQuery(for: request, at: try moment(2013, 5, 24), expiry: 86_400)
        #expect(
            URIEncoding.query(query)
                == "X-Amz-Algorithm=AWS4-HMAC-SHA256"
                + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
                + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
                + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404")
    }

    @Test func signsThePostPolicyExample() throws {
        let policy = [
            "eyAiZXhwaXJhdGlvbiI6ICIyMDE1LTEyLTMwVDEyOjAwOjAwLjAwMFoiLA0KICAiY29uZGl0aW9ucyI6IFsNCiAgICB7ImJ1Y2tl",
            "dCI6ICJzaWd2NGV4YW1wbGVidWNrZXQifSwNCiAgICBbInN0YXJ0cy13aXRoIiwgIiRrZXkiLCAidXNlci91c2VyMS8iXSwNCiAg",
            "ICB7ImFjbCI6ICJwdWJsaWMtcmVhZCJ9LA0KICAgIHsic3VjY2Vzc19hY3Rpb25fcmVkaXJlY3QiOiAiaHR0cDovL3NpZ3Y0ZXhh",
            "bXBsZWJ1Y2tldC5zMy5hbWF6b25hd3MuY29tL3N1Y2Nlc3NmdWxfdXBsb2FkLmh0bWwifSwNCiAgICBbInN0YXJ0cy13aXRoIiwg",
            "IiRDb250ZW50LVR5cGUiLCAiaW1hZ2UvIl0sDQogICAgeyJ4LWFtei1tZXRhLXV1aWQiOiAiMTQzNjUxMjM2NTEyNzQifSwNCiAg",
            "ICB7IngtYW16LXNlcnZlci1zaWRlLWVuY3J5cHRpb24iOiAiQUVTMjU2In0sDQogICAgWyJzdGFydHMtd2l0aCIsICIkeC1hbXot",
            "bWV0YS10YWciLCAiIl0sDQoNCiAgICB7IngtYW16LWNyZWRlbnRpYWwiOiAiQUtJQUlPU0ZPRE5ON0VYQU1QTEUvMjAxNTEyMjkv",
            "dXMtZWFzdC0xL3MzL2F3czRfcmVxdWVzdCJ9LA0KICAgIHsieC1hbXotYWxnb3JpdGhtIjogIkFXUzQtSE1BQy1TSEEyNTYifSwN",
            "CiAgICB7IngtYW16LWRhdGUiOiAiMjAxNTEyMjlUMDAwMDAwWiIgfQ0KICBdDQp9",
        ].joined()
        #expect(
            signer.signature(of: policy, at: try moment(2015, 12, 29))
                == "8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e")
    }

    private func moment(_ year: Int, _ month: Int, _ day: Int) throws -> CivilTime {
        try #require(CivilTime(year: year, month: month, day: day, hour: 0, minute: 0, second: 0))
    }
}
