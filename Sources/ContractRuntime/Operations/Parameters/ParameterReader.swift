/// Reads an operation's parameters, recording every violation before it fails.
///
/// A parameter's text becomes the JSON value that it stands for (`ParameterShape`), and is then read and checked as any
/// other JSON, so that all keywords of its schema hold; violations begin with the parameter's name.
public struct ParameterReader {
    let request: ContractRequest
    /// The names of the query's other parameters, which are no part of an exploded object that takes any name, nor of the
    /// form that is the whole query.
    let besides: Set<String>
    /// The names of other cookies, which are no part of one either.
    let besideCookies: Set<String>
    let direction: JSONDirection
    let query: [QueryPair]
    private(set) var violations: [Violation] = []

    /// Makes a reader for a request's parameters.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - besides: The names of query parameters that an exploded object, or a whole query, does not take for its own.
    ///   - besideCookies: The names of cookies that an exploded object does not take for its own.
    ///   - direction: The way that the values go.
    public init(
        _ request: ContractRequest, besides: Set<String> = [], besideCookies: Set<String> = [],
        direction: JSONDirection = .request
    ) {
        self.request = request
        self.besides = besides
        self.besideCookies = besideCookies
        self.direction = direction
        query = QueryPair.all(in: request.query)
        if QueryPair.areTooMany(in: request.query) {
            violations.append(
                Violation(
                    location: .query, pointer: "", reason: "maxProperties",
                    message: "has more than \(QueryPair.maximumCount) parameters"))
        }
    }

    /// Makes a reader for the header fields of a part of a form.
    init(headersOf part: BodyPart) {
        let fields = part.headers
        self.init(
            ContractRequest(
                requestID: "", pathParameters: [:], query: "",
                header: { name in
                    let values = fields.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
                    return values.isEmpty ? nil : values.joined(separator: ", ")
                }, collectBody: { _ in [] }))
    }

    /// Reads an optional parameter.
    ///
    /// - Parameters:
    ///   - name: The parameter's name on the wire.
    ///   - location: Where it travels.
    ///   - style: How it is written; by default as its place has it (OpenAPI 3.2, section 4.8.12.2.1).
    ///   - explode: Whether elements and members are written apart; by default as the style has it.
    ///   - allowReserved: Whether `+` is a plus and no space.
    ///   - allowEmptyValue: Whether a query parameter may have no value: then a boolean is true, a string empty, an array
    ///     without elements, and anything else absent.
    ///   - shape: Which JSON value its text stands for.
    ///   - read: Reads that value.
    public mutating func optional<Value>(
        _ name: String, in location: Violation.Location, style: ParameterStyle? = nil, explode: Bool? = nil,
        allowReserved: Bool = false, allowEmptyValue: Bool = false, as shape: ParameterShape,
        read: (inout JSONReader) throws(JSONSyntaxError) -> Value?
    ) -> Value? {
        let style = style ?? location.defaultStyle
        let format = ParameterFormat(
            style: style, isExploded: explode ?? (style == .form || style == .cookie), allowsReserved: allowReserved,
            allowsEmpty: allowEmptyValue)
        guard let value = wireValue(name, in: location, format, shape) else { return nil }
        let text = sent(name, in: location, isObject: shape.object != nil)
        return decode(value, name, location, shape, sent: text, read: read)
    }

    /// Reads a parameter that must be there.
    public mutating func required<Value>(
        _ name: String, in location: Violation.Location, style: ParameterStyle? = nil, explode: Bool? = nil,
        allowReserved: Bool = false, allowEmptyValue: Bool = false, as shape: ParameterShape,
        read: (inout JSONReader) throws(JSONSyntaxError) -> Value?
    ) -> Value? {
        let before = violations.count
        let value = optional(
            name, in: location, style: style, explode: explode, allowReserved: allowReserved,
            allowEmptyValue: allowEmptyValue, as: shape, read: read)
        if value == nil, violations.count == before { record(name, location, "required", "is missing") }
        return value
    }

    /// Reads the whole query as one value (`in: querystring`, since 3.2): a form, JSON, or a text.
    ///
    /// - Parameters:
    ///   - name: What the value is called.
    ///   - shape: Which JSON value it stands for: an object for a form.
    ///   - allowReserved: The properties of a form in which `+` is a plus and no space.
    ///   - read: Reads that value.
    public mutating func optionalWholeQuery<Value>(
        _ name: String, as shape: ParameterShape, allowReserved: Set<String> = [],
        read: (inout JSONReader) throws(JSONSyntaxError) -> Value?
    ) -> Value? {
        guard !request.query.isEmpty else { return nil }
        let value: WireValue
        if case .object = shape {
            let fields = query.filter { !besides.contains($0.name) }
            guard !fields.isEmpty else { return nil }
            value = .form(fields, as: shape, reserved: allowReserved)
        } else {
            value = .text(PercentEncoding.decode(request.query.utf8))
        }
        return decode(value, name, .query, shape, sent: request.query, read: read)
    }

    /// Reads the whole query as one value that must be there.
    public mutating func requiredWholeQuery<Value>(
        _ name: String, as shape: ParameterShape, allowReserved: Set<String> = [],
        read: (inout JSONReader) throws(JSONSyntaxError) -> Value?
    ) -> Value? {
        let before = violations.count
        let value = optionalWholeQuery(name, as: shape, allowReserved: allowReserved, read: read)
        if value == nil, violations.count == before { record(name, .query, "required", "is missing") }
        return value
    }

    /// Throws what was recorded.
    public func finish() throws(ContractFailure) {
        guard violations.isEmpty else { throw .validationFailed(violations) }
    }

    /// Throws what was recorded, when a required value could not be read.
    public func failure() -> ContractFailure {
        .validationFailed(violations)
    }

    private mutating func decode<Value>(
        _ value: WireValue, _ name: String, _ location: Violation.Location, _ shape: ParameterShape, sent text: String,
        read: (inout JSONReader) throws(JSONSyntaxError) -> Value?
    ) -> Value? {
        var writer = JSONWriter()
        if case .json = shape, case .text(let text) = value {
            writer.writeLiteral(text)
        } else {
            shape.write(value, to: &writer)
        }
        guard !PercentEncoding.hasLost(writer.bytes, of: text) else {
            record(name, location, "encoding", "is not UTF-8")
            return nil
        }
        var reader = JSONReader(writer.bytes, location: location, root: name, direction: direction)
        do {
            let value = try read(&reader)
            try reader.finish()
            violations += reader.violations
            return value
        } catch {
            record(name, location, "type", "is not JSON: \(error.message)")
            return nil
        }
    }

    /// The text, percent-encoded, that holds a parameter.
    private func sent(_ name: String, in location: Violation.Location, isObject: Bool) -> String {
        switch location {
        case .path: request.pathParameters[name] ?? ""
        case .query:
            isObject ? request.query : ownQuery(name)
        case .cookie: request.header("Cookie") ?? ""
        case .header, .body: ""
        }
    }

    /// The values of a parameter in the query that is no object, whose members have names of their own.
    private func ownQuery(_ name: String) -> String {
        query.filter { $0.name == name }.map(\.value).joined(separator: "&")
    }

    mutating func record(_ name: String, _ location: Violation.Location, _ reason: String, _ message: String) {
        guard violations.count < JSONReader.maximumViolations else { return }
        let pointer = "/" + JSONReader.pointerToken(name)
        violations.append(Violation(location: location, pointer: pointer, reason: reason, message: message))
    }
}

/// How one parameter is written.
struct ParameterFormat {
    var style: ParameterStyle
    var isExploded: Bool
    var allowsReserved: Bool
    var allowsEmpty: Bool
}

extension Violation.Location {
    fileprivate var defaultStyle: ParameterStyle {
        switch self {
        case .path, .header: .simple
        case .query, .cookie, .body: .form
        }
    }
}
