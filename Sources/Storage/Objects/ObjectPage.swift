public import FoundationEssentials

/// One page of a bucket's listing, in the order of the keys' bytes.
public struct ObjectPage: Sendable, Hashable {
    /// The objects of this page.
    public let objects: [ObjectSummary]
    /// What to ask the next page with, or `nil` on the last page.
    public let nextContinuationToken: String?

    /// Pairs a page with the way to the next.
    public init(objects: [ObjectSummary], nextContinuationToken: String?) {
        self.objects = objects
        self.nextContinuationToken = nextContinuationToken
    }
}

/// What a listing says about one object.
public struct ObjectSummary: Sendable, Hashable {
    /// The object's key.
    public let key: String
    /// The object's length in bytes.
    public let size: Int64
    /// The version of the bytes, without quotes.
    public let etag: String
    /// When the object was stored, to the second, by the store's clock.
    public let lastModified: Date?

    /// Pairs the facts of one line of a listing.
    public init(key: String, size: Int64, etag: String, lastModified: Date?) {
        self.key = key
        self.size = size
        self.etag = etag
        self.lastModified = lastModified
    }
}
