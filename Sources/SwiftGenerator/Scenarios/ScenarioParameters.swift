import OpenAPI
import YAML

/// Writes the parameters of a scenario as they are sent, each in its style (OpenAPI 3.2, section 4.8.12.3).
struct ScenarioParameters {
    /// The path with its parameters filled in, percent-encoded.
    private(set) var path: String
    /// The query's names and values, percent-encoded.
    private(set) var query: [(name: String, value: String)] = []
    private(set) var headers: [(name: String, value: String)] = []
    private var cookies: [String] = []

    init(_ operation: Operation) {
        for pair in operation.query {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            query.append((Self.encodedPath(parts[0]), parts.count > 1 ? Self.encodedPath(parts[1]) : ""))
        }
        // Names of parameters keep their braces, to be found.
        path = operation.route.split(separator: "{", omittingEmptySubsequences: false).enumerated().map {
            index, piece in
            guard index > 0, let end = piece.firstIndex(of: "}") else { return Self.encodedPath(String(piece)) }
            return "{\(piece[..<end])}" + Self.encodedPath(String(piece[piece.index(after: end)...]))
        }.joined()
    }

    /// The path of an operation's server as it is sent.
    static func prefix(of operation: Operation) -> String {
        encodedPath(ServerPrefixes.defaultPath(of: operation.servers.first))
    }

    private static func encodedPath(_ text: String) -> String { encoded(text, keeping: "/%!$&'()*+,;=:@") }

    /// The parameters that are sent: of three headers the specification has it that they say nothing (OpenAPI 3.2, section
    /// 4.8.12.2).
    static func sent(_ parameters: [Parameter]) -> [Parameter] {
        parameters.filter {
            $0.place != .header || !["accept", "authorization", "content-type"].contains($0.name.lowercased())
        }
    }

    /// The header fields, with the one of the cookies.
    var fields: [(name: String, value: String)] {
        headers + (cookies.isEmpty ? [] : [("Cookie", cookies.joined(separator: "; "))])
    }

    /// The examples of a parameter, which stand at it or at its content.
    static func examples(of parameter: Parameter) -> [Example] {
        parameter.examples + parameter.content.flatMap(\.examples)
    }

    /// Writes one parameter; null is not sent.
    mutating func write(_ parameter: Parameter, _ value: YAMLNode) throws(UnwritableExample) {
        if ScenarioText.holdsNonFinite(value) { throw .nonFinite }
        let content = parameter.content.first
        let isJSON = content.map { MediaType.isJSON($0.name) } == true
        guard let text = isJSON ? .one(value.json) : ScenarioText(value) else {
            guard parameter.place != .path else { throw UnwritableExample(reason: "no path can tell null") }
            return
        }
        switch parameter.place {
        case .path: path = path.replacing("{\(parameter.name)}", with: pathText(parameter, text))
        case .query where parameter.style == .deepObject && content == nil:
            writeDeep(Self.encoded(parameter.name), value)
        case .query: query += pairs(parameter, text)
        case .header:
            headers.append(
                (parameter.name, try Self.checked(joined(text, ",", isExploded: parameter.isExploded) { $0 })))
        case .cookie:
            let encode = { (text: String) in parameter.style == .cookie ? text : Self.encoded(text) }
            for pair in pairs(parameter, text, encode) {
                cookies.append(try Self.checked("\(pair.name)=\(pair.value)"))
            }
        case .querystring:
            guard content.map({ MediaType.baseName($0.name) }) == "application/x-www-form-urlencoded",
                let pairs = Self.formPairs(value)
            else {
                throw UnwritableExample(reason: "a whole query can be replayed as a form only")
            }
            query += pairs
        }
    }

    /// Refuses what no header field can hold (RFC 9110, section 5.5).
    private static func checked(_ text: String) throws(UnwritableExample) -> String {
        guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F || $0 == "\t" }) else {
            throw UnwritableExample(reason: "no header field can hold a line break or another control character")
        }
        return text
    }

    /// Writes `name[member]=value` for every member, however deep; a list repeats its name.
    private mutating func writeDeep(_ name: String, _ value: YAMLNode) {
        if let mapping = value.mapping {
            for entry in mapping { writeDeep("\(name)%5B\(Self.encoded(entry.key))%5D", entry.value) }
        } else {
            for element in value.sequence.map(Array.init) ?? [value] {
                if let text = ScenarioText.text(of: element) { query.append((name, Self.encoded(text))) }
            }
        }
    }

    /// A form as it is sent (`application/x-www-form-urlencoded`); nil for what is no object.
    static func form(_ value: YAMLNode) -> String? {
        formPairs(value)?.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    }

    /// The names and values of a form; a list repeats its name.
    private static func formPairs(_ value: YAMLNode) -> [(name: String, value: String)]? {
        value.mapping?.flatMap { entry in
            (entry.value.sequence.map(Array.init) ?? [entry.value]).compactMap(ScenarioText.text(of:))
                .map { (encoded(entry.key), encoded($0)) }
        }
    }

    private func pathText(_ parameter: Parameter, _ text: ScenarioText) -> String {
        let encode = { (text: String) in Self.encoded(text) }
        let name = encode(parameter.name)
        switch (parameter.style, text) {
        case (.label, _):
            let separator = parameter.isExploded ? "." : ","
            // A dot separates, so one that belongs to a value is encoded.
            return "."
                + joined(text, separator, isExploded: parameter.isExploded) { encode($0).replacing(".", with: "%2E") }
        case (.matrix, .list(let elements)) where parameter.isExploded:
            return elements.map { ";\(name)=\(encode($0))" }.joined()
        case (.matrix, .members(let members)) where parameter.isExploded:
            return members.map { ";\(encode($0.name))=\(encode($0.text))" }.joined()
        case (.matrix, _): return ";\(name)=\(joined(text, ",", isExploded: false, encode))"
        default: return joined(text, ",", isExploded: parameter.isExploded, encode)
        }
    }

    private func pairs(
        _ parameter: Parameter, _ text: ScenarioText, _ encode: ((String) -> String)? = nil
    ) -> [(name: String, value: String)] {
        let encode = encode ?? { Self.encoded($0) }
        let name = Self.encoded(parameter.name)
        // What is exploded repeats its name, whatever would separate it.
        let isDelimited = [.spaceDelimited, .pipeDelimited].contains(parameter.style)
        switch (isDelimited && parameter.isExploded ? .form : parameter.style, text) {
        case (.spaceDelimited, _): return [(name, joined(text, "%20", isExploded: false, encode))]
        case (.pipeDelimited, _): return [(name, joined(text, "%7C", isExploded: false, encode))]
        case (_, .list(let elements)) where parameter.isExploded: return elements.map { (name, encode($0)) }
        case (_, .members(let members)) where parameter.isExploded:
            return members.map { (Self.encoded($0.name), encode($0.text)) }
        default: return [(name, joined(text, ",", isExploded: false, encode))]
        }
    }

    private func joined(
        _ text: ScenarioText, _ separator: String, isExploded: Bool, _ encode: (String) -> String
    ) -> String {
        switch text {
        case .one(let text): encode(text)
        case .list(let elements): elements.map(encode).joined(separator: separator)
        case .members(let members):
            members.map { encode($0.name) + (isExploded ? "=" : separator) + encode($0.text) }
                .joined(separator: separator)
        }
    }

    /// Encodes everything that is not unreserved (RFC 3986, section 2.3).
    private static func encoded(_ text: String, keeping kept: String = "") -> String {
        let kept = Set((kept + "-._~").utf8)
        return text.utf8.reduce(into: "") { result, byte in
            let isKept = kept.contains(byte) || byte < 0x80 && Character(Unicode.Scalar(byte)).isLetter
            if isKept || (0x30...0x39).contains(byte) {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
    }
}
