/// An answer as generated code reads it: its head, and what its values are read and told of with.
public protocol ReceivedAnswer: Sendable {
    /// The HTTP status.
    var status: Int { get }
    /// The header fields, in their order.
    var headers: [HeaderField] { get }
    /// The `operationId`, which errors name.
    var operation: String { get }
}

extension ReceivedAnswer {
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

    /// Reads a header field of which each stands for an element of a list, such as `Set-Cookie`; nil for none.
    public func optionalFields<Value>(
        _ name: String, as shape: ParameterShape, read: (inout JSONReader) throws(JSONSyntaxError) -> Value?
    ) throws(ClientError) -> Value? {
        let texts = fields(name)
        guard !texts.isEmpty else { return nil }
        var writer = JSONWriter()
        shape.write(.list(texts.map { .text($0) }), to: &writer)
        return try value(of: writer.bytes, in: .header, root: name, read: read)
    }

    /// Reads a header field of which each stands for an element of a list, and one must be there.
    public func requiredFields<Value>(
        _ name: String, as shape: ParameterShape, read: (inout JSONReader) throws(JSONSyntaxError) -> Value?
    ) throws(ClientError) -> Value {
        guard let value = try optionalFields(name, as: shape, read: read) else { throw missing(name) }
        return value
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

    /// Reads one value and throws what it breaks.
    func value<Value>(
        of bytes: [UInt8], in location: Violation.Location = .body, root: String? = nil,
        read: (inout JSONReader) throws(JSONSyntaxError) -> Value?
    ) throws(ClientError) -> Value {
        var reader = JSONReader(bytes, location: location, root: root, direction: .response)
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
