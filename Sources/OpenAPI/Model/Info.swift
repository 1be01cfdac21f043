public import YAML

/// What a document says of itself (OpenAPI 3.2, section 4.8.2).
public struct Info: Sendable {
    /// The API's name.
    public var title: String
    /// The version of the API.
    public var version: String
    /// One line for people.
    public var summary: String?
    /// Documentation in CommonMark.
    public var description: String?
    /// The URL of the terms of service.
    public var termsOfService: String?
    /// Whom to ask.
    public var contact: Contact?
    /// Under what licence the API may be used.
    public var license: License?
    /// The vendor extensions.
    public var extensions: [String: YAMLNode]
}

/// Whom to ask about an API (OpenAPI 3.2, section 4.8.3).
public struct Contact: Sendable {
    /// A person or an organisation.
    public var name: String?
    /// A page.
    public var url: String?
    /// An address.
    public var email: String?
    /// The vendor extensions.
    public var extensions: [String: YAMLNode]
}

/// A licence (OpenAPI 3.2, section 4.8.4).
public struct License: Sendable {
    /// The licence's name.
    public var name: String
    /// Its SPDX expression.
    public var identifier: String?
    /// A page with its text.
    public var url: String?
    /// The vendor extensions.
    public var extensions: [String: YAMLNode]
}

/// A group of operations (OpenAPI 3.2, section 4.8.22).
public struct Tag: Sendable {
    /// What operations call it.
    public var name: String
    /// Where it is declared.
    public var location: SourceLocation
    /// One line for people.
    public var summary: String?
    /// Documentation in CommonMark.
    public var description: String?
    /// More documentation elsewhere.
    public var externalDocumentation: ExternalDocumentation?
    /// The group that this one is in.
    public var parent: String?
    /// What kind of group it is, such as `nav`.
    public var kind: String?
    /// The vendor extensions.
    public var extensions: [String: YAMLNode]
}

/// Documentation elsewhere (OpenAPI 3.2, section 4.8.11).
public struct ExternalDocumentation: Sendable {
    /// Where it is.
    public var url: String
    /// What it is.
    public var description: String?
    /// The vendor extensions.
    public var extensions: [String: YAMLNode]
}

/// A server (OpenAPI 3.2, section 4.8.5).
public struct Server: Sendable {
    /// The URL, which may hold `{variables}`.
    public var url: String
    /// Where it is described; nil for the one that stands for none.
    public var location: SourceLocation?
    /// A name for people and for tools (since 3.2).
    public var name: String?
    /// Documentation in CommonMark.
    public var description: String?
    /// The variables of the URL, in the order of the document.
    public var variables: [Variable]
    /// The vendor extensions.
    public var extensions: [String: YAMLNode]

    /// A variable of a server's URL (OpenAPI 3.2, section 4.8.6).
    public struct Variable: Sendable {
        /// What the URL calls it.
        public var name: String
        /// Where the name stands.
        public var location: SourceLocation
        /// The value that stands for none.
        public var defaultValue: String
        /// The only values that are allowed; nil for any.
        public var values: [String]?
        /// Documentation in CommonMark.
        public var description: String?
        /// The vendor extensions.
        public var extensions: [String: YAMLNode]
    }

    /// The server of a document that names none.
    public static let root = Server(
        url: "/", location: nil, name: nil, description: nil, variables: [], extensions: [:])
}
