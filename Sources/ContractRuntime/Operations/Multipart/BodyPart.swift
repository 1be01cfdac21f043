/// One part of a `multipart/form-data` body (RFC 7578).
public struct BodyPart: Hashable, Sendable {
    /// The name of the field.
    public var name: String
    /// What the client calls the file; a claim, and no path to write to.
    public var filename: String?
    /// The media type that the part claims; nil when it says nothing, which means `text/plain`.
    public var mediaType: String?
    /// The part's header fields, in their order.
    public var headers: [HeaderField]
    /// What it holds.
    public var bytes: [UInt8]

    /// Makes a part.
    public init(
        name: String, filename: String? = nil, mediaType: String? = nil, headers: [HeaderField] = [], bytes: [UInt8]
    ) {
        self.name = name
        self.filename = filename
        self.mediaType = mediaType
        self.headers = headers
        self.bytes = bytes
    }
}
