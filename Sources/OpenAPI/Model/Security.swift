public import YAML

/// A security scheme object with its name (OpenAPI 3.2, section 4.8.27).
public struct SecurityScheme: Sendable {
    /// How a caller shows who it is.
    public enum Kind: Sendable {
        /// A secret in a header, in the query or in a cookie.
        case apiKey(name: String, place: Parameter.Place)
        /// The header `Authorization`; the scheme is in lower case.
        case http(scheme: String, bearerFormat: String?)
        /// OAuth 2, with where its metadata is (since 3.2).
        case oauth2(flows: [Flow], metadataURL: String?)
        /// OpenID Connect, discovered at a URL.
        case openIDConnect(url: String)
        /// A certificate of the client's.
        case mutualTLS
    }

    /// A way to get a token (OpenAPI 3.2, section 4.8.29).
    public struct Flow: Sendable {
        /// The ways.
        public enum Kind: String, Hashable, Sendable, CaseIterable {
            case implicit
            case password
            case clientCredentials
            case authorizationCode
            case deviceAuthorization
        }

        /// Which way.
        public var kind: Kind
        /// Where it is described.
        public var location: SourceLocation
        /// Where a person agrees.
        public var authorizationURL: String?
        /// Where a device asks for a code (since 3.2).
        public var deviceAuthorizationURL: String?
        /// Where tokens are given.
        public var tokenURL: String?
        /// Where tokens are renewed.
        public var refreshURL: String?
        /// The scopes with what they allow.
        public var scopes: [(name: String, description: String)]
        /// The vendor extensions.
        public var extensions: [String: YAMLNode]
    }

    /// Its key.
    public var name: String
    /// Where the key stands.
    public var location: SourceLocation
    /// How a caller shows who it is.
    public var kind: Kind
    /// Documentation in CommonMark.
    public var description: String?
    /// Whether use is discouraged (since 3.2).
    public var isDeprecated: Bool
    /// The vendor extensions.
    public var extensions: [String: YAMLNode]
}

/// One alternative of a security requirement: every scheme in it is needed (OpenAPI 3.2, section 4.8.30).
public struct SecurityRequirement: Sendable {
    /// The schemes with the scopes that are needed of each; empty for "without authentication".
    public var schemes: [(name: String, scopes: [String])]
    /// Where it stands.
    public var location: SourceLocation
}
