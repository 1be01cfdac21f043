/// The lines of a stream of bytes, or the elements of a JSON text sequence, without the blanks around them and without
/// empty ones.
struct LineSequence: AsyncSequence, Sendable {
    let bytes: ByteStream
    /// What stands between two.
    let separator: UInt8

    /// - Parameter mediaType: `json-seq` has elements that begin with a record separator and may hold line feeds (RFC 7464,
    ///   section 2.2), all others lines.
    static func separator(of mediaType: String) -> UInt8 { opening(of: mediaType).first ?? 0x0A }

    /// What every element begins with, whatever parameters the media type has.
    static func opening(of mediaType: String) -> [UInt8] {
        MediaTypeName(mediaType).name.hasSuffix("json-seq") ? [0x1E] : []
    }

    func makeAsyncIterator() -> Iterator { Iterator(bytes: bytes.makeAsyncIterator(), separator: separator) }

    struct Iterator: AsyncIteratorProtocol {
        var bytes: ByteStream.AsyncIterator
        let separator: UInt8
        private var pending: [UInt8] = []
        /// Where the next line begins in `pending`.
        private var start = 0
        private var hasEnded = false
        private var element = ElementScan()

        init(bytes: ByteStream.AsyncIterator, separator: UInt8) {
            self.bytes = bytes
            self.separator = separator
        }

        mutating func next() async throws -> [UInt8]? {
            var searched = start
            while true {
                if let end = end(from: searched) {
                    let line = Self.trimmed(pending[start..<end])
                    start = end + 1
                    searched = start
                    if !line.isEmpty { return Array(line) }
                } else if hasEnded {
                    let line = Self.trimmed(pending[start...])
                    start = pending.count
                    return line.isEmpty ? nil : Array(line)
                } else if let piece = try await bytes.next() {
                    pending.removeSubrange(..<start)
                    start = 0
                    searched = pending.count
                    pending += piece
                } else {
                    hasEnded = true
                }
            }
        }

        /// Where the next line ends. An element of a sequence ends with the line feed after it, so that it need not wait for
        /// the next one; one that is broken ends where the next begins.
        private mutating func end(from searched: Int) -> Int? {
            guard separator == 0x1E else { return pending[searched...].firstIndex(of: separator) }
            for index in searched..<pending.count where element.ends(with: pending[index]) { return index }
            return nil
        }

        /// Without the white space of JSON (RFC 8259, section 2) at both ends.
        private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
            let isBlank = { (byte: UInt8) in [0x20, 0x09, 0x0A, 0x0D].contains(byte) }
            guard let last = line.lastIndex(where: { !isBlank($0) }) else { return [] }
            return line[...last].drop(while: isBlank)
        }
    }
}

/// How far an element of a JSON text sequence has been read.
private struct ElementScan {
    private var depth = 0
    private var isInString = false
    private var isEscaped = false

    /// Whether a byte ends the element: a record separator, or a line feed that stands in no value.
    mutating func ends(with byte: UInt8) -> Bool {
        if byte == 0x1E || byte == 0x0A && depth == 0 && !isInString {
            self = ElementScan()
            return true
        }
        switch byte {
        case _ where isEscaped: isEscaped = false
        case UInt8(ascii: "\\") where isInString: isEscaped = true
        case UInt8(ascii: "\""): isInString.toggle()
        case UInt8(ascii: "{") where !isInString, UInt8(ascii: "[") where !isInString: depth += 1
        case UInt8(ascii: "}") where !isInString, UInt8(ascii: "]") where !isInString: depth = max(0, depth - 1)
        default: break
        }
        return false
    }
}

/// The JSON values of lines, each read and checked.
struct JSONLineSequence<Element: Sendable>: AsyncSequence, Sendable {
    let lines: LineSequence
    let read: @Sendable (inout JSONReader) throws(JSONSyntaxError) -> Element?

    func makeAsyncIterator() -> Iterator { Iterator(lines: lines.makeAsyncIterator(), read: read) }

    struct Iterator: AsyncIteratorProtocol {
        var lines: LineSequence.Iterator
        let read: @Sendable (inout JSONReader) throws(JSONSyntaxError) -> Element?
        private var number = 0

        init(
            lines: LineSequence.Iterator,
            read: @escaping @Sendable (inout JSONReader) throws(JSONSyntaxError) -> Element?
        ) {
            self.lines = lines
            self.read = read
        }

        mutating func next() async throws -> Element? {
            guard let line = try await lines.next() else { return nil }
            defer { number += 1 }
            return try ContractRequest.value(of: line, root: String(number), read: read)
        }
    }
}
