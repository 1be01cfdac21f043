/// Reads the parts of a body one after the other, and no byte before somebody asks for it.
///
/// The form and its part at hand are read by turns and by different iterators, so what they share is an actor.
actor MultipartSource {
    private let bytes: ByteStream
    private var iterator: ByteStream.AsyncIterator?
    private var machine: MultipartStateMachine
    private var tally: PartTally
    /// How many parts have begun.
    private var number = 0
    private var isInPart = false
    private var isReading = false
    /// What ended the body; it is thrown to everybody who goes on reading.
    private var failure: (any Error)?

    init(_ bytes: ByteStream, contentType: String, rules: [PartRule]) throws(ContractFailure) {
        self.bytes = bytes
        machine = try MultipartStateMachine(contentType: contentType)
        tally = PartTally(rules)
    }

    /// The next part, whatever is unread of the one before; nil at the end of the body.
    func nextPart() async throws -> ArrivingPart? {
        try await reading { source throws in
            while true {
                switch try await source.event() {
                case .part(let part):
                    source.number += 1
                    source.isInPart = true
                    let index = try source.tally.begin(part)
                    return ArrivingPart(part, index: index, number: source.number, source: source)
                case .bytes(let piece): try source.tally.take(piece.count)
                case .partEnd: try source.endPart()
                case .end:
                    try source.tally.finish()
                    return nil
                case .needsBytes: continue
                }
            }
        }
    }

    /// The next bytes of a part; nil at its end.
    ///
    /// - Parameter part: Its number, from 1.
    func nextBytes(of part: Int) async throws -> [UInt8]? {
        guard part == number else { throw StreamedPartError.passedOver }
        guard isInPart || failure != nil else { return nil }
        return try await reading { source throws in
            switch try await source.event() {
            case .bytes(let piece):
                try source.tally.take(piece.count)
                return piece
            case .partEnd: try source.endPart()
            // Within a part nothing else comes.
            case .part, .end, .needsBytes: break
            }
            return nil
        }
    }

    /// Holds the value of a part against those before it.
    func take(_ value: [UInt8]) throws {
        try tally.take(value)
    }

    /// Ends the body for everybody.
    func fail(_ error: any Error) {
        failure = failure ?? error
    }

    private func endPart() throws {
        isInPart = false
        try tally.end()
    }

    private func reading<Result: Sendable>(
        _ body: (isolated MultipartSource) async throws -> Result
    ) async throws -> Result {
        guard !isReading else { throw StreamedPartError.readTwice }
        if let failure { throw failure }
        isReading = true
        defer { isReading = false }
        do {
            return try await body(self)
        } catch {
            failure = error
            throw error
        }
    }

    private func event() async throws -> MultipartStateMachine.Event {
        while true {
            let event = try machine.next()
            guard case .needsBytes = event else { return event }
            var iterator = iterator ?? bytes.makeAsyncIterator()
            self.iterator = nil
            if let piece = try await iterator.next(isolation: self) {
                machine.append(piece)
            } else {
                // A body that a cancelled task reads ends too.
                try Task.checkCancellation()
                machine.finish()
            }
            self.iterator = iterator
        }
    }
}
