/// A part of a streamed form on its way to its type: what generated code makes a case of.
public struct ArrivingPart: Sendable {
    /// The most bytes of a part that is read as a whole.
    public static let maximumValueBytes = 1_048_576

    /// The name of the field.
    public var name: String { head.name }

    private let head: BodyPart
    /// How many parts of its field there were before.
    private let index: Int
    private let number: Int
    private let source: MultipartSource

    init(_ head: BodyPart, index: Int, number: Int, source: MultipartSource) {
        self.head = head
        self.index = index
        self.number = number
        self.source = source
    }

    /// The part with its bytes still on the way.
    public var streamed: StreamedPart {
        let bytes = PartBytes(source: source, number: number)
        return StreamedPart(head, bytes: ByteStream(bytes, mediaType: head.mediaType))
    }

    /// Reads the whole part as the value that its text stands for.
    ///
    /// - Parameters:
    ///   - shape: Which JSON value that is.
    ///   - isElement: Whether it is one of the elements of its field.
    ///   - read: Reads that value.
    /// - Throws: `ContractFailure` with 413 beyond `maximumValueBytes`, with 422, and whatever ends the body.
    public func value<Value>(
        as shape: ParameterShape, isElement: Bool = false,
        read: (inout JSONReader) throws(JSONSyntaxError) -> Value?
    ) async throws -> Value {
        let part = try await streamed.collect(upTo: Self.maximumValueBytes)
        guard let text = String(validating: part.bytes, as: UTF8.self) else {
            throw failure("format", "is not UTF-8")
        }
        var writer = JSONWriter()
        shape.write(.text(text), to: &writer)
        var reader = JSONReader(writer.bytes, location: .body, root: name, direction: .request)
        let value: Value?
        do {
            value = try read(&reader)
            try reader.finish()
        } catch {
            throw failure("type", "is not JSON: \(error.message)")
        }
        guard let value, reader.violations.isEmpty else {
            throw ContractFailure.validationFailed(isElement ? reader.violations.map(indexed) : reader.violations)
        }
        try await source.take(writer.bytes)
        return value
    }

    /// Reads the header fields of the part.
    ///
    /// - Parameter read: Reads them; nil when one that must be there is not or breaks the contract.
    /// - Throws: `ContractFailure` with 422.
    public func headers<Headers>(read: (inout ParameterReader) -> Headers?) throws(ContractFailure) -> Headers {
        var reader = ParameterReader(headersOf: head)
        let headers = read(&reader)
        guard let headers, reader.violations.isEmpty else {
            let root = "/" + JSONReader.pointerToken(name)
            throw .validationFailed(
                reader.violations.map {
                    Violation(location: .body, pointer: root + $0.pointer, reason: $0.reason, message: $0.message)
                })
        }
        return headers
    }

    /// The part is none that the contract knows, where it allows no others.
    public var unknown: ContractFailure { failure("additionalProperties", "is not a member that the contract knows") }

    private func failure(_ reason: String, _ message: String) -> ContractFailure {
        .validationFailed([PartTally.violation(name, reason, message)])
    }

    /// A violation below the element that the part is of its field.
    private func indexed(_ violation: Violation) -> Violation {
        let root = "/" + JSONReader.pointerToken(name)
        var violation = violation
        violation.pointer = "\(root)/\(index)\(violation.pointer.dropFirst(root.count))"
        return violation
    }
}

/// The bytes of one part.
private struct PartBytes: AsyncSequence, AsyncIteratorProtocol, Sendable {
    let source: MultipartSource
    let number: Int

    func makeAsyncIterator() -> Self { self }

    mutating func next() async throws -> [UInt8]? { try await source.nextBytes(of: number) }
}
