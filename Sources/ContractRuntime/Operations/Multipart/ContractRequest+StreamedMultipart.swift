/// The parts of a form, each read as its field has it.
private struct PartSequence<Part: Sendable>: AsyncSequence, AsyncIteratorProtocol, Sendable {
    let source: MultipartSource
    let ignored: Set<String>
    let read: @Sendable (ArrivingPart) async throws -> Part

    func makeAsyncIterator() -> Self { self }

    mutating func next() async throws -> Part? {
        while let part = try await source.nextPart() {
            guard !ignored.contains(part.name) else { continue }
            do {
                return try await read(part)
            } catch {
                await source.fail(error)
                throw error
            }
        }
        return nil
    }
}

extension ContractRequest {
    /// The parts of a `multipart/form-data` body, each read and checked as it arrives.
    ///
    /// - Parameters:
    ///   - mediaType: The media type that the contract names.
    ///   - limit: The most bytes of the whole body.
    ///   - rules: What the contract says of the parts of each field. What is missing is thrown at the end of the body.
    ///   - ignored: The fields that only answers have, whose parts are passed over (`readOnly`).
    ///   - read: Makes the case of a part.
    /// - Returns: The parts, or nil when the head announces no body. They can be read once. What breaks the contract ends
    ///   them with `ContractFailure`.
    /// - Throws: `ContractFailure` with 400 or 415.
    public func streamedMultipartBody<Part: Sendable>(
        _ mediaType: String, limit: Int, rules: [PartRule] = [], ignoring ignored: Set<String> = [],
        read: @escaping @Sendable (ArrivingPart) async throws -> Part
    ) throws(ContractFailure) -> BodyStream<Part>? {
        guard let bytes = try byteBody(mediaType, limit: limit) else { return nil }
        let source = try MultipartSource(bytes, contentType: bytes.mediaType ?? "", rules: rules)
        return BodyStream(PartSequence(source: source, ignored: ignored, read: read), mediaType: bytes.mediaType)
    }
}
