public import OpenAPI
import YAML

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

    /// Generates all files of the mode.
    ///
    /// - Parameters:
    ///   - document: The contract.
    ///   - bundle: The contract in one text, which the server mode embeds; `nil` where it refers to no other file.
    /// - Throws: Everything that the generator does not know yet, each with its place.
    public func generate(
        _ document: Document, bundle: BundledDocument? = nil
    ) throws(DocumentError) -> [File] {
        try output(document, bundle: bundle).files
    }

    /// Generates all files of the mode, and says what was worth a word.
    ///
    /// - Parameters:
    ///   - document: The contract.
    ///   - bundle: The contract in one text, which the server mode embeds; `nil` where it refers to no other file.
    /// - Throws: Everything that the generator does not know yet, each with its place.
    public func output(
        _ document: Document, bundle: BundledDocument? = nil
    ) throws(DocumentError) -> Output {
        switch mode {
        case .server: try server(document, bundle: bundle)
        case .types: try types(document)
        case .client: try client(document)
        case .examples: try examples(document)
        }
    }

    /// Generates all files of the mode from a document as far as it could be read.
    ///
    /// - Parameter reading: The contract, and what is wrong with it.
    /// - Throws: Every mistake of the document and everything that the generator does not know yet, in one list.
    public func output(_ reading: DocumentReading) throws(DocumentError) -> Output {
        var output: Output
        let bundle = mode == .server && !reading.hasFailed ? reading.bundle : nil
        do {
            output = try self.output(reading.document, bundle: bundle)
        } catch {
            throw DocumentError(reading.joined(with: error.diagnostics))
        }
        output.warnings = reading.joined(with: output.warnings)
        guard !reading.hasFailed else { throw DocumentError(output.warnings) }
        return output
    }

    /// What generating would say, without the text: mistakes of the document and of what the generator makes of it.
    ///
    /// - Parameter reading: The contract, and what is wrong with it.
    /// - Returns: The errors that `output(_:)` throws, or the warnings that it gives.
    public func findings(_ reading: DocumentReading) -> [Diagnostic] {
        do {
            return reading.joined(with: try warnings(of: reading.document))
        } catch {
            return reading.joined(with: error.diagnostics)
        }
    }

    private func warnings(of document: Document) throws(DocumentError) -> [Diagnostic] {
        mode == .examples ? try scenarios(document).warnings : try plan(document).warnings
    }

    /// What is written in any mode but that of examples.
    private func plan(_ document: Document) throws(DocumentError) -> Plan {
        var planner = Planner(document, options: options, isLenient: isLenient)
        return mode == .types ? try planner.planTypes() : try planner.plan(forClient: mode == .client)
    }

    private func scenarios(
        _ document: Document
    ) throws(DocumentError) -> (scenarios: [ScenarioPlan], warnings: [Diagnostic]) {
        try ScenarioPlanner.plan(options.filter.part(of: document))
    }

    private var style: SourceStyle { SourceStyle(source: source, access: options.access) }

    private func server(_ document: Document, bundle: BundledDocument?) throws(DocumentError) -> Output {
        let plan = try plan(document)
        let files =
            schemas(plan)
            + operations(plan, topic: "HTTP") { [routes = RouteRenderer(plan)] operations in
                OperationHTTPRenderer(style: style, routes: routes).render(operations)
            } + [
                File(name: "API.swift", text: APIRenderer(style: style).render(plan)),
                File(name: "Outgoing.swift", text: OutgoingRenderer(style: style).render(plan)),
                File(
                    name: "Contract.swift",
                    text: ContractRenderer(style: style).render(bundle ?? BundledDocument(document))),
            ]
        return Output(files: files, warnings: plan.warnings)
    }

    private func client(_ document: Document) throws(DocumentError) -> Output {
        let plan = try plan(document)
        let files =
            schemas(plan)
            + operations(plan, topic: "Client") { operations in
                OperationClientRenderer(style: style, apiName: plan.apiName, client: plan.client).render(operations)
            } + [
                File(name: "Client.swift", text: ClientRenderer(style: style).render(plan))
            ]
        return Output(files: files, warnings: plan.warnings)
    }

    private func examples(_ document: Document) throws(DocumentError) -> Output {
        let plan = try scenarios(document)
        let text = ScenarioRenderer(style: style).render(plan.scenarios)
        return Output(files: [File(name: "Scenarios.swift", text: text)], warnings: plan.warnings)
    }

    private func types(_ document: Document) throws(DocumentError) -> Output {
        let plan = try plan(document)
        return Output(files: schemas(plan), warnings: plan.warnings)
    }

    /// What operations are, and in files beside them what a mode makes of them.
    private func operations(_ plan: Plan, topic: String, render: ([OperationPlan]) -> String) -> [File] {
        let shards = FileShards(plan.operations, stem: "Operations", size: 12, count: options.shards) { $0.typeName }
        return shards.shards.enumerated().flatMap { index, operations in
            [
                File(name: shards.fileName(index), text: OperationRenderer(style: style).render(operations)),
                File(name: shards.fileName(index, topic: topic), text: render(operations)),
            ]
        }
    }

    private func schemas(_ plan: Plan) -> [File] {
        let shards = FileShards(plan.schemas, stem: "Schemas", size: 24, count: options.shards) {
            $0.fullName(in: [""])
        }
        var files: [File] = []
        for (index, schemas) in shards.shards.enumerated() {
            files.append(
                File(
                    name: shards.fileName(index), text: SchemaRenderer(style: style).render(schemas)))
            files.append(
                File(
                    name: shards.fileName(index, topic: "JSON"),
                    text: SchemaJSONRenderer(style: style).render(
                        schemas, patterns: index == 0 ? plan.patterns : [])))
        }
        files.append(File(name: "Rules.swift", text: RuleRenderer(style: style).render(plan)))
        return files
    }
}
