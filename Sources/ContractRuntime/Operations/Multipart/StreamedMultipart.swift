/// A `multipart/form-data` body in pieces, each part written when its turn comes.
struct StreamedMultipart<Part: Sendable>: AsyncSequence, Sendable {
    let parts: BodyStream<Part>
    let boundary: String
    let operation: String
    let write: @Sendable (inout MultipartWriter, Part) -> Void

    /// A boundary that no part can hold but by malice or a chance of one in 2^128: what is to come cannot be searched.
    static func randomBoundary() -> String {
        var random = SystemRandomNumberGenerator()
        let digits = (0..<2).map { _ in String(random.next(), radix: 36) }
        return "----contract-\(digits.joined(separator: "-"))"
    }

    func makeAsyncIterator() -> Iterator { Iterator(base: self, parts: parts.makeAsyncIterator()) }

    struct Iterator: AsyncIteratorProtocol {
        private let base: StreamedMultipart
        private var parts: BodyStream<Part>.AsyncIterator
        /// What is written before anything else is asked for, in reverse.
        private var pending: [ByteStream] = []
        private var current: ByteStream.AsyncIterator?
        private var hasEnded = false

        init(base: StreamedMultipart, parts: BodyStream<Part>.AsyncIterator) {
            self.base = base
            self.parts = parts
        }

        mutating func next() async throws -> [UInt8]? {
            while true {
                if var stream = current {
                    let piece = try await stream.next()
                    current = piece == nil ? nil : stream
                    // An empty piece would be taken for the end of a chunked body.
                    if let piece, !piece.isEmpty { return piece }
                } else if let stream = pending.popLast() {
                    current = stream.makeAsyncIterator()
                } else if hasEnded {
                    return nil
                } else if let part = try await parts.next() {
                    pending = try pieces(of: part).reversed()
                } else {
                    hasEnded = true
                    return MultipartWriter.end(boundary: base.boundary)
                }
            }
        }

        private func pieces(of part: Part) throws -> [ByteStream] {
            var form = MultipartWriter()
            base.write(&form, part)
            guard form.refusals.isEmpty else {
                let violations = form.refusals.map { name, error in
                    PartTally.violation(name, "unwritable", error.message)
                }
                throw ClientError(base.operation, .unwritableInput(violations))
            }
            let end = ByteStream(bytes: [0x0D, 0x0A])
            return form.parts.enumerated().flatMap { index, part in
                let head = MultipartWriter.head(of: part, boundary: base.boundary)
                guard let stream = form.streams[index] else { return [ByteStream(bytes: head + part.bytes), end] }
                return [ByteStream(bytes: head), stream, end]
            }
        }
    }
}
