import NIOHTTP1

/// What is known to differ between the S3 servers that this service meets: one table, so that no other code asks for a
/// server's name.
///
/// A dialect tunes expectations (tests, operators' texts); correctness must hold on ``unknown``.
public struct StorageDialect: Sendable, Hashable, CustomStringConvertible {
    /// The server behind the S3 front end: `minio`, `juicefs`, `seaweedfs`, `aws` or `unknown`.
    public let name: String
    /// What a health report calls it: `minio`, `seaweedfs` or, for everything else, `s3`.
    public let backend: String
    /// Whether expiry by lifecycle rules works.
    public let supportsLifecycle: Bool
    /// Whether CORS can be set per bucket (where not, the server answers CORS by its own settings).
    public let supportsCORS: Bool
    /// Whether a signed `If-None-Match: *` makes a second upload fail with 412.
    public let honoursIfNoneMatchOnPresignedPut: Bool
    /// Whether `x-amz-checksum-sha256` is compared with the bytes.
    public let verifiesChecksumHeader: Bool

    /// The server's ``name``.
    public var description: String { name }

    /// MinIO, recent enough to send `x-amz-id-2`; its community edition has no CORS per bucket.
    public static let minio = StorageDialect(
        name: "minio", backend: "minio", supportsLifecycle: true, supportsCORS: false,
        honoursIfNoneMatchOnPresignedPut: true, verifiesChecksumHeader: true)
    /// The JuiceFS gateway, which is an old MinIO front end over JuiceFS and calls itself MinIO (observed: 1.4.2).
    public static let juicefs = StorageDialect(
        name: "juicefs", backend: "minio", supportsLifecycle: false, supportsCORS: false,
        honoursIfNoneMatchOnPresignedPut: false, verifiesChecksumHeader: false)
    /// SeaweedFS (observed: 4.48).
    public static let seaweedfs = StorageDialect(
        name: "seaweedfs", backend: "seaweedfs", supportsLifecycle: true, supportsCORS: true,
        honoursIfNoneMatchOnPresignedPut: true, verifiesChecksumHeader: true)
    /// AWS.
    public static let aws = StorageDialect(
        name: "aws", backend: "s3", supportsLifecycle: true, supportsCORS: true,
        honoursIfNoneMatchOnPresignedPut: true, verifiesChecksumHeader: true)
    /// Any other server: nothing beyond the oldest S3 is promised.
    public static let unknown = StorageDialect(
        name: "unknown", backend: "s3", supportsLifecycle: false, supportsCORS: false,
        honoursIfNoneMatchOnPresignedPut: false, verifiesChecksumHeader: false)

    /// Recognises a server by two headers that every answer of it carries.
    ///
    /// - Parameters:
    ///   - server: The `Server` header.
    ///   - hasHostIdentifier: Whether `x-amz-id-2` is there. MinIO has sent it for years, the JuiceFS gateway's older
    ///     copy of its front end does not, and both say `MinIO`.
    public static func detect(server: String?, hasHostIdentifier: Bool) -> StorageDialect {
        let product = (server ?? "").lowercased()
        if product.hasPrefix("seaweedfs") { return .seaweedfs }
        if product.hasPrefix("minio") { return hasHostIdentifier ? .minio : .juicefs }
        if product == "amazons3" { return .aws }
        return .unknown
    }

    static func detect(headers: HTTPHeaders) -> StorageDialect {
        detect(server: headers.first(name: "server"), hasHostIdentifier: headers.contains(name: "x-amz-id-2"))
    }
}
