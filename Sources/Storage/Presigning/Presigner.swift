public import FoundationEssentials

/// Makes URLs and forms with which a client talks to the store directly and can do exactly one thing.
///
/// Pure computation: no network, and time comes from the `now` closure. URLs are signed for
/// ``StorageConfiguration/publicEndpoint``. A life is a whole number of seconds from 1 to 604 800 (seven days, the
/// most S3 allows); what lies outside is clamped, and `expiresAt` says what was signed.
public struct Presigner: Sendable {
    private let configuration: StorageConfiguration
    private let signer: SignatureV4
    private let now: @Sendable () -> Date

    /// Signs by a configuration's keys, region, public endpoint and addressing style.
    public init(configuration: StorageConfiguration, now: @escaping @Sendable () -> Date) {
        self.configuration = configuration
        self.signer = SignatureV4(credentials: configuration.credentials, region: configuration.region)
        self.now = now
    }

    /// The same, but as of one moment: what it signs twice is the same to the byte, and expires at the same time.
    public func signing(at moment: Date) -> Presigner {
        Presigner(configuration: configuration, signer: signer, now: { moment })
    }

    private init(configuration: StorageConfiguration, signer: SignatureV4, now: @escaping @Sendable () -> Date) {
        self.configuration = configuration
        self.signer = signer
        self.now = now
    }

    /// Lets a client upload exactly `contentLength` bytes of exactly `contentType`, once.
    ///
    /// Content-Type, Content-Length and `If-None-Match: *` are signed, so the store refuses another type or size (403)
    /// and, where ``StorageDialect/honoursIfNoneMatchOnPresignedPut`` says so, a second upload (412).
    public func putObject(
        _ location: ObjectLocation,
        contentType: String,
        contentLength: Int64,
        expiresIn life: Duration
    ) -> PresignedRequest {
        let headers = [
            (name: "Content-Type", value: contentType),
            (name: "Content-Length", value: String(max(0, contentLength))),
            (name: "If-None-Match", value: "*"),
        ]
        return presign("PUT", location, query: [], headers: headers, life: life)
    }

    /// Lets a client download one object, under a file name and a type of our choice.
    ///
    /// - Parameters:
    ///   - location: The object.
    ///   - life: How long the URL works.
    ///   - contentDisposition: The answer's `Content-Disposition`; see ``ContentDisposition/attachment(filename:)``.
    ///   - contentType: The answer's `Content-Type`, whatever the uploader had said.
    public func getObject(
        _ location: ObjectLocation,
        expiresIn life: Duration,
        contentDisposition: String?,
        contentType: String?
    ) -> PresignedRequest {
        var query: [QueryItem] = []
        if let contentDisposition { query.append(QueryItem("response-content-disposition", contentDisposition)) }
        if let contentType { query.append(QueryItem("response-content-type", contentType)) }
        return presign("GET", location, query: query, headers: [], life: life)
    }

    /// Lets a browser post one file of a bounded size to exactly this key.
    ///
    /// Unlike ``putObject(_:contentType:contentLength:expiresIn:)`` it needs no exact size beforehand, but S3 knows no
    /// condition against posting twice: what was confirmed must be pinned by its ETag.
    ///
    /// - Parameters:
    ///   - location: The object.
    ///   - contentType: The exact Content-Type field, or `nil` for a form without one.
    ///   - maximumSize: The most bytes the file may have.
    ///   - minimumSize: The fewest bytes the file may have; 1 unless told, so that an empty file is refused.
    ///   - life: How long the form works.
    public func postObject(
        _ location: ObjectLocation,
        contentType: String?,
        maximumSize: Int64,
        minimumSize: Int64 = 1,
        expiresIn life: Duration
    ) -> PresignedForm {
        let start = CivilTime(now())
        let expiration = CivilTime(start.date.addingTimeInterval(Double(Self.seconds(life))))
        var fields = [(name: "key", value: location.key)]
        if let contentType { fields.append((name: "Content-Type", value: contentType)) }
        fields.append((name: "x-amz-algorithm", value: SignatureV4.algorithm))
        fields.append((name: "x-amz-credential", value: signer.credential(at: start)))
        fields.append((name: "x-amz-date", value: start.basic))
        let policy = PostPolicy(
            expiration: expiration,
            conditions: [.equal(field: "bucket", value: location.bucket)]
                + fields.map { .equal(field: $0.name, value: $0.value) }
                + [.contentLength(minimum: max(0, minimumSize), maximum: max(0, maximumSize))])
        fields.append((name: "policy", value: policy.base64))
        fields.append((name: "x-amz-signature", value: signer.signature(of: policy.base64, at: start)))
        return PresignedForm(
            url: address(of: location.bucket, key: nil).url, fields: fields, expiresAt: expiration.date)
    }

    private func presign(
        _ method: String,
        _ location: ObjectLocation,
        query: [QueryItem],
        headers: [(name: String, value: String)],
        life: Duration
    ) -> PresignedRequest {
        let start = CivilTime(now())
        let expiry = Self.seconds(life)
        let address = address(of: location.bucket, key: location.key)
        let request = CanonicalRequest(
            method: method, path: address.path, query: query,
            headers: [(name: "host", value: address.authority)] + headers,
            payloadHash: CanonicalRequest.unsignedPayload)
        let signed = signer.presignedQuery(for: request, at: start, expiry: expiry)
        return PresignedRequest(
            method: method, url: "\(address.url)?\(URIEncoding.query(signed))", headers: headers,
            expiresAt: start.date.addingTimeInterval(Double(expiry)))
    }

    private func address(of bucket: String, key: String?) -> BucketAddress {
        BucketAddress(
            endpoint: configuration.publicEndpoint, style: configuration.addressingStyle, bucket: bucket, key: key)
    }

    private static func seconds(_ life: Duration) -> Int64 {
        min(max(life.components.seconds, 1), SignatureV4.maximumExpiry)
    }
}
