import OpenAPI
import YAML

/// Pairs the examples of a document into scenarios, and sees that none is missing.
///
/// - Every operation has scenarios (`x-scenarios`), and every declared status has at least one.
/// - A scenario takes the request example and the response example of its own name, unless it names others.
/// - Every example is replayed by some scenario.
/// - States and effects are declared at the top of the document (`x-states`, `x-effects`).
///
/// That holds as soon as one operation lists scenarios. Of a document without any, the examples are paired by their names.
struct ScenarioPlanner {
    private let document: Document
    private let collector = DiagnosticCollector()
    private var used: Set<SourceLocation> = []

    private init(_ document: Document) {
        self.document = document
    }

    /// - Returns: The scenarios, and what was worth a word.
    static func plan(
        _ document: Document
    ) throws(DocumentError) -> (scenarios: [ScenarioPlan], warnings: [Diagnostic]) {
        var planner = ScenarioPlanner(document)
        guard document.operations.contains(where: { $0.extensions["x-scenarios"] != nil }) else {
            return planner.pairs()
        }
        let plans = document.operations.flatMap { planner.plan($0) }
        for operation in document.operations { planner.checkUse(operation) }
        try planner.collector.throwIfFailed()
        return (plans, planner.collector.sorted)
    }

    /// Pairs the examples of a document that lists no scenarios, and says how far that went.
    private func pairs() -> (scenarios: [ScenarioPlan], warnings: [Diagnostic]) {
        let plans = document.operations.map(Self.paired)
        let missing = zip(document.operations, plans).filter { $0.1.isEmpty }.map(\.0)
        if let first = missing.first {
            let names = missing.prefix(3).map { "'\($0.identifier)'" }.joined(separator: ", ")
            let rest = missing.count > 3 ? " and others" : ""
            collector.warning(
                .scenario,
                "\(missing.count) of \(plans.count) operations have no examples that can be replayed, \(names)\(rest): give them, and their parameters, examples, or list scenarios under 'x-scenarios'",
                at: first.location)
        }
        return (plans.flatMap { $0 }, collector.sorted)
    }

    private mutating func plan(_ operation: Operation) -> [ScenarioPlan] {
        guard let entries = operation.extensions["x-scenarios"]?.mapping, !entries.isEmpty else {
            collector.error(
                .scenario,
                "the operation '\(operation.identifier)' has no example: list its scenarios under 'x-scenarios'",
                at: operation.location)
            return []
        }
        let plans = entries.compactMap { plan($0, operation) }
        for response in operation.responses
        where !plans.contains(where: { operation.response(for: $0.status)?.key == response.key }) {
            collector.error(
                .scenario,
                "the status \(response.key) of '\(operation.identifier)' has no example: no scenario leads to it",
                at: response.location)
        }
        return plans
    }

    private static let fields = [
        "status", "state", "credential", "request", "response", "content_type", "padding_bytes", "parameters",
        "effects",
    ]

    private mutating func plan(_ entry: YAMLEntry, _ operation: Operation) -> ScenarioPlan? {
        let node = entry.value
        for field in node.entries where !Self.fields.contains(field.key) {
            collector.error(.scenario, "a scenario has no field '\(field.key)'", at: field.keyLocation)
        }
        guard case .integer(let number) = node["status"]?.scalar?.value,
            let status = Int(exactly: number), let response = operation.response(for: status)
        else {
            collector.error(.scenario, "a scenario needs a 'status' that the operation declares", at: entry.keyLocation)
            return nil
        }
        let credential = node["credential"]?.scalar?.text ?? (operation.security.isEmpty ? "none" : "valid")
        if !["valid", "none", "expired"].contains(credential) {
            collector.error(.scenario, "a 'credential' is valid, none or expired", at: entry.keyLocation)
        }
        let request = requestExample(
            node["request"]?.scalar?.text ?? entry.key, operation, mediaType: node["content_type"]?.scalar?.text,
            at: entry.keyLocation)
        let answer = responseExample(node["response"]?.scalar?.text ?? entry.key, response, at: entry.keyLocation)
        var padding = 0
        if let field = node["padding_bytes"] {
            if case .integer(let bytes) = field.scalar?.value, (0...1 << 30).contains(bytes) {
                padding = Int(bytes)
            } else {
                collector.error(
                    .scenario, "'padding_bytes' must be a whole number from 0 to 1073741824", at: field.location)
            }
        }
        let shapes = [
            ("parameters", node["parameters"]?.mapping == nil), ("effects", node["effects"]?.sequence == nil),
        ]
        for (field, isWrong) in shapes where isWrong {
            guard let value = node[field] else { continue }
            collector.error(.scenario, "'\(field)' of a scenario cannot be \(value.kind)", at: value.location)
        }
        let parameters = parameters(
            node["parameters"].map { Array($0.entries) } ?? [], name: entry.key, operation, at: entry.keyLocation)
        return ScenarioPlan(
            operation: operation.identifier, name: entry.key, method: Planner.method(operation),
            path: ServerPrefixes.defaultPath(of: operation.servers.first) + parameters.path,
            query: parameters.query,
            headers: parameters.fields + Self.accept(answer?.media ?? response.content.first, among: response.content),
            contentType: request.map { node["content_type"]?.scalar?.text ?? $0.media.name },
            body: request.map { Self.body($0.example, $0.media) ?? "" }, paddingBytes: padding,
            credential: credential, state: declared(node["state"], in: "x-states", "state"),
            effects: node["effects"]?.elements.compactMap { declared($0, in: "x-effects", "effect") } ?? [],
            status: status, responseMediaType: (answer?.media ?? response.content.first)?.name,
            responseBody: answer?.example.value?.json)
    }

    /// What asks for a media type that is not the first (RFC 9110, section 12.5.1).
    static func accept(_ media: MediaType?, among content: [MediaType]) -> [(name: String, value: String)] {
        guard let media, let first = content.first, media.name != first.name else { return [] }
        return [("Accept", media.name)]
    }

    private func declared(_ node: YAMLNode?, in field: String, _ kind: String) -> String? {
        guard let node, let name = node.scalar?.text else { return nil }
        guard document.extensions[field]?[name] != nil else {
            collector.error(.scenario, "the \(kind) '\(name)' is not declared under '\(field)'", at: node.location)
            return nil
        }
        return name
    }

    private mutating func requestExample(
        _ name: String, _ operation: Operation, mediaType: String?, at location: SourceLocation
    ) -> (example: Example, media: MediaType)? {
        guard let body = operation.requestBody else { return nil }
        let asked = body.content.filter { $0.name == mediaType }
        guard let found = Self.example(name, in: asked + body.content) else {
            if body.isRequired, !body.content.isEmpty {
                collector.error(
                    .scenario, "there is no request example '\(name)'; name one with 'request'", at: location)
            }
            return nil
        }
        used.insert(found.example.location)
        return found
    }

    private mutating func responseExample(
        _ name: String, _ response: Response, at location: SourceLocation
    ) -> (example: Example, media: MediaType)? {
        guard let found = Self.example(name, in: response.content) else {
            if !response.content.isEmpty {
                collector.error(
                    .scenario,
                    "the response \(response.key) has no example '\(name)'; add it or name one with 'response'",
                    at: location)
            }
            return nil
        }
        used.insert(found.example.location)
        return found
    }

    /// The first example of a name, whatever its media type.
    private static func example(_ name: String, in content: [MediaType]) -> (example: Example, media: MediaType)? {
        for media in content {
            if let example = media.examples.first(where: { $0.name == name }) { return (example, media) }
        }
        return nil
    }

    private func parameters(
        _ overrides: [YAMLEntry], name: String, _ operation: Operation, at location: SourceLocation
    ) -> ScenarioParameters {
        var written = ScenarioParameters(path: operation.path)
        for override in overrides where !operation.parameters.contains(where: { $0.name == override.key }) {
            collector.error(.scenario, "the operation has no parameter '\(override.key)'", at: override.keyLocation)
        }
        for parameter in operation.parameters {
            let examples = ScenarioParameters.examples(of: parameter)
            let value =
                overrides.first { $0.key == parameter.name }?.value
                ?? (examples.first { $0.name == name } ?? examples.first { $0.name.isEmpty })?.value
            guard let value else {
                if parameter.isRequired {
                    collector.error(
                        .scenario, "the parameter '\(parameter.name)' needs an 'example'", at: parameter.location)
                }
                continue
            }
            if !written.write(parameter, value) {
                collector.error(
                    .scenario, "the whole query '\(parameter.name)' can be replayed as a form only",
                    at: parameter.location)
            }
        }
        return written
    }

    /// Reports examples that no scenario replays. An example that several operations share needs one of them.
    private func checkUse(_ operation: Operation) {
        let media = (operation.requestBody?.content ?? []) + operation.responses.flatMap(\.content)
        for example in media.flatMap(\.examples) where !used.contains(example.location) {
            collector.error(.scenario, "no scenario replays the example '\(example.name)'", at: example.location)
        }
    }
}
