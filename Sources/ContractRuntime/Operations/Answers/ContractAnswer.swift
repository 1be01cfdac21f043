/// An answer as generated code reads it, whatever the HTTP client: the counterpart of `ContractResponse`.
public struct ContractAnswer: Sendable {
    /// The HTTP status.
    public let status: Int
    /// The header fields, in their order.
    public let headers: [HeaderField]
    let operation: String
    let body: ByteStream
    /// The most bytes that are read at once.
    let limit: Int
    /// How long reading a whole body may take; nil where the transport sees to it.
    private let timeout: Duration?

    /// - Parameter timeout: How long reading a whole body may take, of an operation whose answer may be a stream as well.
    init(_ answer: ClientAnswer, to operation: String, limit: Int, timeout: Duration? = nil) {
        status = answer.status
        headers = answer.headers
        body = answer.body
        self.operation = operation
        self.limit = limit
        self.timeout = timeout
    }

    /// Passes over the body, so that the connection can be used again; one that is long, or slow, is cut off.
    public func discard() async {
        let body = body
        // What is not wanted may break off.
        guard ![204, 304].contains(status) else {
            _ = try? await body.first { _ in true }
            return
        }
        try? await withTimeout(.seconds(1)) {
            var count = 0
            for try await piece in body {
                count += piece.count
                if count > 65_536 { return }
            }
        }
    }

    private func withTimeout<Result: Sendable>(
        _ timeout: Duration?, _ read: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        guard let timeout else { return try await read() }
        let error = error(.transport(.timedOut))
        return try await withThrowingTaskGroup(of: Result.self) { group in
            group.addTask(operation: read)
            group.addTask {
                try await Task.sleep(for: timeout)
                throw error
            }
            defer { group.cancelAll() }
            guard let result = try await group.next() else { throw error }
            return result
        }
    }

    /// What an answer to HEAD tells of the body that it has not (RFC 9110, section 9.3.2).
    public func contentHead() async -> ContentHead {
        await discard()
        return ContentHead(
            mediaType: field("Content-Type"), length: fields("Content-Length").first.flatMap { Int($0) })
    }

    /// The contract declares no such status.
    public func undeclared() async -> ClientError {
        await discard()
        return error(.undeclaredStatus(status))
    }

    func error(_ reason: ClientError.Reason) -> ClientError { ClientError(operation, reason) }

    /// The value of a header field, several of one name joined by a comma (RFC 9110, section 5.3), but cookies by a line
    /// feed (RFC 6265, section 3).
    public func field(_ name: String) -> String? {
        let values = fields(name)
        return values.isEmpty ? nil : values.joined(separator: HeaderField.separator(of: name))
    }

    /// The values of a header field that may stand several times, such as `Set-Cookie`.
    public func fields(_ name: String) -> [String] {
        let name = name.lowercased()
        return headers.filter { $0.name.lowercased() == name }.map(\.value)
    }

    /// The values of a header field that may stand several times; nil for none.
    public func optionalFields(_ name: String) -> [String]? {
        let values = fields(name)
        return values.isEmpty ? nil : values
    }

    /// The values of a header field that must be there.
    public func requiredFields(_ name: String) throws(ClientError) -> [String] {
        guard let values = optionalFields(name) else { throw missing(name) }
        return values
    }

    private func missing(_ name: String) -> ClientError {
        let violation = Violation(location: .header, pointer: "/\(name)", reason: "required", message: "is missing")
        return error(.invalidAnswer([violation], status: status))
    }

    /// Which of the declared media types the answer has.
    public func mediaType(among declared: [String]) throws(ClientError) -> Int {
        let own = field("Content-Type")
        if own == nil, [204, 205, 304].contains(status) { throw error(.statusWithoutContent(status)) }
        guard let own, let number = MediaRange.best(for: own, among: declared) else {
            throw error(
                .unexpectedMediaType(own.map { MediaTypeName($0).name }, status: status, expected: declared))
        }
        return number
    }

    /// Reads a header that may be there.
    public func header<Value>(
        _ name: String, explode: Bool = false, as shape: ParameterShape,
        read: (inout JSONReader) throws(JSONSyntaxError) -> Value?
    ) throws(ClientError) -> Value? {
        let answer = self
        let request = ContractRequest(
            requestID: "", pathParameters: [:], query: "", header: { answer.field($0) }, collectBody: { _ in [] })
        var reader = ParameterReader(request, direction: .response)
        let value = reader.optional(name, in: .header, explode: explode, as: shape, read: read)
        guard reader.violations.isEmpty else { throw error(.invalidAnswer(reader.violations, status: status)) }
        return value
    }

    /// Reads a header that must be there.
    public func requiredHeader<Value>(
        _ name: String, explode: Bool = false, as shape: ParameterShape,
        read: (inout JSONReader) throws(JSONSyntaxError) -> Value?
    ) throws(ClientError) -> Value {
        guard let value = try header(name, explode: explode, as: shape, read: read) else {
            throw missing(name)
        }
        return value
    }

    /// Reads an answer of JSON.
    public func json<Value>(
        _ mediaType: String, read: (inout JSONReader) throws(JSONSyntaxError) -> Value?
    ) async throws -> Value {
        try value(of: try await collect(mediaType), read: read)
    }

    /// Reads an answer of JSON as a value of a type of the contract.
    public func json<Value: JSONReadable>(_ mediaType: String, as type: Value.Type) async throws -> Value {
        try value(of: try await collect(mediaType), read: type.read(from:))
    }

    /// Reads an answer of text, which must be UTF-8, as the value that it stands for.
    public func text<Value>(
        _ mediaType: String, as shape: ParameterShape = .string,
        read: (inout JSONReader) throws(JSONSyntaxError) -> Value?
    ) async throws -> Value {
        guard let text = String(validating: try await collect(mediaType), as: UTF8.self) else {
            throw error(.malformedAnswer("it is not UTF-8", status: status))
        }
        var writer = JSONWriter()
        shape.write(.text(text), to: &writer)
        return try value(of: writer.bytes, read: read)
    }

    private func collect(_ mediaType: String) async throws -> [UInt8] {
        _ = try self.mediaType(among: [mediaType])
        let (stream, limit, tooLarge) = (stream, limit, error(.answerTooLarge(limit: limit)))
        return try await withTimeout(timeout) {
            var bytes: [UInt8] = []
            for try await piece in stream {
                guard piece.count <= limit - bytes.count else { throw tooLarge }
                bytes += piece
            }
            return bytes
        }
    }

    /// Reads one value and throws what it breaks.
    func value<Value>(
        of bytes: [UInt8], root: String? = nil, read: (inout JSONReader) throws(JSONSyntaxError) -> Value?
    ) throws(ClientError) -> Value {
        var reader = JSONReader(bytes, location: .body, root: root, direction: .response)
        let value: Value?
        do {
            value = try read(&reader)
            try reader.finish()
        } catch {
            throw self.error(.malformedAnswer("it is not JSON: \(error)", status: status))
        }
        guard let value, reader.violations.isEmpty else {
            throw error(.invalidAnswer(reader.violations, status: status))
        }
        return value
    }
}
