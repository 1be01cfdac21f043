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
    let document: Document
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

    /// How many warnings one reason leads to; what is true of every answer of a large document is clear after a few.
    private static let maximumOfOneReason = 10

    /// Pairs the examples of a document that lists no scenarios, and says how far that went.
    private func pairs() -> (scenarios: [ScenarioPlan], warnings: [Diagnostic]) {
        let pairings = document.operations.map(paired)
        let missing = zip(document.operations, pairings).filter { $1.scenarios.isEmpty && $1.left.isEmpty }.map(\.0)
        if let first = missing.first {
            let names = missing.prefix(3).map { "'\($0.identifier)'" }.joined(separator: ", ")
            let rest = missing.count > 3 ? " and others" : ""
            collector.warning(
                .scenario,
                "\(missing.count) of \(pairings.count) operations have no examples that can be replayed, \(names)\(rest): give them, and their parameters, examples, or list scenarios under 'x-scenarios'",
                at: first.location)
        }
        // An example that several operations share needs one of them.
        var told = pairings.reduce(into: Set<SourceLocation>()) { $0.formUnion($1.used) }
        let left = pairings.flatMap(\.left).filter { told.insert($0.location).inserted }
            .sorted { $0.location < $1.location }
        for (reason, examples) in Dictionary(grouping: left, by: \.reason) {
            let isFlood = examples.count > Self.maximumOfOneReason
            for example in isFlood ? examples.prefix(Self.maximumOfOneReason - 1) : examples[...] {
                let name = example.name.isEmpty ? "the example" : "the example '\(example.name)'"
                collector.warning(.scenario, "\(name) is not replayed: \(reason)", at: example.location)
            }
            let rest = examples.dropFirst(Self.maximumOfOneReason - 1)
            if isFlood, let first = rest.first {
                collector.warning(
                    .scenario, "this example and \(rest.count - 1) after it are not replayed: \(reason)",
                    at: first.location)
            }
        }
        return (pairings.flatMap(\.scenarios), collector.sorted)
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
        let contentType = node["content_type"]?.scalar?.text
        let body = request.flatMap { request -> ScenarioBody? in
            do throws(UnwritableExample) {
                return try ScenarioBody(request.example, request.media, as: contentType, document)
            } catch {
                collector.error(
                    .scenario, "the example cannot be replayed: \(error.reason)", at: request.example.location)
                return nil
            }
        }
        return Self.scenario(
            operation, name: entry.key, parameters, body, (status, response), answer?.media, answer?.example
        ) { plan in
            plan.paddingBytes = padding
            plan.credential = credential
            plan.state = declared(node["state"], in: "x-states", "state")
            plan.effects = node["effects"]?.elements.compactMap { declared($0, in: "x-effects", "effect") } ?? []
        }
    }

    /// A scenario of what is sent and what must come.
    static func scenario(
        _ operation: Operation, name: String, _ parameters: ScenarioParameters, _ body: ScenarioBody?,
        _ answer: (status: Int, response: Response), _ answerMedia: MediaType?, _ example: Example?,
        _ change: (inout ScenarioPlan) -> Void = { _ in }
    ) -> ScenarioPlan {
        let method = operation.sentMethod
        let media = answerMedia ?? answer.response.content.first
        // Such answers have no body, whatever the contract says of it (RFC 9110, sections 9.3.2 and 6.4.1).
        let hasBody = method != "HEAD" && ![204, 205, 304].contains(answer.status)
        var plan = ScenarioPlan(
            operation: operation.identifier, name: name, method: method,
            path: ScenarioParameters.prefix(of: operation) + parameters.path, query: parameters.query,
            headers: parameters.fields + accept(media, among: answer.response.content), contentType: body?.mediaType,
            body: body?.text, paddingBytes: 0, credential: operation.security.isEmpty ? "none" : "valid", state: nil,
            effects: [], status: answer.status, responseMediaType: hasBody ? media?.name : nil,
            responseBody: hasBody ? example.flatMap { expected($0, media) } : nil)
        change(&plan)
        return plan
    }

    /// What must come, as JSON; nil for an example that only tells how it is written where that tells no value.
    private static func expected(_ example: Example, _ media: MediaType?) -> String? {
        guard example.value == nil, let text = example.serializedValue, let name = media?.name else {
            return example.value?.json
        }
        if MediaType.isJSON(name) { return text }
        return MediaType.baseName(name) == "text/plain" ? RuleWriter.quoted(text) : nil
    }

    /// What asks for one media type of several (RFC 9110, section 12.5.1).
    private static func accept(_ media: MediaType?, among content: [MediaType]) -> [(name: String, value: String)] {
        guard let media, content.count > 1 else { return [] }
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
        if let value = found.example.value, ScenarioText.holdsNonFinite(value) {
            collector.error(
                .scenario, "the example cannot be replayed: \(UnwritableExample.nonFinite.reason)",
                at: found.example.location)
        }
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
        var written = ScenarioParameters(operation)
        let parameters = ScenarioParameters.sent(operation.parameters)
        for override in overrides {
            let meant = parameters.filter { $0.name == override.key }
            if meant.count > 1 {
                let places = meant.map { "'\($0.place.rawValue).\($0.name)'" }.joined(separator: " or ")
                collector.error(
                    .scenario, "several parameters are called '\(override.key)'; say \(places)",
                    at: override.keyLocation)
            } else if meant.isEmpty, !parameters.contains(where: { Self.placedName($0) == override.key }) {
                collector.error(
                    .scenario, "the operation has no parameter '\(override.key)'", at: override.keyLocation)
            }
        }
        for parameter in parameters {
            let examples = ScenarioParameters.examples(of: parameter)
            let value =
                (overrides.first { $0.key == Self.placedName(parameter) }
                ?? overrides.first { $0.key == parameter.name })?.value
                ?? (examples.first { $0.name == name } ?? examples.first { $0.name.isEmpty })?.value
            guard let value else {
                if parameter.isRequired {
                    collector.error(
                        .scenario, "the parameter '\(parameter.name)' needs an 'example'", at: parameter.location)
                }
                continue
            }
            do throws(UnwritableExample) {
                try written.write(parameter, value)
            } catch {
                collector.error(
                    .scenario, "the parameter '\(parameter.name)' cannot be sent: \(error.reason)", at: value.location)
            }
        }
        return written
    }

    /// A parameter's name with its place, for parameters of one name in several places.
    private static func placedName(_ parameter: Parameter) -> String {
        "\(parameter.place.rawValue).\(parameter.name)"
    }

    /// Reports examples that no scenario replays. An example that several operations share needs one of them.
    private func checkUse(_ operation: Operation) {
        let media = (operation.requestBody?.content ?? []) + operation.responses.flatMap(\.content)
        for example in media.flatMap(\.examples) where !used.contains(example.location) {
            collector.error(.scenario, "no scenario replays the example '\(example.name)'", at: example.location)
        }
    }
}
