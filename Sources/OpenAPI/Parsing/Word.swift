/// A field or keyword of the specification, as a number that is cheap to tell apart.
///
/// Every distinct key of a document is looked up here once; from then on an object's fields are told apart by a jump.
enum Word: UInt8, CaseIterable {
    /// Any other key.
    case unknown
    /// A vendor extension.
    case vendorExtension

    case openapi
    case info
    case servers
    case paths
    case components
    case security
    case tags
    case externalDocs
    case jsonSchemaDialect
    case webhooks
    case selfReference
    case title
    case description
    case termsOfService
    case contact
    case license
    case version
    case summary
    case name
    case url
    case email
    case identifier
    case variables
    case `enum`
    case `default`
    case schemas
    case responses
    case parameters
    case examples
    case requestBodies
    case headers
    case securitySchemes
    case links
    case callbacks
    case pathItems
    case mediaTypes
    case reference
    case get
    case put
    case post
    case delete
    case options
    case head
    case patch
    case trace
    case query
    case additionalOperations
    case operationId
    case requestBody
    case deprecated
    case `in`
    case required
    case allowEmptyValue
    case style
    case explode
    case allowReserved
    case schema
    case example
    case content
    case encoding
    case itemSchema
    case prefixEncoding
    case itemEncoding
    case contentType
    case value
    case externalValue
    case dataValue
    case serializedValue
    case operationRef
    case server
    case parent
    case kind
    case propertyName
    case mapping
    case defaultMapping
    case namespace
    case prefix
    case attribute
    case wrapped
    case nodeType
    case type
    case scheme
    case bearerFormat
    case flows
    case openIdConnectUrl
    case oauth2MetadataUrl
    case implicit
    case password
    case clientCredentials
    case authorizationCode
    case deviceAuthorization
    case authorizationUrl
    case tokenUrl
    case refreshUrl
    case scopes
    case deviceAuthorizationUrl
    case format
    case minimum
    case maximum
    case exclusiveMinimum
    case exclusiveMaximum
    case multipleOf
    case minLength
    case maxLength
    case pattern
    case items
    case minItems
    case maxItems
    case uniqueItems
    case properties
    case additionalProperties
    case minProperties
    case maxProperties
    case allOf
    case anyOf
    case oneOf
    case not
    case discriminator
    case xml
    case readOnly
    case writeOnly
    case nullable
    case dollarId
    case dollarSchema
    case dollarAnchor
    case dollarDynamicRef
    case dollarDynamicAnchor
    case dollarDefs
    case dollarComment
    case dollarVocabulary
    case const
    case `if`
    case then
    case `else`
    case prefixItems
    case contains
    case minContains
    case maxContains
    case patternProperties
    case propertyNames
    case dependentRequired
    case dependentSchemas
    case unevaluatedItems
    case unevaluatedProperties
    case contentEncoding
    case contentMediaType
    case contentSchema

    /// As documents write them, in the order of the cases.
    private static let texts = [
        "", "x-", "openapi", "info", "servers", "paths", "components", "security", "tags", "externalDocs",
        "jsonSchemaDialect", "webhooks", "$self", "title", "description", "termsOfService", "contact",
        "license", "version", "summary", "name", "url", "email", "identifier", "variables", "enum",
        "default", "schemas", "responses", "parameters", "examples", "requestBodies", "headers",
        "securitySchemes", "links", "callbacks", "pathItems", "mediaTypes", "$ref", "get", "put", "post",
        "delete", "options", "head", "patch", "trace", "query", "additionalOperations", "operationId",
        "requestBody", "deprecated", "in", "required", "allowEmptyValue", "style", "explode",
        "allowReserved", "schema", "example", "content", "encoding", "itemSchema", "prefixEncoding",
        "itemEncoding", "contentType", "value", "externalValue", "dataValue", "serializedValue",
        "operationRef", "server", "parent", "kind", "propertyName", "mapping", "defaultMapping",
        "namespace", "prefix", "attribute", "wrapped", "nodeType", "type", "scheme", "bearerFormat",
        "flows", "openIdConnectUrl", "oauth2MetadataUrl", "implicit", "password", "clientCredentials",
        "authorizationCode", "deviceAuthorization", "authorizationUrl", "tokenUrl", "refreshUrl", "scopes",
        "deviceAuthorizationUrl", "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
        "multipleOf", "minLength", "maxLength", "pattern", "items", "minItems", "maxItems", "uniqueItems",
        "properties", "additionalProperties", "minProperties", "maxProperties", "allOf", "anyOf", "oneOf",
        "not", "discriminator", "xml", "readOnly", "writeOnly", "nullable", "$id", "$schema", "$anchor",
        "$dynamicRef", "$dynamicAnchor", "$defs", "$comment", "$vocabulary", "const", "if", "then", "else",
        "prefixItems", "contains", "minContains", "maxContains", "patternProperties", "propertyNames",
        "dependentRequired", "dependentSchemas", "unevaluatedItems", "unevaluatedProperties",
        "contentEncoding", "contentMediaType", "contentSchema",
    ]

    private static let byText = Dictionary(uniqueKeysWithValues: allCases.map { ($0.text, $0) })

    /// As documents write it.
    var text: String { Self.texts[Int(rawValue)] }

    /// The word that a key is.
    static func of(_ key: String) -> Word {
        if key.utf8.starts(with: "x-".utf8) { return .vendorExtension }
        return key.isEmpty ? .unknown : byText[key] ?? .unknown
    }
}
