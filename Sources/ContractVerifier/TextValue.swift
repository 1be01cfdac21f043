import ContractRuntime
import OpenAPI
import YAML

/// Reads the value that a text stands for: of a header field, or of a body that is no JSON.
///
/// Text alone does not tell `5` from `"5"`, so the schema does; a text that cannot be what its schema says stays a string,
/// which then breaks the schema.
struct TextValue {
    private let document: Document

    init(_ document: Document) { self.document = document }

    /// The value of a text without elements and members.
    func scalar(_ text: String, _ schema: Schema?) -> JSONValue {
        let types = types(of: schema)
        let isLiteral =
            types.contains(.boolean) && (text == "true" || text == "false")
            || (types.contains(.integer) || types.contains(.number)) && isNumber(text)
        return isLiteral ? (try? JSONValue.read(jsonBytes: Array(text.utf8))) ?? .string(text) : .string(text)
    }

    /// The value of a header field in the style `simple` (OpenAPI 3.2, section 4.8.12.3).
    ///
    /// - Parameters:
    ///   - text: The field's value.
    ///   - header: What is declared of it.
    func field(_ text: String, _ header: Header) -> JSONValue {
        if let content = header.content.first {
            return MediaTypeName(content.name).isJSON
                ? (try? JSONValue.read(jsonBytes: Array(text.utf8))) ?? .string(text) : .string(text)
        }
        let types = types(of: header.schema)
        let pieces = text.split(separator: ",", omittingEmptySubsequences: false).map(Self.trimmed)
        if types.contains(.array) {
            let items = resolved(header.schema).lazy.compactMap(\.items).first
            return .array(text.isEmpty ? [] : pieces.map { scalar($0, items) })
        }
        if types.contains(.object) { return .object(members(pieces, header)) }
        return scalar(text, header.schema)
    }

    /// `name=value` where members are written apart, else names and values in turn.
    private func members(_ pieces: [String], _ header: Header) -> JSONMap<JSONValue> {
        let pairs: [(String, String)] =
            if header.isExploded {
                pieces.map { piece in
                    let parts = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                    return (String(parts.first ?? ""), parts.count > 1 ? String(parts[1]) : "")
                }
            } else {
                stride(from: 0, to: pieces.count, by: 2).map { index in
                    (pieces[index], index + 1 < pieces.count ? pieces[index + 1] : "")
                }
            }
        var result = JSONMap<JSONValue>()
        for (name, text) in pairs {
            let schema = resolved(header.schema).lazy.compactMap { $0.properties.first { $0.name == name }?.schema }
                .first
            result[name] = scalar(text, schema)
        }
        return result
    }

    func types(of schema: Schema?) -> Set<Schema.PrimitiveType> {
        Set(
            resolved(schema).flatMap { schema -> [Schema.PrimitiveType] in
                guard schema.types.isEmpty else { return schema.types }
                let values = (schema.enumeration ?? []) + [schema.constant].compactMap(\.self)
                let ofValues = values.map(Self.type)
                guard ofValues.isEmpty else { return ofValues }
                return (schema.numbers == nil ? [] : [.number]) + (schema.arrays == nil ? [] : [.array])
                    + (schema.objects == nil ? [] : [.object])
            })
    }

    private static func type(of value: YAMLNode) -> Schema.PrimitiveType {
        switch value.scalar?.value {
        case .some(.integer), .some(.number): .number
        case .some(.boolean): .boolean
        default: .string
        }
    }

    /// A schema, what it refers to, its parts and its alternatives.
    func resolved(_ schema: Schema?) -> [Schema] { document.descriptions(of: schema.map { [$0] } ?? []) }

    private func isNumber(_ text: String) -> Bool {
        guard let value = try? JSONValue.read(jsonBytes: Array(text.utf8)), case .number(let number) = value else {
            return false
        }
        return number == text
    }

    private static func trimmed(_ text: Substring) -> String {
        let isSpace = { (character: Character) in character == " " || character == "\t" }
        let start = text.drop(while: isSpace)
        let end = start.lastIndex { !isSpace($0) }.map { start.index(after: $0) } ?? start.startIndex
        return String(start[..<end])
    }
}
