/// The events of a stream of bytes (HTML Living Standard, section 9.2.6).
struct EventSequence: AsyncSequence, Sendable {
    let bytes: ByteStream
    /// The most bytes of one event.
    let limit: Int
    let tooLarge: ClientError

    func makeAsyncIterator() -> Iterator { Iterator(base: self, bytes: bytes.makeAsyncIterator()) }

    struct Iterator: AsyncIteratorProtocol {
        let base: EventSequence
        var bytes: ByteStream.AsyncIterator
        private var parser = EventParser()
        private var ready: [ServerSentEvent] = []
        private var position = 0

        init(base: EventSequence, bytes: ByteStream.AsyncIterator) {
            self.base = base
            self.bytes = bytes
        }

        mutating func next() async throws -> ServerSentEvent? {
            while position >= ready.count {
                guard let piece = try await bytes.next() else { return nil }
                ready = []
                position = 0
                for byte in piece {
                    if let event = parser.take(byte) { ready.append(event) }
                    guard parser.size <= base.limit else { throw base.tooLarge }
                }
            }
            defer { position += 1 }
            return ready[position]
        }
    }
}

/// Reads events byte by byte; an event that the end cuts off is none.
struct EventParser {
    private var line: [UInt8] = []
    private var data: [String] = []
    private var event: String?
    private var id: String?
    private var retry: Int?
    private var followsCarriageReturn = false
    private var isFirstLine = true
    /// The bytes of the event so far.
    private(set) var size = 0

    /// Takes the next byte; returns the event that it ends.
    mutating func take(_ byte: UInt8) -> ServerSentEvent? {
        size += 1
        let followsCarriageReturn = self.followsCarriageReturn
        self.followsCarriageReturn = byte == 0x0D
        if byte == 0x0A, followsCarriageReturn { return nil }
        guard byte == 0x0A || byte == 0x0D else {
            line.append(byte)
            return nil
        }
        defer { line = [] }
        return endLine()
    }

    private mutating func endLine() -> ServerSentEvent? {
        if isFirstLine, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        isFirstLine = false
        guard !line.isEmpty else { return dispatch() }
        let name = line.prefix { $0 != UInt8(ascii: ":") }
        // A comment keeps the connection alive and is no part of an event.
        if name.isEmpty { size -= line.count }
        var rest = line.dropFirst(name.count + 1)
        if rest.first == 0x20 { rest = rest.dropFirst() }
        let value = String(decoding: rest, as: UTF8.self)
        switch String(decoding: name, as: UTF8.self) {
        case "data": data.append(value)
        case "event": event = value
        case "id" where !value.unicodeScalars.contains("\0"): id = value
        case "retry" where !value.isEmpty && value.utf8.allSatisfy { (0x30...0x39).contains($0) }: retry = Int(value)
        default: break
        }
        return nil
    }

    private mutating func dispatch() -> ServerSentEvent? {
        defer {
            data = []
            event = nil
            id = nil
            retry = nil
            size = 0
        }
        guard !data.isEmpty else { return nil }
        return ServerSentEvent(event: event, data: data.joined(separator: "\n"), id: id, retry: retry)
    }
}
