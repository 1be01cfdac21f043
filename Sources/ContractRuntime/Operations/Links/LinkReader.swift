/// Makes the input of an operation of what an answer and its request hold, as a link says (OpenAPI 3.2, section 4.8.20).
public struct LinkReader {
    private let link: String
    private let operation: String
    private let status: Int?
    private var request: ContractCall?
    private var body: JSONValue?
    private var headers: [String: JSONValue] = [:]

    /// Begins with what every answer has.
    ///
    /// - Parameters:
    ///   - link: The link's name.
    ///   - operation: The operation that was answered.
    ///   - status: The status of the answer.
    public init(_ link: String, of operation: String, status: Int? = nil) {
        self.link = link
        self.operation = operation
        self.status = status
    }

    /// Takes the request that was answered.
    public mutating func take(_ request: ContractCall) {
        self.request = request
    }

    /// Takes the body of the answer.
    public mutating func takeBody(_ write: (inout JSONWriter) -> Void) {
        body = try? ContractCall.value(write)
    }

    /// Takes a header field of the answer, by its name in lower case.
    public mutating func takeHeader(_ name: String, _ write: (inout JSONWriter) -> Void) {
        headers[name] = try? ContractCall.value(write)
    }

    /// Reads what must be there.
    ///
    /// - Parameters:
    ///   - name: The parameter's name on the wire; empty for the body.
    ///   - location: Where it will travel.
    ///   - source: What the link hands on.
    ///   - shape: Which JSON value its text stands for; `json` for a value as it is.
    ///   - read: Reads that value.
    /// - Throws: `ClientError` with `missingValue` or `unusableLink`.
    public func required<Value>(
        _ name: String, in location: Violation.Location, _ source: LinkSource, as shape: ParameterShape,
        read: (inout JSONReader) throws(JSONSyntaxError) -> Value?
    ) throws(ClientError) -> Value {
        guard let value = try optional(name, in: location, source, as: shape, read: read) else {
            throw ClientError(operation, .missingValue(expression: Self.expression(source)))
        }
        return value
    }

    /// Reads what may be absent, as `null` is.
    ///
    /// - Throws: `ClientError` with `unusableLink`.
    public func optional<Value>(
        _ name: String, in location: Violation.Location, _ source: LinkSource, as shape: ParameterShape,
        read: (inout JSONReader) throws(JSONSyntaxError) -> Value?
    ) throws(ClientError) -> Value? {
        guard let value = value(of: source) else { return nil }
        if case .null = value { return nil }
        var writer = JSONWriter()
        Self.write(value, as: shape, to: &writer)
        var reader = JSONReader(writer.bytes, location: location, root: name, direction: .request)
        var result: Value?
        do throws(JSONSyntaxError) {
            result = try read(&reader)
            try reader.finish()
        } catch {
            throw ClientError(
                operation,
                .unusableLink(
                    link, [Violation(location: location, pointer: "/\(name)", reason: "type", message: error.message)]))
        }
        guard reader.violations.isEmpty, let result else {
            throw ClientError(operation, .unusableLink(link, reader.violations))
        }
        return result
    }

    /// A text that a number is made of is a number, and a number that a text is made of a text, as on the wire.
    private static func write(_ value: JSONValue, as shape: ParameterShape, to writer: inout JSONWriter) {
        switch (shape, value) {
        case (.json, _), (_, .array), (_, .object), (_, .null): value.write(to: &writer)
        case (_, .string), (_, .number), (_, .boolean): shape.write(.text(value.innerText), to: &writer)
        }
    }

    private static func expression(_ source: LinkSource) -> String {
        switch source {
        case .constant(let json): json
        case .parts(let parts): parts.map(\.expression).joined()
        }
    }

    private func value(of source: LinkSource) -> JSONValue? {
        switch source {
        case .constant(let json): return try? JSONValue.read(jsonBytes: Array(json.utf8))
        case .parts(let parts):
            if parts.count == 1, let only = parts.first { return value(of: only) }
            var text = ""
            for part in parts {
                guard let value = value(of: part) else { return nil }
                if case .null = value { return nil }
                text += value.innerText
            }
            return .string(text)
        }
    }

    private func value(of part: ExpressionPart) -> JSONValue? {
        switch part {
        case .text(let text): .string(text)
        case .url: nil
        case .request(let part): request?.value(of: part)
        case .statusCode: status.map { .number(String($0)) }
        case .header(let name): headers[name]
        case .body(let pointer): body?.value(at: pointer)
        }
    }
}
