public import YAML

/// A request body object (OpenAPI 3.2, section 4.8.13).
public struct RequestBody: Sendable {
    /// Where it is described.
    public var location: SourceLocation
    /// Documentation in CommonMark.
    public var description: String?
    /// Whether a body must be present.
    public var isRequired: Bool
    /// What may be sent.
    public var content: [MediaType]
    /// The vendor extensions.
    public var extensions: [String: YAMLNode]
}

/// A media type object with its name (OpenAPI 3.2, section 4.8.14).
public struct MediaType: Sendable {
    /// The name in lower case, such as `application/json`; it may be a range such as `text/*`.
    public var name: String
    /// Where the name stands.
    public var location: SourceLocation
    /// What the content must be.
    public var schema: Schema?
    /// What each item of a sequence must be, such as one line of JSON Lines (since 3.2).
    public var itemSchema: Schema?
    /// Examples by name.
    public var examples: [Example]
    /// How the named parts are written, in the order of the document.
    public var encodings: [Encoding]
    /// How the first parts are written (since 3.2).
    public var prefixEncodings: [Encoding]
    /// How all further parts are written (since 3.2).
    public var itemEncodings: [Encoding]
    /// The vendor extensions.
    public var extensions: [String: YAMLNode]
}

/// How one part of a form or of a multipart body is written (OpenAPI 3.2, section 4.8.15).
public struct Encoding: Sendable {
    /// The name of the property; empty for a part that goes by its position.
    public var name: String
    /// Where it is described.
    public var location: SourceLocation
    /// The media types that the part may have, separated by commas.
    public var contentType: String?
    /// The part's own headers.
    public var headers: [Header]
    /// How the value is written in a form.
    public var style: ParameterStyle?
    /// Whether elements and properties are written apart.
    public var isExploded: Bool?
    /// Whether reserved characters stay as they are; nil when nothing is said.
    public var allowsReserved: Bool?
    /// How parts of the part are written (since 3.2).
    public var encodings: [Encoding]
    /// The vendor extensions.
    public var extensions: [String: YAMLNode]

    /// Whether it says how a value is written, so that the media type counts for nothing (OpenAPI 3.2, section
    /// 4.8.15.1.1).
    public var hasStyle: Bool { style != nil || isExploded != nil || allowsReserved != nil }
}

/// An example object with its name (OpenAPI 3.2, section 4.8.19).
public struct Example: Sendable {
    /// Its key.
    public var name: String
    /// Where the key stands.
    public var location: SourceLocation
    /// The example itself: `value` or `dataValue`; nil when it is elsewhere or only serialized.
    public var value: YAMLNode?
    /// The example as it goes on the wire (since 3.2).
    public var serializedValue: String?
    /// The URL of an example elsewhere.
    public var externalValue: String?
    /// Whether the value is a string that goes on the wire as it is (`x-raw`), for bodies that are not JSON.
    public var isRaw = false
    /// Whether it breaks its schema on purpose (`x-invalid`), as the request of a scenario that must be refused does.
    public var isInvalid = false
}

extension Example {
    /// What a schema has for an example, which has no name.
    public init(ofSchema value: YAMLNode) {
        self.init(name: "", location: value.location, value: value)
    }
}
