extension ContractAnswer {
    /// The body in pieces, its failures as `ClientError`.
    var stream: ByteStream {
        let operation = operation
        return ByteStream(body, mediaType: field("Content-Type")) { piece in
            piece
        } failure: { error in
            (error as? ClientTransportError).map { ClientError(operation, .transport($0)) } ?? error
        }
    }

    /// An answer of bytes, in pieces as they arrive, of any length.
    public func bytes(_ mediaType: String) throws(ClientError) -> ByteStream {
        _ = try self.mediaType(among: [mediaType])
        return stream
    }

    /// An answer of one JSON value a line, or of a JSON text sequence (RFC 7464), read as it arrives.
    ///
    /// A line that breaks the contract ends the stream with `ClientError`; its violations begin with the line's number,
    /// from 0.
    public func lines<Item: Sendable>(
        _ mediaType: String, read: @escaping @Sendable (inout JSONReader) throws(JSONSyntaxError) -> Item?
    ) throws(ClientError) -> BodyStream<Item> {
        let separator = LineSequence.separator(of: mediaType)
        let bytes = BoundedLines(
            bytes: try bytes(mediaType), separator: separator, limit: limit,
            error: error(.answerTooLarge(limit: limit)))
        let lines = LineSequence(bytes: ByteStream(bytes), separator: separator)
        return BodyStream(AnswerLines(lines: lines, answer: self, read: read), mediaType: field("Content-Type"))
    }

    /// An answer of events, read as they arrive.
    public func events(_ mediaType: String) throws(ClientError) -> BodyStream<ServerSentEvent> {
        let error = error(.answerTooLarge(limit: limit))
        return BodyStream(
            EventSequence(bytes: try bytes(mediaType), limit: limit, tooLarge: error),
            mediaType: field("Content-Type"))
    }
}

extension ContractAnswer {
    /// An answer of events that are objects of a type, read as they arrive.
    ///
    /// An event that breaks the contract ends the stream with `ClientError`; its violations begin with the event's
    /// number, from 0.
    public func events<Item: Sendable>(
        _ mediaType: String, read: @escaping @Sendable (inout JSONReader) throws(JSONSyntaxError) -> Item?
    ) throws(ClientError) -> BodyStream<Item> {
        let events = EventSequence(
            bytes: try bytes(mediaType), limit: limit, tooLarge: error(.answerTooLarge(limit: limit)))
        return BodyStream(AnswerEvents(events: events, answer: self, read: read), mediaType: field("Content-Type"))
    }
}

/// The objects of an answer's events.
private struct AnswerEvents<Element: Sendable>: AsyncSequence, Sendable {
    let events: EventSequence
    let answer: ContractAnswer
    let read: @Sendable (inout JSONReader) throws(JSONSyntaxError) -> Element?

    func makeAsyncIterator() -> Iterator { Iterator(base: self, events: events.makeAsyncIterator()) }

    struct Iterator: AsyncIteratorProtocol {
        let base: AnswerEvents
        var events: EventSequence.Iterator
        private var number = 0

        init(base: AnswerEvents, events: EventSequence.Iterator) {
            self.base = base
            self.events = events
        }

        /// `data` is text or, where the contract has it so, JSON of another type than string: one of both is right.
        mutating func next() async throws -> Element? {
            guard let event = try await events.next() else { return nil }
            defer { number += 1 }
            let root = String(number)
            guard let content = event.objectWithContent else {
                return try base.answer.value(of: event.object, root: root, read: base.read)
            }
            do {
                return try base.answer.value(of: event.object, root: root, read: base.read)
            } catch {
                return try base.answer.value(of: content, root: root, read: base.read)
            }
        }
    }
}

/// Bytes that end with an error as soon as a line is longer than the limit.
private struct BoundedLines: AsyncSequence, Sendable {
    let bytes: ByteStream
    let separator: UInt8
    let limit: Int
    let error: ClientError

    func makeAsyncIterator() -> Iterator {
        Iterator(bytes: bytes.makeAsyncIterator(), separator: separator, limit: limit, error: error)
    }

    struct Iterator: AsyncIteratorProtocol {
        var bytes: ByteStream.AsyncIterator
        let separator: UInt8
        let limit: Int
        let error: ClientError
        private var length = 0

        init(bytes: ByteStream.AsyncIterator, separator: UInt8, limit: Int, error: ClientError) {
            self.bytes = bytes
            self.separator = separator
            self.limit = limit
            self.error = error
        }

        mutating func next() async throws -> [UInt8]? {
            guard let piece = try await bytes.next() else { return nil }
            for byte in piece {
                length = byte == separator ? 0 : byte == 0x0A ? length : length + 1
                guard length <= limit else { throw error }
            }
            return piece
        }
    }
}

/// The JSON values of an answer's lines.
private struct AnswerLines<Element: Sendable>: AsyncSequence, Sendable {
    let lines: LineSequence
    let answer: ContractAnswer
    let read: @Sendable (inout JSONReader) throws(JSONSyntaxError) -> Element?

    func makeAsyncIterator() -> Iterator { Iterator(base: self, lines: lines.makeAsyncIterator()) }

    struct Iterator: AsyncIteratorProtocol {
        let base: AnswerLines
        var lines: LineSequence.Iterator
        private var number = 0

        init(base: AnswerLines, lines: LineSequence.Iterator) {
            self.base = base
            self.lines = lines
        }

        mutating func next() async throws -> Element? {
            guard let line = try await lines.next() else { return nil }
            defer { number += 1 }
            return try base.answer.value(of: line, root: String(number), read: base.read)
        }
    }
}
