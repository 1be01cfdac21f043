import OpenAPI
import YAML

extension ScenarioPlanner {
    /// What became of the examples of an operation that lists no scenarios.
    struct Pairing {
        var scenarios: [ScenarioPlan] = []
        /// Where the examples stand that are replayed.
        var used: Set<SourceLocation> = []
        /// The examples that are not.
        var left: [(location: SourceLocation, name: String, reason: String)] = []

        mutating func leave(_ example: Example, _ reason: String) {
            left.append((example.location, example.name, reason))
        }
    }

    private typealias PlacedExample = (media: MediaType, example: Example)

    /// The scenarios of an operation in a document that lists none, from the examples that belong together by their names.
    ///
    /// Without a list nobody says in which state a server must be, so what is replayed is what any server can answer:
    /// the successful answers, and any answer that has an example of the same name as the request's or as a parameter's.
    func paired(_ operation: Operation) -> Pairing {
        var pairing = Pairing()
        let content = operation.requestBody?.content ?? []
        let declared = Self.examples(in: content)
        let shown = ofSchemas(content)
        let requests = declared + shown
        let ofParameters = Set(
            ScenarioParameters.sent(operation.parameters).flatMap(ScenarioParameters.examples).map(\.name))
        // What leads to a failure is no example of a request that succeeds.
        let ofFailures = Set(
            operation.responses.filter { !Self.isSuccess($0) }.flatMap { Self.examples(in: $0.content) }
                .map(\.example.name).filter { !$0.isEmpty })
        var asked: Set<[String]> = []
        func add(
            _ name: String, _ request: PlacedExample?, _ response: Response, _ status: Int, _ answer: PlacedExample?
        ) {
            do throws(UnwritableExample) {
                let plan = try scenario(operation, name, request, (status, response), answer, avoiding: ofFailures)
                // Of two answers to one request only one can be right, and the first is the likelier.
                let values = (plan.query + plan.headers).flatMap { [$0.name, $0.value] }
                guard asked.insert([plan.path, plan.contentType ?? "", plan.body ?? ""] + values).inserted else {
                    if let answer { pairing.leave(answer.example, "another answer belongs to the same request") }
                    return
                }
                pairing.scenarios.append(plan)
                pairing.used.formUnion([request, answer].compactMap { $0?.example.location })
            } catch {
                for example in [request, answer].compactMap({ $0?.example })
                where !shown.contains(where: { $0.example.location == example.location }) {
                    pairing.leave(example, error.reason)
                }
            }
        }
        let first =
            requests.first { $0.example.name.isEmpty } ?? requests.first { !ofFailures.contains($0.example.name) }
        for response in operation.responses {
            let answers = Self.examples(in: response.content)
            guard case .status(let status) = response.key else {
                for answer in answers {
                    pairing.leave(
                        answer.example, "'\(response.key)' is of many statuses; say which under 'x-scenarios'")
                }
                continue
            }
            if answers.isEmpty, Self.isSuccess(response) {
                let own = requests.filter { $0.example.name.isEmpty || !ofFailures.contains($0.example.name) }
                for request in own { add(request.example.name, request, response, status, nil) }
                if own.isEmpty, requests.isEmpty || operation.requestBody?.isRequired == false {
                    add("", nil, response, status, nil)
                }
            }
            for answer in answers {
                let name = answer.example.name
                let own = requests.filter { !name.isEmpty && $0.example.name == name }
                guard Self.isSuccess(response) || !own.isEmpty || (!name.isEmpty && ofParameters.contains(name)) else {
                    pairing.leave(answer.example, "no example of a request or of a parameter has its name")
                    continue
                }
                let sent: [PlacedExample?] = own.isEmpty ? [first] : own
                for request in sent { add(name, request, response, status, answer) }
            }
        }
        for request in declared where !pairing.used.contains(request.example.location) {
            pairing.leave(request.example, "no example of an answer has its name")
        }
        pairing.scenarios = Self.named(pairing.scenarios)
        return pairing
    }

    private static func examples(in content: [MediaType]) -> [PlacedExample] {
        content.flatMap { media in media.examples.map { (media, $0) } }
    }

    /// What a schema has for an example, where its media type has none: it shows what can be sent, and says of no answer
    /// that it comes.
    private func ofSchemas(_ content: [MediaType]) -> [PlacedExample] {
        content.compactMap { media in
            guard media.examples.isEmpty, let value = example(of: media.schema) else { return nil }
            return (media, Example(ofSchema: value))
        }
    }

    private func example(of schema: Schema?) -> YAMLNode? {
        schema.flatMap { $0.examples.first ?? document.resolved($0)?.examples.first }
    }

    private static func isSuccess(_ response: Response) -> Bool {
        if case .status(let status) = response.key { (200..<300).contains(status) } else { false }
    }

    /// The scenarios with names that tell them apart: by a media type where the name alone does not.
    private static func named(_ scenarios: [ScenarioPlan]) -> [ScenarioPlan] {
        var count: [String: Int] = [:]
        var sent: [String: String?] = [:]
        return scenarios.map { scenario in
            var scenario = scenario
            let first = sent[scenario.name, default: scenario.contentType]
            sent[scenario.name] = first
            let mediaType = first == scenario.contentType ? scenario.responseMediaType : scenario.contentType
            if count[scenario.name, default: 0] > 0, let mediaType { scenario.name += " (\(mediaType))" }
            let number = count[scenario.name, default: 0] + 1
            count[scenario.name] = number
            if number > 1 { scenario.name += " \(number)" }
            return scenario
        }
    }

    /// One scenario.
    ///
    /// - Throws: Why it cannot be sent, as where a value has no example that must be sent.
    private func scenario(
        _ operation: Operation, _ name: String, _ request: PlacedExample?, _ answer: (status: Int, response: Response),
        _ expected: PlacedExample?, avoiding: Set<String>
    ) throws(UnwritableExample) -> ScenarioPlan {
        var parameters = ScenarioParameters(operation)
        for parameter in ScenarioParameters.sent(operation.parameters) {
            let examples = ScenarioParameters.examples(of: parameter)
            let own =
                examples.first { $0.name == name } ?? examples.first { $0.name.isEmpty }
                ?? (parameter.isRequired
                    ? examples.first { !avoiding.contains($0.name) } : nil)
            guard let value = own?.value ?? example(of: parameter.schema) else {
                guard !parameter.isRequired else {
                    throw UnwritableExample(reason: "the parameter '\(parameter.name)' has no example for it")
                }
                continue
            }
            do throws(UnwritableExample) {
                try parameters.write(parameter, value)
            } catch {
                throw UnwritableExample(reason: "the parameter '\(parameter.name)' cannot be sent: \(error.reason)")
            }
        }
        if request == nil, operation.requestBody?.isRequired == true {
            throw UnwritableExample(reason: "the body of the request has no example for it")
        }
        if let value = expected?.example.value, ScenarioText.holdsNonFinite(value) { throw .nonFinite }
        let body: ScenarioBody?
        if let request {
            do throws(UnwritableExample) {
                body = try ScenarioBody(request.example, request.media, document)
            } catch {
                throw UnwritableExample(reason: "the request cannot be sent: \(error.reason)")
            }
        } else {
            body = nil
        }
        return Self.scenario(
            operation, name: name.isEmpty ? String(answer.status) : name, parameters, body, answer, expected?.media,
            expected?.example)
    }
}
