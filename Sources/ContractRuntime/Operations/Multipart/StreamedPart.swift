/// One part of a `multipart/form-data` body whose bytes are read as they arrive, or written as they are made (RFC 7578).
public struct StreamedPart: Sendable {
    /// The name of the field; a client's is that of the case that carries it.
    public var name: String
    /// What the client calls the file; a claim, and no path to write to.
    public var filename: String?
    /// The media type that the part claims; nil when it says nothing, which means `text/plain`.
    public var mediaType: String?
    /// The part's header fields, in their order.
    public var headers: [HeaderField]
    /// What it holds.
    ///
    /// In a request it can be read once, and only until the next part is asked for: what was left unread then is passed
    /// over, and reading it throws `StreamedPartError.passedOver`.
    public var bytes: ByteStream

    /// Makes a part.
    public init(
        name: String = "", filename: String? = nil, mediaType: String? = nil, headers: [HeaderField] = [],
        bytes: ByteStream
    ) {
        self.name = name
        self.filename = filename
        self.mediaType = mediaType
        self.headers = headers
        self.bytes = bytes
    }

    /// Makes a part of one whose bytes are at hand.
    public init(_ part: BodyPart) {
        self.init(part, bytes: ByteStream(bytes: part.bytes, mediaType: part.mediaType))
    }

    init(_ part: BodyPart, bytes: ByteStream) {
        self.init(
            name: part.name, filename: part.filename, mediaType: part.mediaType, headers: part.headers, bytes: bytes)
    }

    /// The part with all its bytes.
    ///
    /// - Throws: `ContractFailure.contentTooLarge` beyond the limit in bytes, and whatever ends the stream.
    public func collect(upTo limit: Int) async throws -> BodyPart {
        BodyPart(
            name: name, filename: filename, mediaType: mediaType, headers: headers,
            bytes: try await bytes.collect(upTo: limit))
    }
}

/// A handler reads the parts of a streamed form in an order that they do not have: its own mistake, which no caller is
/// told of.
public enum StreamedPartError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The bytes of a part are read after the next part was asked for.
    case passedOver
    /// Two tasks read the same form at once.
    case readTwice

    /// What went wrong and what to do.
    public var description: String {
        switch self {
        case .passedOver: "the part has been passed over; read its bytes before the next part is asked for"
        case .readTwice: "the form is being read already; read its parts one after the other"
        }
    }
}
