import OpenAPI

/// What is generated of a document, and how it is called.
public struct GeneratorOptions: Hashable, Sendable {
    /// Who may use what is generated.
    public enum Access: String, Hashable, Sendable, CaseIterable {
        /// Everybody who imports the module.
        case `public`
        /// The targets of the same package.
        case package
        /// The module alone.
        case `internal`
    }

    /// Who may use what is generated.
    public var access = Access.public
    /// What every type's name begins with.
    public var namePrefix = ""
    /// Names of types by the names of their schemas, which stand above all else.
    public var names: [String: String] = [:]
    /// Whether enumerations of strings may grow: a value that the contract does not name is read and kept.
    public var opensEnumerations = false
    /// Whether each tag's operations have a protocol of their own, of which the API's is composed.
    public var splitsByTag = false
    /// Which parts of the document are taken.
    public var filter = DocumentFilter()
    /// How many files schemas are spread over, and as many operations; nil for as many as their count suggests.
    public var shards: Int?

    /// Makes options that change nothing.
    public init() {}

    /// The name of the type of a named schema.
    func typeName(_ name: String, of schema: Schema) -> String {
        if let given = names[name] { return given }
        return SwiftName.prefixedType(schema.extensionText("x-swift-name") ?? name, prefix: namePrefix)
    }

    /// Which of two schemas whose types would be called the same keeps the name: one that it is given, one that wants it by
    /// an extension, one whose own name it is. What is written by hand stands outside of that.
    func nameRank(_ name: String, of schema: Schema) -> Int {
        if names[name] != nil { return 0 }
        if schema.extensionText("x-swift-type") != nil { return 4 }
        if schema.extensionText("x-swift-name") != nil { return 1 }
        return typeName(name, of: schema) == namePrefix + name ? 2 : 3
    }
}

/// Which parts of a document are taken; an empty list takes all.
public struct DocumentFilter: Hashable, Sendable {
    /// Operations with one of these tags.
    public var tags: [String] = []
    /// Operations of these paths; one that ends with `*` stands for all that begin so.
    public var paths: [String] = []
    /// Operations of these identifiers.
    public var operations: [String] = []
    /// Schemas of these names, and what they refer to.
    public var schemas: [String] = []

    /// Makes a filter that takes all.
    public init() {}

    /// Whether it takes everything.
    public var isEmpty: Bool { tags.isEmpty && paths.isEmpty && operations.isEmpty && schemas.isEmpty }

    /// The document without the operations that it does not take.
    func part(of document: Document) -> Document {
        guard !isEmpty else { return document }
        var document = document
        document.paths = document.paths.map(part)
        document.webhooks = document.webhooks.map(part)
        return document
    }

    private func part(of item: PathItem) -> PathItem {
        var item = item
        item.operations.removeAll { !takes($0) }
        return item
    }

    /// Whether it takes an operation.
    func takes(_ operation: OpenAPI.Operation) -> Bool {
        guard !tags.isEmpty || !paths.isEmpty || !operations.isEmpty else { return schemas.isEmpty }
        return operations.contains(operation.identifier) || operation.tags.contains(where: tags.contains)
            || paths.contains { path in
                path.hasSuffix("*") ? operation.path.hasPrefix(path.dropLast()) : operation.path == path
            }
    }
}
