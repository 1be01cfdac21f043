import YAML

/// How an example says a value: as the value itself, as JSON would have it, or as the text that is sent.
enum ExampleForm {
    /// As the value.
    case value
    /// As the value, or as its text where the example is a string.
    case valueOrText
    /// As its text.
    case text

    /// The form of the examples of a media type; one without a name may be any.
    init(ofMediaType name: String) {
        let type = name.prefix { $0 != ";" && $0 != " " }
        let forms = ["jsonl", "x-ndjson", "ndjson", "json-seq", "yaml", "x-yaml", "x-www-form-urlencoded"]
        if type.hasPrefix("text/") || type.contains("xml") || type.hasPrefix("image/") {
            self = .text
        } else if type.isEmpty || type.hasPrefix("multipart/") || type.hasSuffix("+yaml") || type.hasSuffix("+json-seq")
            || forms.contains(where: { type == "application/\($0)" })
        {
            self = .valueOrText
        } else {
            self = .value
        }
    }

    /// The form of the examples of a parameter or a header, whose style writes arrays and objects as text.
    static func text(of schema: Schema?, in document: Document) -> ExampleForm {
        guard let schema = schema.flatMap(document.resolved) else { return .value }
        let isWritten =
            schema.types.contains { $0 == .array || $0 == .object } || schema.arrays != nil || schema.objects != nil
            || !schema.allOf.isEmpty && !schema.types.contains(.string)
        return isWritten ? .valueOrText : .value
    }

    /// Whether an example can be held against the schema.
    func isHeld(_ value: YAMLNode) -> Bool {
        switch self {
        case .value: true
        case .valueOrText: value.scalar?.value != .string
        case .text: false
        }
    }
}
