public import YAML

/// An OpenAPI document (OpenAPI 3.2, section 4.8.1), its references to anything but schemas replaced.
public struct Document: Sendable {
    /// The version of the specification, such as `3.1.0`.
    public var version: String
    /// What the document says of itself.
    public var info: Info
    /// The document's own URI (`$self`, since 3.2).
    public var selfReference: String?
    /// The dialect of schemas that name none (`jsonSchemaDialect`, since 3.1).
    public var schemaDialect: String?
    /// The servers, in the order of the document; one with the URL `/` when none is given.
    public var servers: [Server]
    /// The paths, in the order of the document.
    public var paths: [PathItem] {
        didSet { operations = paths.flatMap(\.operations) }
    }
    /// The operations of all paths, in the order of the document.
    public private(set) var operations: [Operation] = []
    /// The webhooks, in the order of the document; the path of each is its name.
    public var webhooks: [PathItem]
    /// The named schemas, in the order of the document.
    public var schemas: [NamedSchema]
    /// The named security schemes, in the order of the document.
    public var securitySchemes: [SecurityScheme]
    /// The requirements that hold where an operation has none of its own.
    public var security: [SecurityRequirement]
    /// The declared groups, in the order of the document.
    public var tags: [Tag]
    /// More documentation elsewhere.
    public var externalDocumentation: ExternalDocumentation?
    /// The vendor extensions of the document itself.
    public var extensions: [String: YAMLNode]
    /// The whole document as it was read.
    public var root: YAMLNode
    /// What was worth a word while the document was read, in its order.
    public var warnings: [Diagnostic]

    /// Where in `schemas` each name is.
    var schemaIndex: [String: Int]
    /// Every schema that a reference leads to, and every named one.
    var schemaTable: [Schema.ID: Schema]
    /// The canonical pointer of each of these.
    var schemaPointers: [Schema.ID: String]

    /// The names of schemas: their components', also of those that are nothing but a reference to them.
    private(set) var schemaNames: [Schema.ID: String] = [:]

    /// The names in the types that schemas have by `x-swift-type`, which nothing that is generated may be called.
    public internal(set) var externalTypeNames: Set<String> = []

    /// The schemas of parts of messages that stand outside of the operations that have them.
    public internal(set) var sharedSchemas: [SharedSchema] = []

    /// What `x-swift-name` says of schemas, wherever they stand.
    public internal(set) var givenNames: Set<String> = []

    /// What stands under `components`, in the order of the document.
    var components: [Component] = []

    /// Something under `components`.
    struct Component: Sendable {
        /// What it is under, such as `responses`.
        var kind: String
        /// Its key.
        var name: String
        /// Where the key stands.
        var location: SourceLocation
        /// The thing itself.
        var id: Schema.ID
        /// What it was read as; nil for what is no part of messages, or could not be read.
        var content: Content?

        /// A part of messages, or the operations whose messages stand in it.
        enum Content: Sendable {
            case parameter(Parameter)
            case requestBody(RequestBody)
            case response(Response)
            case header(Header)
            case mediaType(MediaType)
            case operations([Operation])
        }
    }

    /// Everything that some reference leads to, with where the references stand.
    var referenced: [Schema.ID: Set<SourceLocation>] = [:]

    /// What the `operationRef` of links leads to, by where it stands.
    var linkedOperations: [SourceLocation: OperationPlace] = [:]

    /// A schema under `#/components/schemas`.
    public struct NamedSchema: Sendable {
        /// Its key.
        public var name: String
        /// Where the key stands.
        public var location: SourceLocation
        /// What it says.
        public var schema: Schema
    }

    /// The API's name.
    public var title: String { info.title }
    /// The version of the API.
    public var apiVersion: String { info.version }
    /// Documentation in CommonMark.
    public var description: String? { info.description }

    /// The schema of a name.
    public func schema(named name: String) -> Schema? {
        schemaIndex[name].map { schemas[$0].schema }
    }

    /// What a schema is called: as its component, or as the one that is nothing but a reference to it; else as the last name of
    /// its pointer, or the file without its extension. Nil for one that no reference leads to.
    public func name(of id: Schema.ID) -> String? {
        if let name = schemaNames[id] { return name }
        guard let pointer = schemaPointers[id] else { return nil }
        let fragment = pointer.drop { $0 != "#" }.dropFirst()
        if let last = JSONPointer.tokens(String(fragment)).last { return last }
        let file = pointer.prefix { $0 != "#" }.split(separator: "/").last ?? ""
        return String(file.prefix { $0 != "." })
    }

    /// The schemas that references lead to, in the order of their canonical pointers.
    public var referencedSchemas: [(pointer: String, schema: Schema)] {
        schemaPointers.sorted { $0.value < $1.value }.compactMap { id, pointer in
            schemaTable[id].map { (pointer, $0) }
        }
    }

    /// The schemas of other files that references lead to, in the order of their pointers.
    public var schemasElsewhere: [NamedSchema] {
        let pointers = schemaPointers.filter { $0.key.file != 0 }.sorted { $0.value < $1.value }
        return pointers.compactMap { id, _ -> NamedSchema? in
            guard let schema = schemaTable[id], let name = name(of: id) else { return nil }
            return NamedSchema(name: name, location: schema.location, schema: schema)
        }
    }

    /// Finds the names, once all schemas are read.
    mutating func noteNames() {
        for named in schemas { schemaNames[named.schema.id] = named.name }
        for named in schemas where named.schema.reference != nil && named.schema.keywords.allSatisfy({ $0 == "$ref" }) {
            guard let target = resolved(named.schema), schemaNames[target.id] == nil else { continue }
            schemaNames[target.id] = named.name
        }
    }

    /// The schema of an identity: any that a reference leads to, in whatever file.
    public func schema(_ id: Schema.ID) -> Schema? { schemaTable[id] }

    /// What a reference leads to.
    public func schema(_ reference: SchemaReference) -> Schema? {
        reference.target.flatMap { schemaTable[$0] }
    }

    /// What a schema refers to; nil for one that is no reference.
    public func target(of schema: Schema) -> Schema? {
        guard let reference = schema.reference else { return nil }
        return self.schema(reference)
    }

    /// The schema that a chain of references ends at; nil when it leads in a circle.
    public func resolved(_ schema: Schema) -> Schema? {
        var current = schema
        for _ in 0..<64 {
            guard let reference = current.reference else { return current }
            guard let next = self.schema(reference) else { return nil }
            current = next
        }
        return nil
    }

    /// `FILE#POINTER`, the same for every way in which a schema is referred to: names of types can be made of it once.
    public func canonicalPointer(_ id: Schema.ID) -> String? { schemaPointers[id] }
}
