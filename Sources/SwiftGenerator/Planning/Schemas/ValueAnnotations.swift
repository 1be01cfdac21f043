import OpenAPI
import YAML

/// What schemas that hold for one value together say of the whole of it (JSON Schema 2020-12, validation, section 9).
struct ValueAnnotations {
    /// Whether it is of answers only, or meant to be.
    var isReadOnly: Bool
    /// Whether it is of requests only, or meant to be.
    var isWriteOnly: Bool
    /// The value that stands for an absent one.
    var defaultNode: YAMLNode?

    /// What a schema says itself.
    init(of schema: Schema) {
        isReadOnly = schema.isReadOnly
        isWriteOnly = schema.isWriteOnly
        defaultNode = schema.defaultValue
    }

    /// What a schema and its parts say. Of an object a part may not know all, so the default of an object counts where its
    /// schema says it, or is the only part.
    ///
    /// - Parameter conjuncts: The schema, which comes first, what it refers to, and their parts.
    init(of conjuncts: [Schema]) {
        isReadOnly = conjuncts.contains(where: \.isReadOnly)
        isWriteOnly = conjuncts.contains(where: \.isWriteOnly)
        defaultNode = conjuncts.first?.defaultValue
        guard defaultNode == nil else { return }
        for schema in conjuncts where defaultNode == nil { defaultNode = schema.defaultValue }
        if defaultNode?.mapping != nil, conjuncts.contains(where: { $0.allOf.count > 1 }) { defaultNode = nil }
    }

    /// Adds what others say too; the first default is the one that holds.
    mutating func add(_ others: ValueAnnotations) {
        isReadOnly = isReadOnly || others.isReadOnly
        isWriteOnly = isWriteOnly || others.isWriteOnly
        defaultNode = defaultNode ?? others.defaultNode
    }
}
