import YAML

/// Reads a tree of nodes as an OpenAPI document.
///
/// 1. Every object is read field by field by its `ObjectKind`, which notices fields that do not belong.
/// 2. References to anything but schemas are followed on the spot; references between schemas stay, for they may
///    lead in a circle, and their targets are read when everything else has been.
/// 3. Mistakes are gathered and thrown together.
public final class DocumentParser {
    let collector: DiagnosticCollector
    let files: DocumentFiles
    /// The files that have been read, the document itself first.
    var sources: [SourceFile]
    /// What each path was read as; nil where it could not be.
    var sourceNumbers: [String: Int?] = [:]

    /// The file that is being read.
    var file: SourceFile
    /// The schema resource that is being read.
    var resource: Resource
    /// The version as a mask: 1 for 3.0, 2 for 3.1, 4 for 3.2.
    var version: UInt8 = 2
    /// The version of the document itself.
    private(set) var documentVersion: UInt8 = 2
    /// The schemas and the references of files of OpenAPI 3.0 that a document of a later version refers to.
    var earlierNodes: Set<Schema.ID> = []
    /// What is relative to its file and is no reference, with what it is relative to.
    var relativeTexts: [Schema.ID: String] = [:]

    /// What references lead to that stand where the specification has none, by the node that holds their text.
    var misplaced: [Schema.ID: Misplacement] = [:]
    /// What holds components, by kinds or by names.
    var containers: Set<Schema.ID> = []
    /// What `operationRef` says, where, and what it is relative to.
    var linkReferences: [(text: String, location: SourceLocation, file: SourceFile, resource: Resource)] = []
    /// What reading what they lead to may cost yet.
    var placing = Placing()

    /// References whose pointers lead through others.
    var detours: [Detour] = []
    /// Whether what is read decides what a value is; see `decisively`.
    var isDecisive = false
    /// The references in what decides.
    var decisive: [Schema] = []
    /// The references to schemas that lead nowhere and that are forgiven, by the node that holds their text.
    var unresolved: Set<Schema.ID> = []
    /// The schemas that have such a reference, or are null.
    var placeless: Set<Schema.ID> = []

    /// References that are being followed, to notice circles.
    var following: Set<Schema.ID> = []
    /// Everything that some reference leads to.
    var referenced: [Schema.ID: Set<SourceLocation>] = [:]
    /// Schemas that references lead to and that are still to be read.
    var pendingSchemas: [ResolvedNode] = []
    /// The schemas that have a `$dynamicRef`.
    var dynamicallyReferring: [Schema] = []
    /// The schemas that each `$dynamicAnchor` names.
    var dynamicAnchors: [String: Set<Schema.ID>] = [:]
    var schemaTable: [Schema.ID: Schema] = [:]
    /// What schemas of files with aliases were read as: a schema that stands in many places is read once.
    var aliasedSchemas: [Schema.ID: Schema] = [:]
    var schemaPointers: [Schema.ID: String] = [:]
    /// What `x-swift-type` says, anywhere.
    var externalTypes: Set<String> = []
    /// What `x-swift-name` says of schemas, anywhere.
    var givenNames: Set<String> = []

    let parameterMemo = Memo<Parameter>(.parameters)
    let headerMemo = Memo<Header>(.headers)
    let responseMemo = Memo<Response>(.responses)
    let bodyMemo = Memo<RequestBody>(.requestBodies)
    let exampleMemo = Memo<Example>(.examples)
    let mediaMemo = Memo<MediaType>(.mediaTypes)
    let linkMemo = Memo<Link>(.links)
    let schemeMemo = Memo<SecurityScheme>(.securitySchemes)
    let callbackMemo = Memo<Callback>(.callbacks)

    var securitySchemeNames: Set<String> = []
    /// The names of the document's schemas.
    var schemaNames: Set<String> = []
    /// The security schemes that a requirement names by a URI and that are no component (since 3.2).
    var foreignSecuritySchemes: [(id: Schema.ID, scheme: SecurityScheme)] = []
    /// The schemes, with where, of which requirements in files of OpenAPI 3.0 want scopes.
    var earlierScopes: [(name: String, location: SourceLocation)] = []
    /// The names that operations have, with where.
    var operationIdentifiers: [String: SourceLocation] = [:]
    /// Those of them that were made of method and path.
    var madeIdentifiers: Set<String> = []
    /// Those that were made and that an operation has whose `operationId` was read later.
    var takenIdentifiers: Set<String> = []
    /// The schemas of what operations share.
    var sharedSchemas = SharedSchemas()

    /// What referenced objects were read as.
    final class Memo<Value> {
        /// What such objects are.
        let component: ComponentKind
        var values: [Schema.ID: Value] = [:]

        init(_ component: ComponentKind) { self.component = component }
    }

    /// A reference that has to be written in another way once everything is in one file.
    struct Crossing {
        /// What must stand there.
        var component: ComponentKind
        var target: ResolvedNode
    }

    /// Such references, by the node that holds their text, or by the scopes of a security requirement that is called by one.
    var crossings: [Schema.ID: Crossing] = [:]
    /// Targets in other files, in the order in which references led to them.
    var visitors: [Crossing] = []
    private var visitorIDs: Set<Schema.ID> = []

    /// Notes a reference that leads out of its file, that names its own, or that was read in another file than the
    /// document's own.
    ///
    /// - Parameter text: What it says, where the node is not what says it.
    func note(_ reference: YAMLNode, _ target: ResolvedNode, _ component: ComponentKind, text: String? = nil) {
        let isLocal = target.file.number == 0 && file.number == 0 && resource.pointer == "#"
        let written = text ?? reference.text ?? ""
        let isDirect = written.utf8.first == UInt8(ascii: "#") && !file.inexact.contains(written)
        guard !isLocal || target.resource.pointer != "#" || !isDirect else { return }
        let crossing = Crossing(component: component, target: target)
        crossings[Schema.ID(file: file.number, node: reference.number)] = crossing
        if target.file.number != 0, visitorIDs.insert(target.id).inserted { visitors.append(crossing) }
    }

    /// Notes a text that is relative to the file that it stands in and no reference.
    func noteRelative(_ node: YAMLNode) {
        relativeTexts[Schema.ID(file: file.number, node: node.number)] = resource.base
    }

    /// Loads a document from its text.
    ///
    /// - Parameters:
    ///   - bytes: YAML or JSON in UTF-8.
    ///   - file: The name that diagnostics carry, to which the references of the document are relative.
    ///   - options: How to read it.
    /// - Throws: Every mistake that was found, with its place.
    public static func parse(
        _ bytes: [UInt8], file: String, options: ParsingOptions = ParsingOptions()
    ) throws(DocumentError) -> Document {
        try read(bytes, file: file, options: options).document
    }

    /// Loads a document and keeps what is known of its references.
    static func read(
        _ bytes: [UInt8], file: String, options: ParsingOptions
    ) throws(DocumentError) -> (document: Document, parser: DocumentParser) {
        let (document, parser) = try readAll(bytes, file: file, options: options)
        try parser.collector.throwIfFailed()
        return (document, parser)
    }

    /// Loads a document as far as it can be read, so that what reads it further can say its mistakes in the same run.
    ///
    /// - Parameters:
    ///   - bytes: YAML or JSON in UTF-8.
    ///   - file: The name that diagnostics carry, to which the references of the document are relative.
    ///   - options: How to read it.
    /// - Throws: The mistakes of a text that is no document of a known version at all.
    public static func reading(
        _ bytes: [UInt8], file: String, options: ParsingOptions = ParsingOptions()
    ) throws(DocumentError) -> DocumentReading {
        let (document, parser) = try readAll(bytes, file: file, options: options)
        let mistakes = parser.collector.sorted
        return DocumentReading(
            document: document, diagnostics: mistakes, places: MistakenPlaces(mistakes, in: parser.sources),
            parser: parser)
    }

    private static func readAll(
        _ bytes: [UInt8], file: String, options: ParsingOptions
    ) throws(DocumentError) -> (document: Document, parser: DocumentParser) {
        let root: YAMLNode
        do {
            root = try YAMLLoader.load(bytes, file: file)
        } catch {
            throw DocumentError([Diagnostic(.error, .invalidText, error.message, at: error.location)])
        }
        let parser = DocumentParser(root: root, file: file, options: options)
        let document = parser.document()
        guard var document else {
            try parser.collector.throwIfFailed()
            throw DocumentError([
                Diagnostic(.error, .invalidText, "the document cannot be read", at: root.location)
            ])
        }
        // What stands in place of references is too much: to plan types of all that was read of it would take long, for nothing.
        if parser.placing.refusals > 0 { try parser.collector.throwIfFailed() }
        document.warnings = parser.collector.sorted.filter { $0.severity == .warning }
        return (document, parser)
    }

    private init(root: YAMLNode, file: String, options: ParsingOptions) {
        collector = DiagnosticCollector(isLenient: options.isLenient)
        files = options.files
        self.file = SourceFile(number: 0, uri: file, root: root)
        sources = [self.file]
        sourceNumbers[file] = 0
        sourceNumbers[files.identity(of: file)] = 0
        sourceNumbers[self.file.base] = 0
        resource = Resource(base: self.file.base, root: root, pointer: "#")
    }

    // What files remember of references leads back to files.
    deinit { for source in sources { source.resolved.removeAll() } }

    /// Whether a file is read as OpenAPI 3.0.
    func isEarliest(_ file: Int) -> Bool {
        let own = sources.indices.contains(file) ? sources[file].version : nil
        return (own ?? documentVersion) == 1
    }

    /// A version as a mask; nil for one that is not known.
    static func versionMask(_ text: String) -> UInt8? {
        ["3.0.", "3.1.", "3.2."].firstIndex(where: text.hasPrefix).map { 1 << UInt8($0) }
    }

    private func document() -> Document? {
        guard file.root.shape == .mapping else {
            collector.error(
                .wrongType, "the document must be a mapping, not \(file.root.kind)", at: file.root.location)
            return nil
        }
        guard let versionNode = file.root["openapi"] else {
            let hint = file.root["swagger"] == nil ? "" : "; Swagger 2.0 is not supported, convert it to OpenAPI 3"
            collector.error(.missingField, "the document has no 'openapi'\(hint)", at: file.root.location)
            return nil
        }
        let text = versionNode.text ?? ""
        let whole = ["3": "3.1.1", "3.0": "3.0.4", "3.1": "3.1.1", "3.2": "3.2.0"][text]
        if let whole {
            collector.error(
                .shortVersion, "a version of OpenAPI has three numbers; write \(whole) instead of \(text)",
                at: versionNode.location)
        }
        guard let mask = Self.versionMask(whole ?? text) else {
            collector.error(
                .unsupportedVersion, "OpenAPI \(text) is not supported; use 3.1.0", at: versionNode.location)
            return nil
        }
        version = mask
        documentVersion = mask
        // What operations refer to comes first, wherever it stands.
        if let components = file.root["components"] { noteContainers(components, file: 0) }
        readComponents("securitySchemes") { securitySchemeNames = Set($0.map(\.key)) }
        readComponents("schemas") { schemaNames = Set($0.map(\.key)) }
        let servers = file.root["servers"].flatMap { inPlace($0, self.servers) } ?? []
        var document = Document(
            version: text, info: Info(title: "", version: "", extensions: [:]),
            servers: servers.isEmpty ? [.root] : servers, paths: [], webhooks: [], schemas: [], securitySchemes: [],
            security: file.root["security"].flatMap { inPlace($0, securityRequirements) } ?? [], tags: [],
            extensions: extensions(file.root),
            root: file.root, warnings: [], schemaIndex: [:], schemaTable: [:], schemaPointers: [:])
        if file.root["info"] == nil {
            collector.error(.missingText, "the document has no 'info'", at: file.root.location)
        }
        if ["paths", "components", "webhooks"].allSatisfy({ file.root[$0] == nil }) {
            collector.warning(
                .emptyDocument, "the document has neither 'paths' nor 'components' nor 'webhooks'",
                at: file.root.location)
        }
        readSchemas(into: &document)
        read(file.root, .document) { word, entry in
            switch word {
            case .openapi, .servers, .security: break
            case .info: document.info = info(entry.value)
            case .jsonSchemaDialect: document.schemaDialect = string(entry)
            case .selfReference: document.selfReference = selfReference(entry)
            case .paths: document.paths = pathItems(entry, servers: document.servers, security: document.security)
            case .webhooks: document.webhooks = webhooks(entry)
            case .components: readComponents(entry.value, into: &document)
            case .tags:
                document.tags = elements(entry).compactMap { inPlace($0, tag) }
                checkParents(document.tags)
            case .externalDocs: document.externalDocumentation = externalDocumentation(entry.value)
            default: return false
            }
            return true
        }
        document.securitySchemes += foreignSecuritySchemes.map(\.scheme)
        settleIdentifiers(&document.paths)
        settleIdentifiers(&document.webhooks)
        readPendingSchemas()
        settleDynamicReferences()
        document.schemaTable = schemaTable
        document.schemaPointers = schemaPointers
        document.externalTypeNames = Set(
            externalTypes.flatMap { text in
                text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
            })
        document.givenNames = givenNames
        document.sharedSchemas = sharedSchemas.schemas
        document.referenced = referenced
        document.linkedOperations = linkedOperations()
        document.noteNames()
        checkReferences(document)
        checkDecisive(document)
        checkScopes(document)
        reportDetours()
        checkMisplaced()
        Inheritance.settle(&document, collector)
        return document
    }
}
