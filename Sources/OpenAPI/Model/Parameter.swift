public import YAML

/// How a value is written in a parameter or header (OpenAPI 3.2, section 4.8.12.3).
public enum ParameterStyle: String, Hashable, Sendable, CaseIterable {
    case simple
    case label
    case matrix
    case form
    case spaceDelimited
    case pipeDelimited
    case deepObject
    case cookie
}

/// A parameter object (OpenAPI 3.2, section 4.8.12).
public struct Parameter: Sendable {
    /// Where a parameter travels.
    public enum Place: String, Sendable, CaseIterable {
        case path
        case query
        case header
        case cookie
        /// The whole query at once (since 3.2).
        case querystring

        /// The styles that may be used there, the default first.
        public var styles: [ParameterStyle] {
            switch self {
            case .path: [.simple, .label, .matrix]
            case .query: [.form, .spaceDelimited, .pipeDelimited, .deepObject]
            case .header: [.simple]
            case .cookie: [.form, .cookie]
            case .querystring: []
            }
        }
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
    /// Whether it may be present without a value.
    public var allowsEmptyValue: Bool
    /// How its value is written; the default of its place when the document names none.
    public var style: ParameterStyle
    /// Whether elements and properties are written apart.
    public var isExploded: Bool
    /// Whether reserved characters stay as they are.
    public var allowsReserved: Bool
    /// What its value must be; nil when `content` says it.
    public var schema: Schema?
    /// The one media type in which its value is written, when it is not a style.
    public var content: [MediaType]
    /// Examples by name; the one of `example` has an empty name.
    public var examples: [Example]
    /// The vendor extensions.
    public var extensions: [String: YAMLNode]
}

/// A header object with its name (OpenAPI 3.2, section 4.8.21).
public struct Header: Sendable {
    /// The name as on the wire.
    public var name: String
    /// Where the name stands.
    public var location: SourceLocation
    /// Documentation in CommonMark.
    public var description: String?
    /// Whether every such message carries it.
    public var isRequired: Bool
    /// Whether use is discouraged.
    public var isDeprecated: Bool
    /// Whether elements and properties are written apart.
    public var isExploded: Bool
    /// What its value must be; nil when `content` says it.
    public var schema: Schema?
    /// The one media type in which its value is written, when it is not the style `simple`.
    public var content: [MediaType]
    /// Examples by name.
    public var examples: [Example]
    /// The vendor extensions.
    public var extensions: [String: YAMLNode]
}
