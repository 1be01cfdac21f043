/// What documents write that know OpenAPI from its second version or types from a programming language.
enum EarlierNames {
    /// What to write instead of what is no type.
    static let types = [
        "int": "integer", "long": "integer with 'format: int64'", "float": "number with 'format: float'",
        "double": "number with 'format: double'", "decimal": "number", "bool": "boolean", "str": "string",
        "text": "string", "date": "string with 'format: date'", "datetime": "string with 'format: date-time'",
        "date-time": "string with 'format: date-time'", "time": "string with 'format: time'",
        "uuid": "string with 'format: uuid'", "uri": "string with 'format: uri'",
        "email": "string with 'format: email'",
        "file": "string with 'format: binary'", "binary": "string with 'format: binary'", "list": "array",
        "map": "object", "dict": "object",
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
