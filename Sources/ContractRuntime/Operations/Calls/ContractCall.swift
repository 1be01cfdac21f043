/// A request as generated code writes it, whatever the HTTP client: the counterpart of `ContractRequest`.
///
/// What cannot be written as the contract has it is recorded, and `ClientTransport.answer(to:at:)` throws all of it
/// before anything is sent.
public struct ContractCall: Sendable {
    /// What the contract says of the operation.
    public let metadata: OperationMetadata
    /// The media types that the answers may have, the best first.
    let accept: [String]
    /// The statuses, among those of the contract, whose answers have no content that anybody waits for.
    let emptyStatuses: [ClosedRange<Int>]
    /// Whether the answer may be a stream, which has no end that a timeout could wait for.
    public let isStreamed: Bool
    /// What cannot be written.
    public private(set) var violations: [Violation] = []
    /// The header fields, `Content-Type` and `Cookie` apart.
    var headers: [HeaderField] = []
    var body = ClientRequest.Body.none
    /// The value of `Content-Type`.
    var mediaType: String?
    var query: [String] = []
    var cookies: [String] = []
    private(set) var pathTexts: [String: String] = [:]
    /// What the parameters were written from, for links and callbacks.
    private(set) var values: [ParameterValue] = []

    struct ParameterValue {
        let name: String
        let location: Violation.Location
        let value: JSONValue
    }

    /// Begins a request.
    ///
    /// - Parameters:
    ///   - metadata: What the contract says of the operation.
    ///   - query: Pairs of name and value that every such request has.
    ///   - accept: The media types that the answers may have, the best first (RFC 9110, section 12.5.1).
    ///   - preferred: The one of them that is wanted most; the others are taken as well.
    ///   - emptyStatuses: The statuses whose answers have no content; where one comes with some, it is passed over.
    ///   - isStreamed: Whether the answer may be a stream.
    public init(
        _ metadata: OperationMetadata, query: [String] = [], accept: [String] = [], preferring preferred: String? = nil,
        emptyStatuses: [ClosedRange<Int>] = [], isStreamed: Bool = false
    ) {
        self.metadata = metadata
        self.accept = accept
        self.emptyStatuses = emptyStatuses
        self.isStreamed = isStreamed
        self.query = query.map { PercentEncoding.encode($0, keeping: Self.pathCharacters + "?") }
        guard !accept.isEmpty else { return }
        let others = accept.filter { $0 != preferred }.map { preferred == nil ? $0 : "\($0);q=0.5" }
        headers.append(HeaderField("Accept", ([preferred].compactMap(\.self) + others).joined(separator: ", ")))
    }

    /// Writes a parameter.
    ///
    /// - Parameters:
    ///   - name: The parameter's name on the wire.
    ///   - location: Where it travels.
    ///   - style: How it is written; by default as its place has it (OpenAPI 3.2, section 4.8.12.2.1).
    ///   - explode: Whether elements and members are written apart; by default as the style has it.
    ///   - allowReserved: Whether reserved characters stay as they are.
    ///   - allowEmptyValue: Whether a query parameter without elements is written without a value.
    ///   - isJSON: Whether the value is written as JSON (`content` of a parameter).
    ///   - write: Writes the value as JSON.
    public mutating func write(
        _ name: String, in location: Violation.Location, style: ParameterStyle? = nil, explode: Bool? = nil,
        allowReserved: Bool = false, allowEmptyValue: Bool = false, isJSON: Bool = false,
        value write: (inout JSONWriter) -> Void
    ) {
        do throws(UnwritableValue) {
            let value = try Self.value(write)
            values.append(ParameterValue(name: name, location: location, value: value))
            let style = style ?? location.defaultStyle
            if style == .deepObject, !isJSON {
                var form = FormWriter()
                let isList = if case .array = value { true } else { false }
                try form.writeDeep(isList ? name + "[]" : name, value)
                query += form.encoded(keeping: allowReserved ? ParameterWriter.reservedInQuery : "")
                return
            }
            let written =
                isJSON ? .text(String(decoding: value.jsonBytes, as: UTF8.self)) : try WrittenValue(value)
            let writer = ParameterWriter(
                name: name, style: style, isExploded: explode ?? (style == .form || style == .cookie),
                allowsReserved: allowReserved, allowsEmpty: allowEmptyValue)
            switch location {
            case .path: pathTexts[name] = try writer.pathText(written)
            case .query: query += try writer.queryPairs(written)
            case .header: headers.append(HeaderField(name, try writer.headerText(written)))
            case .cookie: cookies += try writer.cookiePairs(written)
            case .body: break
            }
        } catch {
            record(name, location, error)
        }
    }

    /// Writes the whole query as one value (`in: querystring`, since 3.2): a form, JSON, or a text.
    public mutating func writeWholeQuery(
        _ name: String, as shape: ParameterShape, value write: (inout JSONWriter) -> Void
    ) {
        do throws(UnwritableValue) {
            let value = try Self.value(write)
            switch shape {
            case .json: query.append(PercentEncoding.encode(String(decoding: value.jsonBytes, as: UTF8.self)))
            case .object:
                var form = FormWriter()
                try form.write(value, as: shape)
                query += form.encoded()
            default: query.append(PercentEncoding.encode(try WrittenValue.text(of: value)))
            }
        } catch {
            record(name, .query, error)
        }
    }

    mutating func record(_ name: String, _ location: Violation.Location, _ error: UnwritableValue) {
        violations.append(Self.violation(name, location, error))
    }

    static func violation(_ name: String, _ location: Violation.Location, _ error: UnwritableValue) -> Violation {
        let pointer = name.isEmpty ? "" : "/" + JSONReader.pointerToken(name)
        return Violation(location: location, pointer: pointer, reason: "unwritable", message: error.message)
    }

    /// The value that generated code writes.
    static func value(_ write: (inout JSONWriter) -> Void) throws(UnwritableValue) -> JSONValue {
        var writer = JSONWriter(direction: .request)
        write(&writer)
        guard !writer.holdsNonFinite else { throw .nonFinite }
        do {
            return try JSONValue.read(jsonBytes: writer.bytes)
        } catch {
            throw UnwritableValue("is nested too deeply or holds U+0000")
        }
    }

    /// The path with its parameters in it, and the query.
    func target() throws(UnwritableValue) -> String {
        var path = ""
        var rest = metadata.path[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = String(rest[rest.index(after: open)..<close])
            path += PercentEncoding.encode(String(rest[..<open]), keeping: Self.pathCharacters)
            guard let text = pathTexts[name] else { throw UnwritableValue("has no value for '\(name)'") }
            path += text
            rest = rest[rest.index(after: close)...]
        }
        path += PercentEncoding.encode(String(rest), keeping: Self.pathCharacters)
        for segment in path.split(separator: "/") where [".", ".."].contains(PercentEncoding.decode(segment.utf8)) {
            throw UnwritableValue("makes the segment '.' or '..', which leads to another path")
        }
        return query.isEmpty ? path : "\(path)?\(query.joined(separator: "&"))"
    }

    /// What a template may hold as it is (RFC 3986, section 3.3).
    private static let pathCharacters = "/%!$&'()*+,;=:@"
}

extension Violation.Location {
    fileprivate var defaultStyle: ParameterStyle {
        switch self {
        case .path, .header: .simple
        case .query, .cookie, .body: .form
        }
    }
}
