/// Splits a `multipart/form-data` body into its parts as its bytes arrive (RFC 2046, section 5.1; RFC 7578), strictly:
/// lines end in CRLF, every part has a `Content-Disposition` of `form-data` with a name, and the last boundary is there.
///
/// ```
/// preamble -> boundary -> padding -> header -> beginning -> content -\
///                 |  ^---------------------------------------------- /
///                 \-> end
/// ```
///
/// It holds what has arrived and not been told yet: of a part's bytes no more than one piece, of a header no more than
/// `maximumHeaderBytes` and one piece.
struct MultipartStateMachine {
    /// The most parts of one body.
    static let maximumParts = 1_000
    /// The most bytes of one part's header.
    static let maximumHeaderBytes = 16_384

    /// What comes next.
    enum Event: Equatable {
        /// More bytes must arrive before anything can be told.
        case needsBytes
        /// A part begins; its bytes follow.
        case part(BodyPart)
        /// Bytes of the part, at least one.
        case bytes([UInt8])
        /// The part has ended.
        case partEnd
        /// The last boundary is there; what stands after it says nothing.
        case end
    }

    enum State {
        case preamble
        case boundary
        case padding
        case header
        /// At the empty line after a header, which may be the line's end before a boundary.
        case beginning
        case content
        case end
    }

    private let delimiter: [UInt8]
    var state = State.preamble
    /// Begins with the end of a line, for the first boundary may stand at the very beginning.
    var buffer: [UInt8] = [0x0D, 0x0A]
    /// What of the buffer has been told.
    var position = 0
    /// Up to where the header has no end of a line.
    var searched = 0
    private var hasEnded = false
    var fields: [HeaderField] = []
    var headerBytes = 0
    private var partCount = 0

    /// - Parameter contentType: The body's `Content-Type`, which names the boundary.
    /// - Throws: `ContractFailure.malformedMultipart`.
    init(contentType: String) throws(ContractFailure) {
        guard let boundary = FieldParameters(contentType)["boundary"], Self.isBoundary(boundary) else {
            throw .malformedMultipart("the media type names no boundary")
        }
        delimiter = Array("\r\n--\(boundary)".utf8)
    }

    /// RFC 2046, section 5.1.1.
    private static func isBoundary(_ text: String) -> Bool {
        let others = Set("'()+_,-./:=? ".utf8)
        return (1...70).contains(text.utf8.count) && !text.hasSuffix(" ")
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || others.contains(byte)
            }
    }

    /// Takes the next bytes of the body.
    mutating func append(_ bytes: [UInt8]) {
        searched = max(0, searched - position)
        buffer.removeSubrange(..<position)
        position = 0
        buffer += bytes
    }

    /// No more bytes come.
    mutating func finish() {
        hasEnded = true
    }

    /// What can be told of the bytes that are there.
    ///
    /// - Throws: `ContractFailure.malformedMultipart`, and from then on again.
    mutating func next() throws(ContractFailure) -> Event {
        while true {
            switch state {
            case .preamble:
                guard takeDelimiter() else { return try starved("there is no boundary") }
            case .boundary:
                guard buffer.count - position >= 2 else { return try starved("the last boundary is missing") }
                let isLast = buffer[position] == 0x2D && buffer[position + 1] == 0x2D
                state = isLast ? .end : .padding
            case .padding:
                while position < buffer.count, buffer[position] == 0x20 || buffer[position] == 0x09 { position += 1 }
                guard buffer.count - position >= 2 else { return try starved("the last boundary is missing") }
                try beginPart()
            case .header:
                if let part = try header() { return .part(part) }
                if state == .header { return try starved("the header of a part has no end") }
            case .beginning:
                if let event = try beginning() { return event }
            case .content:
                let next = delimiterIndex()
                guard next.index == position else {
                    defer { position = next.index }
                    return .bytes(Array(buffer[position..<next.index]))
                }
                guard next.isWhole else { return try starved("a part has no end") }
                position += delimiter.count
                state = .boundary
                return .partEnd
            case .end:
                position = buffer.count
                return .end
            }
        }
    }

    private func starved(_ reason: String) throws(ContractFailure) -> Event {
        guard !hasEnded else { throw .malformedMultipart(reason) }
        return .needsBytes
    }

    private mutating func takeDelimiter() -> Bool {
        let next = delimiterIndex()
        position = next.index
        guard next.isWhole else { return false }
        position += delimiter.count
        state = .boundary
        return true
    }

    private mutating func beginPart() throws(ContractFailure) {
        guard buffer[position] == 0x0D, buffer[position + 1] == 0x0A else {
            throw .malformedMultipart("something stands after a boundary")
        }
        guard partCount < Self.maximumParts else {
            throw .malformedMultipart("there are more than \(Self.maximumParts) parts")
        }
        partCount += 1
        position += 2
        state = .header
    }

    /// A part without content may have its boundary right after the header.
    private mutating func beginning() throws(ContractFailure) -> Event? {
        let length = min(delimiter.count, buffer.count - position)
        guard buffer[position..<(position + length)].elementsEqual(delimiter[..<length]) else {
            position += 2
            state = .content
            return nil
        }
        guard length == delimiter.count else { return try starved("a part has no end") }
        position += length
        state = .boundary
        return .partEnd
    }

    /// Where the next delimiter begins, or may begin once more bytes are there; the end where none does.
    private func delimiterIndex() -> (index: Int, isWhole: Bool) {
        if let found = buffer.firstIndex(of: delimiter, from: position) { return (found, true) }
        var index = max(position, buffer.count - delimiter.count + 1)
        while let found = buffer.firstIndex(of: 0x0D, from: index) {
            if buffer[found...].elementsEqual(delimiter[..<(buffer.count - found)]) { return (found, false) }
            index = found + 1
        }
        return (buffer.count, false)
    }
}
