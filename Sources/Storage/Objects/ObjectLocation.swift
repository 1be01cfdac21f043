/// Names one object: a bucket and a key in it.
public struct ObjectLocation: Hashable, Sendable, CustomStringConvertible {
    /// The bucket's name.
    public var bucket: String
    /// The key as the application knows it, without any encoding; up to 1024 bytes on every S3.
    public var key: String

    /// Pairs a bucket with a key.
    public init(bucket: String, key: String) {
        self.bucket = bucket
        self.key = key
    }

    /// `bucket/key`, for logs.
    public var description: String { "\(bucket)/\(key)" }
}
