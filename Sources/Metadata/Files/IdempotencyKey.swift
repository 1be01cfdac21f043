public import Foundation

/// A client's name for one request, by which a repetition is known (`Idempotency-Key`,
/// draft-ietf-httpapi-idempotency-key-header).
public struct IdempotencyKey: Sendable, Hashable {
    /// How long a key is remembered.
    public static let lifetime: Duration = .seconds(86_400)

    /// What the client calls it, at most 255 characters; each user's keys are their own.
    public var name: String
    /// Differs between requests that ask for different things.
    public var fingerprint: String
    /// The moment as of which the upload's URL is signed, should the request be done now.
    public var signedAt: Date

    /// A key for a request.
    public init(name: String, fingerprint: String, signedAt: Date) {
        self.name = name
        self.fingerprint = fingerprint
        self.signedAt = signedAt
    }
}

/// All that an upload's URL was made of.
public struct SignedUpload: Sendable, Hashable {
    /// The file.
    public var file: FileID
    /// The bucket that the URL names.
    public var bucket: String
    /// The object name that the URL names.
    public var key: String
    /// When it was signed.
    public var signedAt: Date
    /// When it ceases to work.
    public var expiresAt: Date

    /// An upload with these parts.
    public init(file: FileID, bucket: String, key: String, signedAt: Date, expiresAt: Date) {
        self.file = file
        self.bucket = bucket
        self.key = key
        self.signedAt = signedAt
        self.expiresAt = expiresAt
    }
}
