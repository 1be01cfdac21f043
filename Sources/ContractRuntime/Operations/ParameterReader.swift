/// Reads an operation's parameters, recording every violation before it fails.
public struct ParameterReader {
    private let request: ContractRequest
    private let query: [(name: String, value: String)]
    private var violations: [Violation] = []

    /// Makes a reader for a request's parameters.
    public init(_ request: ContractRequest) {
        self.request = request
        query = Self.parse(query: request.query)
    }

    /// The text of a parameter, or nil when it is absent.
    public mutating func text(_ name: String, in location: Violation.Location) -> String? {
        switch location {
        case .path: return request.pathParameters[name]
        case .header: return request.header(name)
        case .query:
            let values = query.filter { $0.name == name }
            if values.count > 1 { record(name, location, "duplicate", "stands twice") }
            return values.first?.value
        case .body, .cookie: return nil
        }
    }

    /// Reads an optional parameter.
    ///
    /// - Parameters:
    ///   - name: The parameter's name on the wire.
    ///   - location: Where it travels.
    ///   - read: Reads its value as if the text were the JSON value it stands for.
    public mutating func optional<Value>(
        _ name: String, in location: Violation.Location, as kind: ParameterKind,
        read: (inout JSONReader) throws(JSONSyntaxError) -> Value?
    ) -> Value? {
        guard let text = text(name, in: location) else { return nil }
        guard kind.allows(text) else {
            record(name, location, "type", "is not \(kind.article)")
            return nil
        }
        var reader = JSONReader(kind.json(text), location: location, root: name)
        do {
            let value = try read(&reader)
            try reader.finish()
            violations += reader.violations
            return value
        } catch {
            record(name, location, "type", "is not \(kind.article)")
            return nil
        }
    }

    /// Reads a parameter that must be there.
    public mutating func required<Value>(
        _ name: String, in location: Violation.Location, as kind: ParameterKind,
        read: (inout JSONReader) throws(JSONSyntaxError) -> Value?
    ) -> Value? {
        if text(name, in: location) == nil { record(name, location, "required", "is missing") }
        return optional(name, in: location, as: kind, read: read)
    }

    /// Throws what was recorded.
    public func finish() throws(ContractFailure) {
        guard violations.isEmpty else { throw .validationFailed(violations) }
    }

    /// Throws what was recorded, when a required value could not be read.
    public func failure() -> ContractFailure {
        .validationFailed(violations)
    }

    private mutating func record(_ name: String, _ location: Violation.Location, _ reason: String, _ message: String) {
        let pointer = "/" + JSONReader.pointerToken(name)
        violations.append(Violation(location: location, pointer: pointer, reason: reason, message: message))
    }

    /// Splits a query string (style `form`, as the WHATWG URL standard reads it: `+` is a space).
    static func parse(query: String) -> [(name: String, value: String)] {
        query.split(separator: "&").prefix(1_000).map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count > 1 ? decode(parts[1]) : ""
            return (decode(parts[0]), value)
        }
    }

    private static func decode(_ text: Substring) -> String {
        PercentEncoding.decode(text.utf8, plusIsSpace: true)
    }
}

/// How a parameter's text is to be taken.
public enum ParameterKind: Sendable {
    /// As it is.
    case string
    /// As a number.
    case number
    /// As `true` or `false`.
    case boolean

    fileprivate var article: String {
        switch self {
        case .string: "a string"
        case .number: "a number"
        case .boolean: "a boolean"
        }
    }

    /// JSON allows white space around a value; a parameter has none.
    fileprivate func allows(_ text: String) -> Bool {
        if case .string = self { true } else { text.utf8.allSatisfy { $0 > 0x20 } }
    }

    fileprivate func json(_ text: String) -> [UInt8] {
        guard case .string = self else { return Array(text.utf8) }
        var writer = JSONWriter()
        writer.write(text)
        return writer.bytes
    }
}
