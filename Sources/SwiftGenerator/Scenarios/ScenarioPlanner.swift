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
        let missing = plans.count { $0.isEmpty }
        if missing > 0, let first = document.operations.first {
            collector.warning(
                .scenario,
                "\(missing) of \(plans.count) operations have no examples that can be replayed: give them, and their parameters, examples, or list scenarios under 'x-scenarios'",
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
        for response in operation.responses where !plans.contains(where: { $0.status == response.status }) {
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
            let response = operation.responses.first(where: { $0.status == Int(number) })
        else {
            collector.error(.scenario, "a scenario needs a 'status' that the operation declares", at: entry.keyLocation)
            return nil
        }
        let credential = node["credential"]?.scalar?.text ?? (operation.security.isEmpty ? "none" : "valid")
        if !["valid", "none", "expired"].contains(credential) {
            collector.error(.scenario, "a 'credential' is valid, none or expired", at: entry.keyLocation)
        }
        let request = requestExample(node["request"]?.scalar?.text ?? entry.key, operation, at: entry.keyLocation)
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
            operation: operation.identifier, name: entry.key, method: operation.method.uppercased(),
            path: Planner.prefix(Planner.rooted(operation.servers.first?.url ?? "")) + parameters.path,
            query: parameters.query, headers: parameters.headers,
            contentType: request == nil
                ? nil : node["content_type"]?.scalar?.text ?? operation.requestBody?.content.first?.name,
            body: request.map { ($0.isRaw ? $0.value?.scalar?.text : $0.value?.json) ?? "" }, paddingBytes: padding,
            credential: credential, state: declared(node["state"], in: "x-states", "state"),
            effects: node["effects"]?.elements.compactMap { declared($0, in: "x-effects", "effect") } ?? [],
            status: Int(number), responseMediaType: response.content.first?.name,
            responseBody: answer?.value?.json)
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
        _ name: String, _ operation: Operation, at location: SourceLocation
    ) -> Example? {
        guard let body = operation.requestBody, let media = body.content.first else { return nil }
        guard let example = media.examples.first(where: { $0.name == name }) else {
            if body.isRequired {
                collector.error(
                    .scenario, "there is no request example '\(name)'; name one with 'request'", at: location)
            }
            return nil
        }
        used.insert(example.location)
        return example
    }

    private mutating func responseExample(
        _ name: String, _ response: Response, at location: SourceLocation
    ) -> Example? {
        guard let media = response.content.first else { return nil }
        guard let example = media.examples.first(where: { $0.name == name }) else {
            collector.error(
                .scenario, "the response \(response.key) has no example '\(name)'; add it or name one with 'response'",
                at: location)
            return nil
        }
        used.insert(example.location)
        return example
    }

    private func parameters(
        _ overrides: [YAMLEntry], name: String, _ operation: Operation, at location: SourceLocation
    ) -> (path: String, query: [(name: String, value: String)], headers: [(name: String, value: String)]) {
        var path = operation.path
        var query: [(name: String, value: String)] = []
        var headers: [(name: String, value: String)] = []
        for override in overrides where !operation.parameters.contains(where: { $0.name == override.key }) {
            collector.error(.scenario, "the operation has no parameter '\(override.key)'", at: override.keyLocation)
        }
        for parameter in operation.parameters {
            let value =
                overrides.first { $0.key == parameter.name }?.value
                ?? (parameter.examples.first { $0.name == name } ?? parameter.examples.first { $0.name.isEmpty })?.value
            guard let text = value?.scalar?.text else {
                if parameter.isRequired {
                    collector.error(
                        .scenario, "the parameter '\(parameter.name)' needs an 'example'", at: parameter.location)
                }
                continue
            }
            switch parameter.place {
            case .path: path = path.replacing("{\(parameter.name)}", with: text)
            case .query: query.append((parameter.name, text))
            case .header: headers.append((parameter.name, text))
            case .cookie, .querystring:
                collector.error(.scenario, "cookie parameters are not supported yet", at: parameter.location)
            }
        }
        return (path, query, headers)
    }

    /// Reports examples that no scenario replays. An example that several operations share needs one of them.
    private func checkUse(_ operation: Operation) {
        let media = (operation.requestBody?.content ?? []) + operation.responses.flatMap(\.content)
        for example in media.flatMap(\.examples) where !used.contains(example.location) {
            collector.error(.scenario, "no scenario replays the example '\(example.name)'", at: example.location)
        }
    }
}
