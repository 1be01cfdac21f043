import Testing

@testable import Storage

@Suite struct SignatureV4SuiteTests {
    private let signer = SignatureV4(
        credentials: StorageCredentials(
            accessKey: "AKIDEXAMPLE", secretKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
        region: "us-east-1", service: "service")

    @Test(arguments: SigningVector.all)
    func signsHeaders(vector: SigningVector) throws {
        let time = try moment()
        var headers = plainHeaders(vector) + [(name: "X-Amz-Date", value: time.basic)]
        if let token = vector.token { headers.append((name: "X-Amz-Security-Token", value: token)) }
        if vector.signedBody != nil {
            headers.append((name: "x-amz-content-sha256", value: payloadHash(vector)))
        }
        let request = CanonicalRequest(
            method: vector.method, path: URIEncoding.path(vector.path),
            query: vector.query.map { QueryItem($0.0, $0.1) }, headers: headers, payloadHash: payloadHash(vector))
        let header = signer.authorization(for: request, at: time)
        #expect(header.hasSuffix(", Signature=\(vector.header)"))
        #expect(header.hasPrefix("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "))
    }

    @Test(arguments: SigningVector.all)
    func signsQueries(vector: SigningVector) throws {
        var query = vector.query.map { QueryItem($0.0, $0.1) }
        if let token = vector.token { query.append(QueryItem("X-Amz-Security-Token", token)) }
        let request = CanonicalRequest(
            method: vector.method, path: URIEncoding.path(vector.path), query: query, headers: plainHeaders(vector),
            payloadHash: payloadHash(vector))
        let signed = signer.presignedQuery(for: request, at: try moment(), expiry: 3600)
        #expect(signed.last == QueryItem("X-Amz-Signature", vector.presigned))
    }

    private func moment() throws -> CivilTime {
        try #require(CivilTime(year: 2015, month: 8, day: 30, hour: 12, minute: 36, second: 0))
    }

    private func plainHeaders(_ vector: SigningVector) -> [(name: String, value: String)] {
        [(name: "Host", value: "example.amazonaws.com")] + vector.headers.map { (name: $0.0, value: $0.1) }
    }

    private func payloadHash(_ vector: SigningVector) -> String {
        SHA256Hasher.hexadecimal(of: SHA256Hasher.digest(of: (vector.signedBody ?? "").utf8))
    }
}
