public import YAML

/// A schema object (OpenAPI 3.2, section 4.8.24; JSON Schema 2020-12), read and not yet interpreted.
///
/// `@unchecked Sendable` holds because fields are written by the parser only, before it hands the document over.
public final class Schema: @unchecked Sendable {
    /// Which schema it is, in all files of a document: the same for every way that leads to it.
    public struct ID: Hashable, Sendable {
        /// The file's number, 0 for the document itself.
        public var file: Int
        /// The node's number in its file.
        public var node: Int
    }

    /// The schema as it was read; what the fields below leave out is there.
    public let node: YAMLNode
    /// Which schema it is.
    public let id: ID
    /// `true` or `false` for a schema that is nothing but that.
    public internal(set) var always: Bool?

    /// Where `$ref` leads.
    public internal(set) var reference: SchemaReference?
    /// Where `$dynamicRef` leads when nothing outside changes it.
    public internal(set) var dynamicReference: SchemaReference?
    /// The allowed types without `null`; empty when any is allowed.
    public internal(set) var types: [PrimitiveType] = []
    /// Whether `null` is allowed: by a type array, or by `nullable` in OpenAPI 3.0.
    public internal(set) var isNullable = false
    /// Whether OpenAPI 3.0's `nullable` allows `null`, whatever stands beside it.
    ///
    /// The clarification in 3.0.3 wants `null` in an `enum` beside it too; documents leave it out and mean it, so it is
    /// taken as their authors do.
    public var isNullableByField: Bool { isNullable && node["nullable"] != nil }
    /// The format annotation, which this project enforces.
    public internal(set) var format: String?
    /// The values of `enum`.
    public internal(set) var enumeration: [YAMLNode]?
    /// The value of `const`.
    public internal(set) var constant: YAMLNode?
    /// The value that stands for an absent one.
    public internal(set) var defaultValue: YAMLNode?

    /// A short name for people.
    public internal(set) var title: String?
    /// Documentation in CommonMark.
    public internal(set) var description: String?
    /// Whether use is discouraged.
    public internal(set) var isDeprecated = false
    /// Whether the value is of answers only.
    public internal(set) var isReadOnly = false
    /// Whether the value is of requests only.
    public internal(set) var isWriteOnly = false
    /// Values that show what is meant, `example` included.
    public internal(set) var examples: [YAMLNode] = []

    /// The bounds of numbers; nil when there are none.
    public internal(set) var numbers: NumberRules?
    /// The bounds of strings; nil when there are none.
    public internal(set) var strings: StringRules?
    /// What arrays must hold; nil when nothing is said.
    public internal(set) var arrays: ArrayRules?
    /// What objects must hold; nil when nothing is said.
    public internal(set) var objects: ObjectRules?
    /// How schemas are combined; nil when they are not.
    public internal(set) var combinations: Combinations?
    /// What few schemas have; nil when there is nothing of it.
    public internal(set) var rarities: Rarities?

    /// The schema of which this one says what all have that build on it; nil for every other schema.
    public internal(set) var baseOf: ID?

    /// Whether vendor extensions may stand in the node.
    var hasExtensions = true
    /// The keywords of a schema that was made of others, or that got others than the document has; nil for all that were
    /// left as they stand.
    var derivedKeywords: [String]?

    init(_ node: YAMLNode, id: ID) {
        self.node = node
        self.id = id
    }

    /// Where the schema stands.
    public var location: SourceLocation { node.location }

    /// The vendor extensions, with their `x-`.
    public var extensions: [String: YAMLNode] {
        var result: [String: YAMLNode] = [:]
        for entry in node.entries where entry.key.hasPrefix("x-") { result[entry.key] = entry.value }
        return result
    }

    /// The keywords as they are written, without vendor extensions, in the order of the document.
    ///
    /// A `$dynamicRef` that leads to one place whatever refers to the schema is called `$ref`.
    public var keywords: [String] {
        if let derivedKeywords { return derivedKeywords }
        var written = node.entries.map(\.key)
        if hasExtensions { written.removeAll { $0.hasPrefix("x-") } }
        guard reference != nil, dynamicReference == nil else { return written }
        return written.map { $0 == "$dynamicRef" ? "$ref" : $0 }
    }

    /// Whether the schema stands in the document, and was not made of others.
    public var isOfDocument: Bool { id.file >= 0 }
}
