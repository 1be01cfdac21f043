/// One value of a YAML document, with the place where it begins.
///
/// Aliases have been replaced by what they stand for and merge keys have been applied, so a reader sees plain data.
/// The location of an aliased value is that of its anchor.
public struct YAMLNode: Sendable {
    /// What the node holds.
    public enum Content: Sendable {
        /// A scalar.
        case scalar(YAMLScalar)
        /// A sequence, in the order of the document.
        case sequence([YAMLNode])
        /// A mapping, in the order of the document; no key stands twice.
        case mapping([YAMLEntry])
    }

    /// What the node holds.
    public var content: Content
    /// Where it begins.
    public var location: SourceLocation

    /// Makes a node.
    public init(_ content: Content, at location: SourceLocation) {
        self.content = content
        self.location = location
    }

    /// The scalar, if the node is one.
    public var scalar: YAMLScalar? {
        if case .scalar(let scalar) = content { scalar } else { nil }
    }

    /// The elements, if the node is a sequence.
    public var sequence: [YAMLNode]? {
        if case .sequence(let nodes) = content { nodes } else { nil }
    }

    /// The entries, if the node is a mapping.
    public var mapping: [YAMLEntry]? {
        if case .mapping(let entries) = content { entries } else { nil }
    }

    /// The value of a key, if the node is a mapping that has it.
    public subscript(key: String) -> YAMLNode? {
        mapping?.first { $0.key == key }?.value
    }

    /// Says what the node is, for a message: `a string`, `a mapping`, …
    public var kind: String {
        switch content {
        case .scalar(let scalar): scalar.value.kind
        case .sequence: "a sequence"
        case .mapping: "a mapping"
        }
    }
}

/// One entry of a mapping.
public struct YAMLEntry: Sendable {
    /// The key as text; every scalar key is taken as its text, as JSON would.
    public var key: String
    /// Where the key begins.
    public var keyLocation: SourceLocation
    /// The value.
    public var value: YAMLNode
}
