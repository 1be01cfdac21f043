public import YAML

/// An operation object with what its path item adds (OpenAPI 3.1, sections 4.8.9 and 4.8.10).
public struct Operation: Sendable {
    /// The method in lower case.
    public var method: String
    /// The path template, such as `/files/{id}`.
    public var path: String
    /// Where the operation begins.
    public var location: SourceLocation
    /// Its unique name.
    public var identifier: String
    /// One line for people.
    public var summary: String?
    /// Documentation in CommonMark.
    public var description: String?
    /// Whether use is discouraged.
    public var isDeprecated: Bool
    /// The groups it belongs to.
    public var tags: [String]
    /// The URLs of the servers that have it.
    public var servers: [String]
    /// Its parameters, those of the path item included.
    public var parameters: [Parameter]
    /// What it reads.
    public var requestBody: RequestBody?
    /// What it can answer, in the order of the document.
    public var responses: [Response]
    /// The alternatives that authenticate a caller; empty when none is needed.
    public var security: [SecurityRequirement]
    /// The vendor extensions.
    public var extensions: [String: YAMLNode]
}

/// A parameter object (OpenAPI 3.1, section 4.8.12).
public struct Parameter: Sendable {
    /// Where a parameter travels.
    public enum Place: String, Sendable, CaseIterable {
        case path
        case query
        case header
        case cookie
    }

    /// The name as on the wire.
    public var name: String
    /// Where it travels.
    public var place: Place
    /// Where it is described.
    public var location: SourceLocation
    /// Documentation in CommonMark.
    public var description: String?
    /// Whether it must be present.
    public var isRequired: Bool
    /// Whether use is discouraged.
    public var isDeprecated: Bool
    /// The style, if the document names one.
    public var style: String?
    /// What its value must be.
    public var schema: Schema
    /// Examples by name; the one of `example` has an empty name.
    public var examples: [Example]
}

/// A request body object (OpenAPI 3.1, section 4.8.13).
public struct RequestBody: Sendable {
    /// Where it is described.
    public var location: SourceLocation
    /// Whether a body must be present.
    public var isRequired: Bool
    /// What may be sent.
    public var content: [MediaType]
}

/// A media type object with its name (OpenAPI 3.1, section 4.8.14).
public struct MediaType: Sendable {
    /// The name, such as `application/json`.
    public var name: String
    /// Where the name stands.
    public var location: SourceLocation
    /// What the content must be.
    public var schema: Schema?
    /// Examples by name.
    public var examples: [Example]
}

/// An example object with its name (OpenAPI 3.1, section 4.8.19).
public struct Example: Sendable {
    /// Its key.
    public var name: String
    /// Where the key stands.
    public var location: SourceLocation
    /// The example itself.
    public var value: YAMLNode
    /// Whether the value is a string that goes on the wire as it is (`x-raw`), for bodies that are not JSON.
    public var isRaw: Bool
}

/// A response object with its status (OpenAPI 3.1, section 4.8.17).
public struct Response: Sendable {
    /// The status code.
    public var status: Int
    /// Where the status stands.
    public var location: SourceLocation
    /// What the answer means.
    public var description: String
    /// The headers that it declares.
    public var headers: [Header]
    /// What it carries; empty for no body.
    public var content: [MediaType]
}

/// A header object with its name (OpenAPI 3.1, section 4.8.21).
public struct Header: Sendable {
    /// The name as on the wire.
    public var name: String
    /// Where the name stands.
    public var location: SourceLocation
    /// Documentation in CommonMark.
    public var description: String?
    /// Whether every such answer carries it.
    public var isRequired: Bool
    /// What its value must be.
    public var schema: Schema
}

/// A security scheme object with its name (OpenAPI 3.1, section 4.8.27).
public struct SecurityScheme: Sendable {
    /// Its key.
    public var name: String
    /// Where the key stands.
    public var location: SourceLocation
    /// `http`, `apiKey`, `oauth2`, `openIdConnect` or `mutualTLS`.
    public var type: String
    /// The scheme of an `http` one, in lower case.
    public var scheme: String?
    /// Documentation in CommonMark.
    public var description: String?
}

/// One alternative of a security requirement: every scheme in it is needed (OpenAPI 3.1, section 4.8.30).
public struct SecurityRequirement: Sendable {
    /// The schemes with the scopes that are needed of each; empty for "without authentication".
    public var schemes: [(name: String, scopes: [String])]
    /// Where it stands.
    public var location: SourceLocation
}
