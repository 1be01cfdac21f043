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
        /// The table of scenarios that contract tests replay.
        case examples
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

    /// Makes a generator.
    ///
    /// - Parameters:
    ///   - mode: What is generated.
    ///   - source: What generated files name as their source, such as `openapi.yaml`.
    public init(mode: Mode, source: String) {
        self.mode = mode
        self.source = source
    }

    /// Generates all files of the mode.
    ///
    /// - Parameters:
    ///   - document: The contract.
    ///   - text: The contract as it was written, which the server mode embeds.
    /// - Throws: Everything that the generator does not know yet, each with its place.
    public func generate(_ document: Document, text: String) throws(DocumentError) -> [File] {
        switch mode {
        case .server: try server(document, text: text)
        case .types: schemas(try types(document))
        case .examples:
            [
                File(
                    name: "Scenarios.swift",
                    text: ScenarioRenderer(source: source).render(try ScenarioPlanner.plan(document)))
            ]
        }
    }

    private func server(_ document: Document, text: String) throws(DocumentError) -> [File] {
        var planner = Planner(document)
        let plan = try planner.plan()
        return schemas(plan) + [
            File(name: "Operations.swift", text: OperationRenderer(source: source).render(plan.operations)),
            File(name: "Operations+HTTP.swift", text: OperationHTTPRenderer(source: source).render(plan.operations)),
            File(name: "API.swift", text: APIRenderer(source: source).render(plan)),
            File(
                name: "Contract.swift",
                text: ContractRenderer(source: source).render(yaml: text, json: document.root.json)),
        ]
    }

    private func types(_ document: Document) throws(DocumentError) -> Plan {
        var planner = Planner(document)
        return try planner.planTypes()
    }

    private func schemas(_ plan: Plan) -> [File] {
        [
            File(name: "Schemas.swift", text: SchemaRenderer(source: source).render(plan.schemas)),
            File(
                name: "Schemas+JSON.swift",
                text: SchemaJSONRenderer(source: source).render(plan.schemas, patterns: plan.patterns)),
        ]
    }
}
