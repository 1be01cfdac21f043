/// The stable name of a kind of mistake, for filters and for machines.
///
/// The registry of everything that the compiler can say. A name is never given another meaning; every one has a document
/// in the tests that shows it.
public enum DiagnosticCode: String, Hashable, Sendable, CaseIterable {
    // The text and the files.
    case invalidText = "invalid-text"
    case unsupportedVersion = "unsupported-version"
    case emptyDocument = "empty-document"
    case unreadableFile = "unreadable-file"

    // Fields.
    case unknownField = "unknown-field"
    case unknownKeyword = "unknown-keyword"
    case fieldOfAnotherVersion = "field-of-another-version"
    case missingField = "missing-field"
    case missingText = "missing-text"
    case wrongType = "wrong-type"
    case invalidValue = "invalid-value"
    case quotedValue = "quoted-value"
    case unquotedText = "unquoted-text"
    case nullValue = "null-value"
    case emptyList = "empty-list"
    case unknownType = "unknown-type"
    case foreignType = "foreign-type"
    case shortVersion = "short-version"
    case componentName = "component-name"

    // References.
    case unresolvedReference = "unresolved-reference"
    case unresolvedExample = "unresolved-example"
    case unresolvedSchema = "unresolved-schema"
    case misspelledReference = "misspelled-reference"
    case misplacedReference = "misplaced-reference"
    case referenceThroughReference = "reference-through-reference"
    case referenceKind = "reference-kind"
    case referenceCycle = "reference-cycle"
    case referenceSibling = "reference-sibling"

    // Paths, operations, security.
    case pathWithoutSlash = "path-without-slash"
    case pathTwice = "path-twice"
    case pathParameterUndeclared = "path-parameter-undeclared"
    case pathParameterUnused = "path-parameter-unused"
    case pathParameterOptional = "path-parameter-optional"
    case pathParameterTwice = "path-parameter-twice"
    case wireName = "wire-name"
    case parameterStyle = "parameter-style"
    case pathFragment = "path-fragment"
    case pathQuery = "path-query"
    case parameterTwice = "parameter-twice"
    case parameterSchema = "parameter-schema"
    case operationIdentifierTwice = "operation-id-twice"
    case noResponses = "no-responses"
    case mediaType = "media-type"
    case unknownSecurityScheme = "unknown-security-scheme"
    case serverVariable = "server-variable"
    case serverURL = "server-url"
    case invalidExpression = "invalid-expression"

    // What the generator says.
    case unsupported
    case invalidDefault = "invalid-default"
    case unusedDefault = "unused-default"
    case invalidEnumeration = "invalid-enum"
    case quotedEnumeration = "quoted-enum"
    case contradiction
    case endlessSchema = "endless-schema"
    case discriminator
    case invalidPattern = "invalid-pattern"
    case slowPattern = "slow-pattern"
    case invalidExtension = "invalid-extension"
    case noEffect = "no-effect"
    case scenario
    case invalidConfiguration = "invalid-configuration"

    // What `codegen lint` says.
    case unusedComponent = "unused-component"
    case missingOperationIdentifier = "missing-operation-id"
    case missingDescription = "missing-description"
    case invalidExample = "invalid-example"
    case unreachableExample = "unreachable-example"
    case ambiguousPaths = "ambiguous-paths"
    case trailingSlash = "trailing-slash"
    case unusedSecurityScheme = "unused-security-scheme"
    case undeclaredTag = "undeclared-tag"
    case tagTwice = "tag-twice"
    case headerTwice = "header-twice"
    case undeclaredScope = "undeclared-scope"
    case misspelledScheme = "misspelled-scheme"
    case misspelledFormat = "misspelled-format"
    case undescribedProperty = "undescribed-property"
    /// A part of `allOf` refuses what another describes.
    case closedPart = "closed-part"
    case unfulfillable
    case readAndWriteOnly = "read-and-write-only"

    /// Whether `--lenient` may go on as if the mistake were none: what the document means is still certain.
    public var isForgivable: Bool {
        switch self {
        case .unknownField, .fieldOfAnotherVersion, .foreignType, .shortVersion, .missingText, .quotedValue,
            .unquotedText, .nullValue,
            .emptyList,
            .unresolvedExample, .unresolvedSchema, .misspelledReference, .misplacedReference,
            .referenceThroughReference, .referenceKind,
            .pathWithoutSlash,
            .pathTwice, .pathParameterUndeclared, .pathParameterUnused, .pathParameterOptional, .pathParameterTwice,
            .parameterTwice,
            .parameterSchema, .parameterStyle, .pathFragment, .pathQuery,
            .operationIdentifierTwice, .noResponses, .mediaType, .serverVariable, .serverURL,
            .invalidExpression,
            .invalidDefault, .invalidEnumeration, .quotedEnumeration, .invalidPattern:
            true
        default: false
        }
    }

    /// One sentence on what is wrong, for lists of rules.
    public var summary: String {
        switch self {
        case .invalidText: "The text is neither YAML nor JSON, or breaks a bound."
        case .unsupportedVersion: "The document is of another version of OpenAPI."
        case .emptyDocument: "The document has neither paths nor components nor webhooks."
        case .unreadableFile: "A file that a reference names cannot be read."
        case .unknownField: "The specification has no such field here."
        case .unknownKeyword: "JSON Schema has no such keyword; it is taken as an annotation."
        case .fieldOfAnotherVersion: "The field belongs to another version of OpenAPI."
        case .missingField: "A field that the meaning depends on is missing."
        case .missingText: "A text for people that the specification asks for is missing."
        case .wrongType: "A field holds another type than it must."
        case .invalidValue: "A field holds a value that it must not."
        case .quotedValue: "A number or a boolean stands in quotes."
        case .unquotedText: "A number or a boolean stands without quotes where a text must be."
        case .nullValue: "A field is null that must not be; it is taken as absent."
        case .emptyList: "A list is empty that must not be."
        case .unknownType: "JSON Schema has no such type."
        case .foreignType: "A type is called as other languages call it."
        case .shortVersion: "The version of OpenAPI lacks a number."
        case .componentName: "The name of a component has characters that names must not have."
        case .unresolvedReference: "A reference leads nowhere."
        case .unresolvedExample: "A reference to an example leads nowhere."
        case .unresolvedSchema: "A reference to a schema leads nowhere; any value can be what it stands for."
        case .misspelledReference: "A reference leads nowhere, and it is certain what is meant."
        case .misplacedReference: "A reference stands where the specification has none."
        case .referenceThroughReference: "A reference leads through another one."
        case .referenceKind: "A reference leads to an object that is alike, and not of the kind that must stand there."
        case .referenceCycle: "References lead in a circle."
        case .referenceSibling: "A field beside a reference has no effect."
        case .pathWithoutSlash: "A path does not begin with a slash."
        case .pathTwice: "Two paths differ in the names of their parameters only."
        case .pathParameterUndeclared: "A parameter in a path is not declared."
        case .pathParameterUnused: "A path parameter is not in the path."
        case .pathParameterOptional: "A path parameter is not required."
        case .pathParameterTwice: "A path has a parameter twice."
        case .wireName: "A header or a cookie has a name that HTTP cannot carry."
        case .parameterStyle: "The style of a parameter is for values of another type."
        case .pathFragment: "A path has a fragment, which is never sent."
        case .pathQuery: "A path has a query, which parameters tell."
        case .parameterTwice: "A parameter stands twice."
        case .parameterSchema: "A parameter or header has no schema."
        case .operationIdentifierTwice: "Two operations have the same operationId."
        case .mediaType: "The name of a media type has blanks around it, or is none."
        case .noResponses: "An operation declares no response."
        case .unknownSecurityScheme: "A requirement names a security scheme that is not declared."
        case .serverVariable: "A variable of a server's URL is not declared, not used, or stands twice."
        case .serverURL: "The URL of a server has blanks around it, a query, a fragment, or braces that do not pair."
        case .invalidExpression: "What should be a runtime expression is none."
        case .unsupported: "The generator does not know this yet."
        case .invalidDefault: "A default breaks its own schema."
        case .unusedDefault: "A default cannot be written in Swift."
        case .invalidEnumeration: "A value stands twice in an enumeration, or is not of its type."
        case .quotedEnumeration: "A value of an enumeration of strings stands without quotes."
        case .contradiction: "Schemas that must all hold exclude each other."
        case .endlessSchema: "A schema holds nothing but itself."
        case .discriminator: "A discriminator tells apart what is no object."
        case .invalidPattern: "A pattern is no regular expression of ECMA 262."
        case .slowPattern: "A text can make a pattern run for a very long time."
        case .invalidExtension: "An extension that the generator reads has the wrong form."
        case .noEffect: "A field says nothing where it stands."
        case .scenario: "The scenarios of an operation are wrong or incomplete."
        case .invalidConfiguration: "A configuration says what none can."
        case .unusedComponent: "Nothing refers to the component."
        case .missingOperationIdentifier: "The operation has no operationId."
        case .missingDescription: "A description would help here."
        case .invalidExample: "An example breaks its schema."
        case .unreachableExample: "An example is hidden by another."
        case .ambiguousPaths: "Two paths match the same requests."
        case .trailingSlash: "A path ends with a slash."
        case .unusedSecurityScheme: "No requirement names the security scheme."
        case .undeclaredTag: "A tag is not declared in the document."
        case .tagTwice: "A tag stands twice."
        case .headerTwice: "Two headers differ in case only, so they are one."
        case .undeclaredScope: "A requirement names a scope that no flow declares."
        case .misspelledScheme: "A scheme of HTTP authentication is called like another, and not quite."
        case .misspelledFormat: "A format is called like another, and not quite, so nothing enforces it."
        case .undescribedProperty: "A property must be there that nothing describes."
        case .closedPart: "A part of 'allOf' refuses what another part describes."
        case .unfulfillable: "No value can keep what a schema says, or no request what its security does."
        case .readAndWriteOnly: "A value is of answers only and of requests only, so of neither."
        }
    }
}
