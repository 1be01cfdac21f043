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

    init(path: String) {
        // Names of parameters keep their braces, to be found.
        self.path = path.split(separator: "{", omittingEmptySubsequences: false).enumerated().map { index, piece in
            let text = { (text: Substring) in Self.encoded(String(text), keeping: "/%!$&'()*+,;=:@") }
            guard index > 0, let end = piece.firstIndex(of: "}") else { return text(piece) }
            return "{\(piece[..<end])}" + text(piece[piece.index(after: end)...])
        }.joined()
    }

    /// The header fields, with the one of the cookies.
    var fields: [(name: String, value: String)] {
        headers + (cookies.isEmpty ? [] : [("Cookie", cookies.joined(separator: "; "))])
    }

    /// The examples of a parameter, which stand at it or at its content.
    static func examples(of parameter: Parameter) -> [Example] {
        parameter.examples + parameter.content.flatMap(\.examples)
    }

    /// Writes one parameter.
    ///
    /// - Returns: Whether it can be written: a whole query that is no form cannot.
    mutating func write(_ parameter: Parameter, _ value: YAMLNode) -> Bool {
        let content = parameter.content.first
        let text = Text(content.map { Planner.isJSON($0.name) } == true ? .json(value) : .value(value))
        switch parameter.place {
        case .path: path = path.replacing("{\(parameter.name)}", with: pathText(parameter, text))
        case .query where parameter.style == .deepObject && content == nil:
            writeDeep(Self.encoded(parameter.name), value)
        case .query: query += pairs(parameter, text)
        case .header: headers.append((parameter.name, joined(text, ",", isExploded: parameter.isExploded) { $0 }))
        case .cookie:
            let encode = { (text: String) in parameter.style == .cookie ? text : Self.encoded(text) }
            cookies += pairs(parameter, text, encode).map { "\($0.name)=\($0.value)" }
        case .querystring:
            guard content.map({ Planner.baseName($0.name) }) == "application/x-www-form-urlencoded",
                case .members(let members) = text
            else {
                return false
            }
            query += members.map { (Self.encoded($0.name), Self.encoded($0.text)) }
        }
        return true
    }

    /// Writes `name[member]=value` for every member, however deep; a list repeats its name.
    private mutating func writeDeep(_ name: String, _ value: YAMLNode) {
        if let mapping = value.mapping {
            for entry in mapping { writeDeep("\(name)%5B\(Self.encoded(entry.key))%5D", entry.value) }
        } else if let elements = value.sequence {
            for element in elements { query.append((name, Self.encoded(Text.text(of: element)))) }
        } else {
            query.append((name, Self.encoded(Text.text(of: value))))
        }
    }

    /// A form as it is sent (`application/x-www-form-urlencoded`); nil for what is no object.
    static func form(_ value: YAMLNode) -> String? {
        guard let mapping = value.mapping else { return nil }
        return mapping.flatMap { entry -> [String] in
            let texts: [String] =
                if case .list(let elements) = Text(.value(entry.value)) { elements } else {
                    [Text.text(of: entry.value)]
                }
            return texts.map { "\(encoded(entry.key))=\(encoded($0))" }
        }.joined(separator: "&")
    }

    private func pathText(_ parameter: Parameter, _ text: Text) -> String {
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
        _ parameter: Parameter, _ text: Text, _ encode: ((String) -> String)? = nil
    ) -> [(name: String, value: String)] {
        let encode = encode ?? { Self.encoded($0) }
        let name = Self.encoded(parameter.name)
        switch (parameter.style, text) {
        case (.spaceDelimited, _): return [(name, joined(text, "%20", isExploded: false, encode))]
        case (.pipeDelimited, _): return [(name, joined(text, "%7C", isExploded: false, encode))]
        case (_, .list(let elements)) where parameter.isExploded: return elements.map { (name, encode($0)) }
        case (_, .members(let members)) where parameter.isExploded:
            return members.map { (Self.encoded($0.name), encode($0.text)) }
        default: return [(name, joined(text, ",", isExploded: false, encode))]
        }
    }

    private func joined(
        _ text: Text, _ separator: String, isExploded: Bool, _ encode: (String) -> String
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

/// A value as the text of a parameter tells it.
private enum Text {
    enum Source {
        case json(YAMLNode)
        case value(YAMLNode)
    }

    case one(String)
    case list([String])
    case members([(name: String, text: String)])

    init(_ source: Source) {
        switch source {
        case .json(let node): self = .one(node.json)
        case .value(let node):
            if let elements = node.sequence {
                self = .list(elements.map(Self.text(of:)))
            } else if let mapping = node.mapping {
                self = .members(mapping.map { ($0.key, Self.text(of: $0.value)) })
            } else {
                self = .one(Self.text(of: node))
            }
        }
    }

    /// The text of an element or of a member; JSON where it has elements or members itself.
    static func text(of node: YAMLNode) -> String { node.scalar?.text ?? node.json }
}
