/// A kind of object of the specification: what messages call it, and which fields it has in which version.
struct ObjectKind: Sendable {
    /// What messages call it.
    let name: String
    /// Whether one without a field still means something, so that null may be meant as that.
    let mayBeEmpty: Bool
    /// For each word, the versions that have it: 1 for 3.0, 2 for 3.1, 4 for 3.2.
    private let versions: [UInt8]

    private init(
        _ name: String, mayBeEmpty: Bool = false, _ words: [Word], since31: [Word] = [], since32: [Word] = [],
        only30: [Word] = []
    ) {
        self.name = name
        self.mayBeEmpty = mayBeEmpty
        var versions = [UInt8](repeating: 0, count: Word.allCases.count)
        for (words, mask) in [(words, 7), (since31, 6), (since32, 4), (only30, 1)] as [([Word], UInt8)] {
            for word in words { versions[Int(word.rawValue)] = mask }
        }
        self.versions = versions
    }

    /// The versions that have a field, as a mask; 0 for none.
    func versions(of word: Word) -> UInt8 { versions[Int(word.rawValue)] }

    /// The fields that a version has.
    func fields(in version: UInt8) -> [String] {
        Word.allCases.filter { versions(of: $0) & version != 0 }.map(\.text)
    }
}

extension ObjectKind {
    static let document = ObjectKind(
        "the document",
        [.openapi, .info, .servers, .paths, .components, .security, .tags, .externalDocs],
        since31: [.jsonSchemaDialect, .webhooks], since32: [.selfReference])
    static let info = ObjectKind(
        "info",
        [.title, .description, .termsOfService, .contact, .license, .version], since31: [.summary])
    static let contact = ObjectKind(
        "a contact", mayBeEmpty: true,
        [.name, .url, .email])
    static let license = ObjectKind(
        "a license", mayBeEmpty: true,
        [.name, .url], since31: [.identifier])
    static let server = ObjectKind(
        "a server",
        [.url, .description, .variables], since32: [.name])
    static let serverVariable = ObjectKind(
        "a server variable",
        [.enum, .default, .description])
    static let components = ObjectKind(
        "components", mayBeEmpty: true,
        [
            .schemas, .responses, .parameters, .examples, .requestBodies, .headers, .securitySchemes, .links,
            .callbacks,
        ], since31: [.pathItems], since32: [.mediaTypes])
    static let pathItem = ObjectKind(
        "a path item", mayBeEmpty: true,
        [
            .reference, .summary, .description, .get, .put, .post, .delete, .options, .head, .patch, .trace,
            .servers, .parameters,
        ], since32: [.query, .additionalOperations])
    static let operation = ObjectKind(
        "an operation", mayBeEmpty: true,
        [
            .tags, .summary, .description, .externalDocs, .operationId, .parameters, .requestBody, .responses,
            .callbacks, .deprecated, .security, .servers,
        ])
    static let externalDocs = ObjectKind(
        "external documentation", mayBeEmpty: true,
        [.description, .url])
    static let parameter = ObjectKind(
        "a parameter",
        [
            .name, .in, .description, .required, .deprecated, .allowEmptyValue, .style, .explode, .allowReserved,
            .schema, .example, .examples, .content,
        ])
    static let requestBody = ObjectKind(
        "a request body",
        [.description, .content, .required])
    static let mediaType = ObjectKind(
        "a media type", mayBeEmpty: true,
        [.schema, .example, .examples, .encoding], since32: [.itemSchema, .prefixEncoding, .itemEncoding])
    static let encoding = ObjectKind(
        "an encoding",
        [.contentType, .headers, .style, .explode, .allowReserved],
        since32: [
            .encoding, .prefixEncoding,
            .itemEncoding,
        ])
    static let response = ObjectKind(
        "a response", mayBeEmpty: true,
        [.description, .headers, .content, .links], since32: [.summary])
    static let example = ObjectKind(
        "an example",
        [.summary, .description, .value, .externalValue], since32: [.dataValue, .serializedValue])
    static let link = ObjectKind(
        "a link",
        [.operationRef, .operationId, .parameters, .requestBody, .description, .server])
    static let header = ObjectKind(
        "a header",
        [
            .description, .required, .deprecated, .allowEmptyValue, .style, .explode, .allowReserved, .schema,
            .example, .examples, .content,
        ])
    static let tag = ObjectKind(
        "a tag",
        [.name, .description, .externalDocs], since32: [.summary, .parent, .kind])
    static let discriminator = ObjectKind(
        "a discriminator",
        [.propertyName, .mapping], since32: [.defaultMapping])
    static let xml = ObjectKind(
        "xml", mayBeEmpty: true,
        [.name, .namespace, .prefix, .attribute, .wrapped], since32: [.nodeType])
    static let securityScheme = ObjectKind(
        "a security scheme",
        [.type, .description, .name, .in, .scheme, .bearerFormat, .flows, .openIdConnectUrl],
        since32: [.oauth2MetadataUrl, .deprecated])
    static let flows = ObjectKind(
        "OAuth flows",
        [.implicit, .password, .clientCredentials, .authorizationCode], since32: [.deviceAuthorization])
    static let flow = ObjectKind(
        "an OAuth flow",
        [.authorizationUrl, .tokenUrl, .refreshUrl, .scopes], since32: [.deviceAuthorizationUrl])
    static let schema = ObjectKind(
        "a schema", mayBeEmpty: true,
        [
            .reference, .type, .format, .title, .description, .default, .enum, .minimum, .maximum,
            .exclusiveMinimum, .exclusiveMaximum, .multipleOf, .minLength, .maxLength, .pattern, .items,
            .minItems, .maxItems, .uniqueItems, .properties, .required, .additionalProperties, .minProperties,
            .maxProperties, .allOf, .anyOf, .oneOf, .not, .discriminator, .xml, .externalDocs, .example,
            .readOnly, .writeOnly, .deprecated,
        ],
        since31: [
            .dollarId, .dollarSchema, .dollarAnchor,
            .dollarDynamicRef, .dollarDynamicAnchor, .dollarDefs, .dollarComment, .dollarVocabulary, .const,
            .examples, .if, .then, .else, .prefixItems, .contains, .minContains, .maxContains, .patternProperties,
            .propertyNames, .dependentRequired, .dependentSchemas, .unevaluatedItems, .unevaluatedProperties,
            .contentEncoding, .contentMediaType, .contentSchema,
        ], only30: [.nullable])
}
