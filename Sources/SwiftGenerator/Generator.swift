public import OpenAPI

/// Generates Swift from a document, in three stages: model, plan, text.
///
/// The output depends on the document alone and is the same to the byte whenever it is the same.
public struct Generator: Sendable {
    /// What is generated.
    public enum Mode: String, Sendable, CaseIterable {
        /// Types, JSON, operations, the protocols to fill, routes and the contract itself.
        case server
        /// The types of the schemas and their JSON alone.
        case types
        /// Types, JSON, operations, and a client that calls them.
        case client
        /// The table of scenarios that contract tests replay.
        case examples

        /// The modes in the order in which the first file of a name is the one to write.
        ///
        /// A client declares all that a server does and more, and both declare all types.
        public static func inOneModule(_ modes: [Mode]) -> [Mode] {
            let hasOperations = modes.contains(.client) || modes.contains(.server)
            return [.client, .server, .types, .examples].filter { mode in
                modes.contains(mode) && !(mode == .types && hasOperations)
            }
        }
    }

    /// One file to write.
    public struct File: Hashable, Sendable {
        /// The file's name.
        public var name: String
        /// What it holds.
        public var text: String
    }

    /// What is generated.
    public var mode: Mode
    /// What generated files name as their source.
    public var source: String
    /// How it is called, and which parts are taken.
    public var options: GeneratorOptions
    /// Whether forgivable mistakes are warnings.
    public var isLenient: Bool

    /// What was generated.
    public struct Output: Sendable {
        /// The files to write.
        public var files: [File]
        /// What was worth a word.
        public var warnings: [Diagnostic]
    }

    /// Makes a generator.
    ///
    /// - Parameters:
    ///   - mode: What is generated.
    ///   - source: What generated files name as their source, such as `openapi.yaml`.
    ///   - options: How it is called, and which parts are taken.
    ///   - isLenient: Whether forgivable mistakes are warnings.
    public init(
        mode: Mode, source: String, options: GeneratorOptions = GeneratorOptions(), isLenient: Bool = false
    ) {
        self.mode = mode
        self.source = source
        self.options = options
        self.isLenient = isLenient
    }

    /// Whether a file could be one that the generator writes, as its name tells.
    public static func mayWrite(_ name: String) -> Bool {
        guard name.hasSuffix(".swift"), let stem = name.dropLast(6).split(separator: "+").first else { return false }
        let plain = stem.reversed().drop { $0.isASCII && $0.isNumber }.reversed()
        return ["API", "Client", "Contract", "Operations", "Outgoing", "Rules", "Scenarios", "Schemas"]
            .contains(String(plain))
    }

    /// Generates all files of the mode.
    ///
    /// - Parameter document: The contract, which refers to no other file.
    /// - Throws: Everything that the generator does not know yet, each with its place.
    public func generate(_ document: Document) throws(DocumentError) -> [File] {
        try output(document).files
    }

    /// Generates all files of the mode, and says what was worth a word.
    ///
    /// - Parameter document: The contract, which refers to no other file.
    /// - Throws: Everything that the generator does not know yet, each with its place.
    public func output(_ document: Document) throws(DocumentError) -> Output {
        let (drafts, warnings) = try drafts(of: document)
        let contract = contractFile(mode == .server ? BundledDocument(document) : nil)
        return Output(files: drafts.map(\.file) + contract, warnings: warnings)
    }

    /// Generates all files of the mode from a document as far as it could be read.
    ///
    /// - Parameter reading: The contract, and what is wrong with it.
    /// - Throws: Every mistake of the document and everything that the generator does not know yet, in one list.
    public func output(_ reading: DocumentReading) throws(DocumentError) -> Output {
        let (drafts, warnings) = try drafts(of: reading)
        let contract = contractFile(mode == .server ? reading.bundle : nil)
        return Output(files: drafts.map(\.file) + contract, warnings: warnings)
    }

    /// The same as `output(_:)`, in less time where there are several processors: files are written side by side, and the
    /// text of the contract that a server embeds beside the planning.
    ///
    /// - Parameter reading: The contract, and what is wrong with it.
    /// - Throws: Every mistake of the document and everything that the generator does not know yet, in one list.
    public func concurrentOutput(_ reading: DocumentReading) async throws(DocumentError) -> Output {
        let bundle = mode == .server && !reading.hasFailed ? reading.bundle : nil
        async let contract = contractFile(bundle)
        let (drafts, warnings) = try drafts(of: reading)
        return Output(files: await FileDraft.files(of: drafts) + contract, warnings: warnings)
    }

    /// What generating would say, without the text: mistakes of the document and of what the generator makes of it.
    ///
    /// - Parameter reading: The contract, and what is wrong with it.
    /// - Returns: The errors that `output(_:)` throws, or the warnings that it gives.
    public func findings(_ reading: DocumentReading) -> [Diagnostic] {
        do {
            return try drafts(of: reading).warnings
        } catch {
            return error.diagnostics
        }
    }

    /// What is written in any mode but that of examples.
    private func plan(_ document: Document) throws(DocumentError) -> Plan {
        var planner = Planner(document, options: options, isLenient: isLenient)
        return mode == .types ? try planner.planTypes() : try planner.plan(forClient: mode == .client)
    }

    /// What is to be written, if the document is right.
    private func drafts(
        of reading: DocumentReading
    ) throws(DocumentError) -> (files: [FileDraft], warnings: [Diagnostic]) {
        let drafts: [FileDraft]
        let warnings: [Diagnostic]
        do {
            (drafts, warnings) = try self.drafts(of: reading.document)
        } catch {
            throw DocumentError(reading.joined(with: error.diagnostics))
        }
        let all = reading.joined(with: warnings)
        guard !reading.hasFailed else { throw DocumentError(all) }
        return (drafts, all)
    }

    /// What is to be written, the contract itself apart.
    private func drafts(
        of document: Document
    ) throws(DocumentError) -> (files: [FileDraft], warnings: [Diagnostic]) {
        let style = style
        let drafts: (FileDrafts) -> [FileDraft]
        switch mode {
        case .server: drafts = { $0.server }
        case .client: drafts = { $0.client }
        case .types: drafts = { $0.types }
        case .examples:
            let (scenarios, warnings) = try ScenarioPlanner.plan(options.filter.part(of: document))
            let draft = FileDraft("Scenarios.swift") { ScenarioRenderer(style: style).render(scenarios) }
            return ([draft], warnings)
        }
        let plan = try plan(document)
        return (drafts(FileDrafts(plan: plan, style: style, shards: options.shards)), plan.warnings)
    }

    private var style: SourceStyle { SourceStyle(source: source, access: options.access) }

    /// The contract itself, where it is embedded.
    private func contractFile(_ bundle: BundledDocument?) -> [File] {
        guard let bundle else { return [] }
        return [File(name: "Contract.swift", text: ContractRenderer(style: style).render(bundle))]
    }
}
