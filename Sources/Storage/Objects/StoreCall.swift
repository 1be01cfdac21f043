import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1

/// One request before it is signed: what every operation fills in.
struct StoreCall: Sendable {
    /// The operation's name in errors and logs.
    let operation: String
    let method: HTTPMethod
    /// `nil` for calls about the service itself.
    let bucket: String?
    /// `nil` for calls about a bucket.
    let key: String?
    var query: [QueryItem] = []
    /// Headers besides `host`, `x-amz-date` and `x-amz-content-sha256`; all are signed.
    var headers: [(name: String, value: String)] = []
    var body: [UInt8] = []
    /// Whether the answer's body is handed on as a stream instead of being collected.
    var streamsAnswer = false
    /// Whether bytes are moved, so that the longer deadline applies.
    var isTransfer = false

    /// Whether doing the call twice leaves the store as doing it once, so that it may be repeated.
    var isIdempotent: Bool

    init(_ operation: String, _ method: HTTPMethod, bucket: String? = nil, key: String? = nil) {
        self.operation = operation
        self.method = method
        self.bucket = bucket
        self.key = key
        isIdempotent = method == .GET || method == .HEAD || method == .DELETE
    }

    init(_ operation: String, _ method: HTTPMethod, _ location: ObjectLocation) {
        self.init(operation, method, bucket: location.bucket, key: location.key)
    }

    /// What a bare 404 would mean.
    var subject: StoreFailure.Subject {
        key != nil ? .object : bucket != nil ? .bucket : .service
    }

    /// The signed HTTP request at a moment.
    func request(configuration: StorageConfiguration, at moment: Date) -> HTTPClientRequest {
        let time = CivilTime(moment)
        let address = BucketAddress(
            endpoint: configuration.endpoint, style: configuration.addressingStyle, bucket: bucket, key: key)
        let payloadHash =
            body.isEmpty
            ? CanonicalRequest.emptyPayload : SHA256Hasher.hexadecimal(of: SHA256Hasher.digest(of: body))
        var signed = [
            (name: "host", value: address.authority),
            (name: "x-amz-content-sha256", value: payloadHash),
            (name: "x-amz-date", value: time.basic),
        ]
        signed.append(contentsOf: headers)
        let canonical = CanonicalRequest(
            method: method.rawValue, path: address.path, query: query, headers: signed, payloadHash: payloadHash)
        let signer = SignatureV4(credentials: configuration.credentials, region: configuration.region)

        var request = HTTPClientRequest(
            url: query.isEmpty ? address.url : "\(address.url)?\(URIEncoding.query(query))")
        request.method = method
        for header in signed { request.headers.add(name: header.name, value: header.value) }
        request.headers.add(name: "authorization", value: signer.authorization(for: canonical, at: time))
        if !body.isEmpty || method == .PUT || method == .POST { request.body = .bytes(ByteBuffer(bytes: body)) }
        return request
    }
}
