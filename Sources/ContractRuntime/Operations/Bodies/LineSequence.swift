/// The lines of a stream of bytes, without their ends and without empty ones.
struct LineSequence: AsyncSequence, Sendable {
    let bytes: ByteStream
    /// The bytes that may begin a line and are no part of it, such as the record separator of RFC 7464.
    let prefix: UInt8?

    func makeAsyncIterator() -> Iterator { Iterator(bytes: bytes.makeAsyncIterator(), prefix: prefix) }

    struct Iterator: AsyncIteratorProtocol {
        var bytes: ByteStream.AsyncIterator
        let prefix: UInt8?
        private var pending: [UInt8] = []
        /// Where the next line begins in `pending`.
        private var start = 0
        private var hasEnded = false

        init(bytes: ByteStream.AsyncIterator, prefix: UInt8?) {
            self.bytes = bytes
            self.prefix = prefix
        }

        mutating func next() async throws -> [UInt8]? {
            var searched = start
            while true {
                if let end = pending[searched...].firstIndex(of: 0x0A) {
                    let line = clean(pending[start..<end])
                    start = end + 1
                    searched = start
                    if !line.isEmpty { return line }
                } else if hasEnded {
                    let line = clean(pending[start...])
                    start = pending.count
                    return line.isEmpty ? nil : line
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

        private func clean(_ line: ArraySlice<UInt8>) -> [UInt8] {
            var line = line
            if let prefix, line.first == prefix { line = line.dropFirst() }
            if line.last == 0x0D { line = line.dropLast() }
            return Array(line)
        }
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
