/// What documents write that know OpenAPI from its second version or types from a programming language.
enum EarlierNames {
    /// A type with its format, as a document should write them.
    struct MeantType: CustomStringConvertible {
        var type: Schema.PrimitiveType
        var format: String?

        var description: String { type.rawValue + (format.map { " with 'format: \($0)'" } ?? "") }
    }

    /// What is meant by what is no type.
    static func type(meantBy text: String) -> MeantType? {
        let name = text.lowercased()
        if let type = Schema.PrimitiveType(rawValue: name) { return MeantType(type: type) }
        return types[name].map { MeantType(type: $0.type, format: $0.format) }
    }

    private static let types: [String: (type: Schema.PrimitiveType, format: String?)] = [
        "int": (.integer, nil), "int32": (.integer, "int32"), "int64": (.integer, "int64"), "long": (.integer, "int64"),
        "float": (.number, "float"), "double": (.number, "double"), "decimal": (.number, nil), "num": (.number, nil),
        "bool": (.boolean, nil), "str": (.string, nil), "text": (.string, nil), "date": (.string, "date"),
        "datetime": (.string, "date-time"), "date-time": (.string, "date-time"), "time": (.string, "time"),
        "uuid": (.string, "uuid"), "uri": (.string, "uri"), "email": (.string, "email"), "file": (.string, "binary"),
        "binary": (.string, "binary"), "list": (.array, nil), "map": (.object, nil), "dict": (.object, nil),
    ]

    /// The keywords that a parameter and a header of Swagger 2.0 have themselves.
    private static let keywords: Set = [
        "type", "format", "items", "default", "enum", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
        "minLength", "maxLength", "pattern", "minItems", "maxItems", "uniqueItems", "multipleOf",
    ]

    /// Where a field of Swagger 2.0 stands now; nil for a field that is none.
    static func place(of field: String, in kind: ObjectKind) -> String? {
        switch (kind.name, field) {
        case (ObjectKind.parameter.name, let field), (ObjectKind.header.name, let field):
            if keywords.contains(field) { return "it stands in 'schema'" }
            return field == "collectionFormat" ? "'style' and 'explode' say it" : nil
        case (ObjectKind.response.name, "schema"), (ObjectKind.response.name, "examples"):
            return "it stands in 'content', under a media type"
        case (ObjectKind.document.name, "definitions"): return "schemas stand in 'components/schemas'"
        case (ObjectKind.document.name, "parameters"), (ObjectKind.document.name, "responses"):
            return "it stands in 'components'"
        case (ObjectKind.document.name, "securityDefinitions"): return "it is 'components/securitySchemes'"
        case (ObjectKind.document.name, "host"), (ObjectKind.document.name, "basePath"),
            (ObjectKind.document.name, "schemes"), (ObjectKind.operation.name, "schemes"):
            return "'servers' say it"
        case (ObjectKind.document.name, "consumes"), (ObjectKind.document.name, "produces"),
            (ObjectKind.operation.name, "consumes"), (ObjectKind.operation.name, "produces"):
            return "'content' of a body names its media types"
        default: return nil
        }
    }
}
