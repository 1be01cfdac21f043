public import FoundationEssentials

/// What the store knows about one object without its bytes.
public struct ObjectMetadata: Sendable, Hashable {
    /// The object's length in bytes.
    public let size: Int64
    /// The version of the bytes, without quotes; hand it to `ifMatch` and `ifSourceMatches` as it is.
    public let etag: String
    /// The Content-Type that the uploader gave, which may be a lie.
    public let contentType: String?
    /// When the object was stored, to the second, by the store's clock.
    public let lastModified: Date?
    /// The name of its storage class; nil where the store does not tell, as S3 does not for `STANDARD`.
    public let storageClass: String?

    /// Pairs the facts; used by whoever stands in for a store.
    public init(size: Int64, etag: String, contentType: String?, lastModified: Date?, storageClass: String? = nil) {
        self.size = size
        self.etag = etag
        self.contentType = contentType
        self.lastModified = lastModified
        self.storageClass = storageClass
    }
}
