public import Foundation

/// A file that is about to be uploaded.
public struct NewFile: Sendable, Hashable {
    /// A new identity, chosen by the caller so that the object's name can hold it.
    public var id: FileID
    /// The user who uploads.
    public var owner: UserID
    /// The reconciliation to link at once; it must be the owner's.
    public var reconciliationID: ReconciliationID?
    /// The client's name for it, at most 255 characters.
    public var filename: String
    /// Which side of the reconciliation it is.
    public var fileType: FileType
    /// The bucket that the upload URL names.
    public var bucket: String
    /// The object name that the upload URL names; unique in the bucket.
    public var key: String
    /// The media type, at most 100 characters; nil when the client gave none.
    public var contentType: String?
    /// The size in bytes that the client declared.
    public var declaredSize: Int64?
    /// The size in bytes that the upload may have at most, which counts against the owner's quota until it's confirmed.
    public var maximumSize: Int64
    /// `put` or `post`.
    public var uploadMethod: String
    /// When the upload URL ceases to work.
    public var uploadExpiresAt: Date

    /// A new file with these parts; without a maximal size it's the declared one, or nothing.
    public init(
        id: FileID, owner: UserID, reconciliationID: ReconciliationID?, filename: String, fileType: FileType,
        bucket: String, key: String, contentType: String?, declaredSize: Int64?, maximumSize: Int64? = nil,
        uploadMethod: String, uploadExpiresAt: Date
    ) {
        self.id = id
        self.owner = owner
        self.reconciliationID = reconciliationID
        self.filename = filename
        self.fileType = fileType
        self.bucket = bucket
        self.key = key
        self.contentType = contentType
        self.declaredSize = declaredSize
        self.maximumSize = maximumSize ?? declaredSize ?? 0
        self.uploadMethod = uploadMethod
        self.uploadExpiresAt = uploadExpiresAt
    }
}
