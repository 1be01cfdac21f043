import FoundationEssentials

/// Signs requests by AWS Signature Version 4: pure computation, no clock, no network.
///
/// Steps, as the S3 reference "Authenticating Requests (AWS Signature Version 4)" numbers them:
/// canonical request -> string to sign -> signing key -> signature -> header, query or form field.
struct SignatureV4: Sendable {
    static let algorithm = "AWS4-HMAC-SHA256"
    /// The longest life of a presigned URL: seven days.
    static let maximumExpiry: Int64 = 604_800

    let credentials: StorageCredentials
    let region: String
    let service: String

    init(credentials: StorageCredentials, region: String, service: String = "s3") {
        self.credentials = credentials
        self.region = region
        self.service = service
    }

    /// `20130524/us-east-1/s3/aws4_request`: what a signature is valid for.
    func scope(at time: CivilTime) -> String {
        "\(time.day8)/\(region)/\(service)/aws4_request"
    }

    /// The access key with its scope: the credential field of headers, queries and forms.
    func credential(at time: CivilTime) -> String {
        "\(credentials.accessKey)/\(scope(at: time))"
    }

    /// The text whose HMAC is the signature of a request.
    func stringToSign(_ request: CanonicalRequest, at time: CivilTime) -> String {
        let hash = SHA256Hasher.hexadecimal(of: SHA256Hasher.digest(of: request.text.utf8))
        return [Self.algorithm, time.basic, scope(at: time), hash].joined(separator: "\n")
    }

    /// The signature of any text, 64 hexadecimal characters; a POST form signs its base64 policy with it.
    func signature(of text: String, at time: CivilTime) -> String {
        let dayKey = HMACSHA256.code(for: time.day8.utf8, key: Array("AWS4\(credentials.secretKey)".utf8))
        let regionKey = HMACSHA256.code(for: region.utf8, key: dayKey)
        let serviceKey = HMACSHA256.code(for: service.utf8, key: regionKey)
        let signingKey = HMACSHA256.code(for: "aws4_request".utf8, key: serviceKey)
        return SHA256Hasher.hexadecimal(of: HMACSHA256.code(for: text.utf8, key: signingKey))
    }

    /// The `Authorization` header of a request whose headers already hold `host` and `x-amz-date`.
    func authorization(for request: CanonicalRequest, at time: CivilTime) -> String {
        let signature = signature(of: stringToSign(request, at: time), at: time)
        return "\(Self.algorithm) Credential=\(credential(at: time)), "
            + "SignedHeaders=\(request.signedHeaders), Signature=\(signature)"
    }

    /// The whole query of a presigned URL, the signature last.
    ///
    /// - Parameters:
    ///   - request: The request without any `X-Amz-` parameter; its headers are what the client will have to send.
    ///   - time: The moment from which the URL is valid.
    ///   - expiry: How long it is valid, in seconds, at most ``maximumExpiry``.
    func presignedQuery(for request: CanonicalRequest, at time: CivilTime, expiry: Int64) -> [QueryItem] {
        var query = request.query
        query.append(QueryItem("X-Amz-Algorithm", Self.algorithm))
        query.append(QueryItem("X-Amz-Credential", credential(at: time)))
        query.append(QueryItem("X-Amz-Date", time.basic))
        query.append(QueryItem("X-Amz-Expires", String(expiry)))
        query.append(QueryItem("X-Amz-SignedHeaders", request.signedHeaders))
        let complete = CanonicalRequest(
            method: request.method, path: request.path, query: query, headers: request.headers,
            payloadHash: request.payloadHash)
        query.append(QueryItem("X-Amz-Signature", signature(of: stringToSign(complete, at: time), at: time)))
        return query
    }
}
