/// An answer as generated code writes it, whatever the HTTP server.
public struct ContractResponse: Sendable {
    /// The HTTP status.
    public var status: Int
    /// The header fields, `Content-Type` apart, and `Content-Length` too where there is a body. A cookie is a field of its
    /// own, of several lines too.
    public var headers: [HeaderField] { didSet { headers = headers.flatMap(\.separate) } }
    /// The value of `Content-Type`; nil for no body.
    public var mediaType: String?
    /// The body, if it is at hand.
    public var body: [UInt8]
    /// The body, if it is sent in pieces.
    public var stream: ByteStream?
    /// What its handler did wrong, so that it cannot be sent; nil for nothing.
    public var mistake: String? { ownMistake ?? headers.lazy.compactMap(\.mistake).first }
    private var ownMistake: String?

    /// Whether an answer of the status has a body (RFC 9110, sections 6.4.1, 15.3.6 and 15.4.5): where it has none, the
    /// contract may demand one all the same, as of any status under `default`, and it is not sent.
    public var mayHaveBody: Bool { status >= 200 && ![204, 205, 304].contains(status) }

    /// Makes an answer.
    public init(
        status: Int, headers: [HeaderField] = [], mediaType: String? = nil, body: [UInt8] = [],
        stream: ByteStream? = nil
    ) {
        self.status = status
        self.headers = headers.flatMap(\.separate)
        self.mediaType = mediaType
        self.body = body
        self.stream = stream
        if status < 200 { ownMistake = "\(status) announces an answer and is none (RFC 9110, section 15.2)" }
    }

    /// Makes an answer to HEAD.
    ///
    /// A media type that is a range gives way to that of the content itself.
    public static func head(
        _ status: Int, _ content: ContentHead, mediaType: String, headers: [HeaderField] = []
    ) -> Self {
        let isRange = mediaType.utf8.contains(UInt8(ascii: "*"))
        let own = content.mediaType ?? (isRange ? "application/octet-stream" : mediaType)
        let length = content.length.map { [HeaderField("Content-Length", String($0))] } ?? []
        return Self(status: status, headers: headers + length, mediaType: own)
    }

    /// Makes an answer with a JSON body.
    public static func json(
        _ status: Int, _ body: some JSONWritable, mediaType: String = "application/json", headers: [HeaderField] = []
    ) -> Self {
        json(status, mediaType: mediaType, headers: headers) { body.write(to: &$0) }
    }

    /// Makes an answer with a JSON body.
    public static func json(
        _ status: Int, mediaType: String, headers: [HeaderField] = [], write: (inout JSONWriter) -> Void
    ) -> Self {
        var writer = JSONWriter(direction: .response)
        write(&writer)
        var answer = Self(status: status, headers: headers, mediaType: mediaType, body: writer.bytes)
        if writer.holdsNonFinite {
            answer.ownMistake = answer.mistake ?? "its body \(UnwritableValue.nonFinite.message)"
        }
        return answer
    }

    /// Makes an answer with text.
    public static func text(_ status: Int, _ body: String, mediaType: String, headers: [HeaderField] = []) -> Self {
        Self(status: status, headers: headers, mediaType: mediaType, body: Array(body.utf8))
    }

    /// Makes an answer with the text of a value that is no string.
    public static func text(
        _ status: Int, mediaType: String, headers: [HeaderField] = [], write: (inout JSONWriter) -> Void
    ) -> Self {
        var writer = JSONWriter(direction: .response)
        write(&writer)
        let value = (try? JSONValue.read(jsonBytes: writer.bytes)) ?? .null
        var answer = text(status, value.simpleText(), mediaType: mediaType, headers: headers)
        if writer.holdsNonFinite {
            answer.ownMistake = answer.mistake ?? "its body \(UnwritableValue.nonFinite.message)"
        }
        return answer
    }

    /// Makes an answer of bytes, sent as they come.
    ///
    /// A media type that is a range gives way to that of the stream itself, which must be in it.
    public static func bytes(
        _ status: Int, _ body: ByteStream, mediaType: String, headers: [HeaderField] = []
    ) -> Self {
        guard mediaType.utf8.contains(UInt8(ascii: "*")) else {
            return Self(status: status, headers: headers, mediaType: mediaType, stream: body)
        }
        let own = body.mediaType ?? "application/octet-stream"
        var answer = Self(status: status, headers: headers, mediaType: own, stream: body)
        if MediaRange.best(for: own, among: [mediaType]) == nil {
            answer.ownMistake = "its bytes are '\(own)', which is not in '\(mediaType)'; give the stream a media type"
        }
        return answer
    }

    /// Makes an answer of one JSON value a line, or of a JSON text sequence (RFC 7464), sent as they come.
    public static func lines<Item: Sendable>(
        _ status: Int, _ body: BodyStream<Item>, mediaType: String, headers: [HeaderField] = [],
        write: @escaping @Sendable (inout JSONWriter, Item) -> Void
    ) -> Self {
        let opening = LineSequence.opening(of: mediaType)
        let pieces = body.map { item throws -> [UInt8] in
            var writer = JSONWriter(direction: .response)
            write(&writer, item)
            guard !writer.holdsNonFinite else { throw UnwritableValue.nonFinite }
            return opening + writer.bytes + [0x0A]
        }
        return Self(status: status, headers: headers, mediaType: mediaType, stream: ByteStream(pieces))
    }

    /// Makes an answer of events, sent as they come.
    public static func events(
        _ status: Int, _ body: BodyStream<ServerSentEvent>, mediaType: String, headers: [HeaderField] = []
    ) -> Self {
        let pieces = body.map { event throws -> [UInt8] in
            guard !event.holdsNonFinite else { throw UnwritableValue.nonFinite }
            return event.bytes
        }
        return Self(status: status, headers: headers, mediaType: mediaType, stream: ByteStream(pieces))
    }

    /// Makes an answer of events that the contract describes as objects, sent as they come.
    ///
    /// - Parameter write: Writes an event as JSON: an object with `data`, `event`, `id` and `retry`.
    public static func events<Item: Sendable>(
        _ status: Int, _ body: BodyStream<Item>, mediaType: String, headers: [HeaderField] = [],
        write: @escaping @Sendable (inout JSONWriter, Item) -> Void
    ) -> Self {
        let pieces = body.map { item throws -> [UInt8] in
            var writer = JSONWriter(direction: .response)
            write(&writer, item)
            guard !writer.holdsNonFinite else { throw UnwritableValue.nonFinite }
            return try ServerSentEvent(object: writer.bytes).bytes
        }
        return Self(status: status, headers: headers, mediaType: mediaType, stream: ByteStream(pieces))
    }
}
