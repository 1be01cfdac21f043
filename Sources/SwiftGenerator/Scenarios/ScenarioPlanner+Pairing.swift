import OpenAPI
import YAML

extension ScenarioPlanner {
    /// The scenarios of a document that lists none, from the examples that belong together by their names.
    ///
    /// Without a list nobody says in which state a server must be, so what is replayed is what any server can answer:
    /// the successful answers, and any answer that has an example of the same name as the request's.
    static func paired(_ operation: Operation) -> [ScenarioPlan] {
        let requests = (operation.requestBody?.content ?? []).flatMap(\.examples)
        let plans = operation.responses.flatMap { response -> [ScenarioPlan] in
            guard case .status(let status) = response.key else { return [] }
            let isSuccess = (200..<300).contains(status)
            let answers = response.content.flatMap { media in media.examples.map { (media: media, example: $0) } }
            if answers.isEmpty {
                guard isSuccess else { return [] }
                let media = response.content.first
                return [paired(operation, requests.first?.name ?? "", response, status, media, nil)].compactMap(\.self)
            }
            return answers.compactMap { answer in
                let name = answer.example.name
                let hasRequest = !name.isEmpty && requests.contains { $0.name == name }
                return isSuccess || hasRequest
                    ? paired(operation, name, response, status, answer.media, answer.example) : nil
            }
        }
        // Of two answers to one request only one can be right, and the first is the likelier.
        var asked: Set<[String]> = []
        let scenarios = plans.filter { plan in
            let values = (plan.query + plan.headers).flatMap { [$0.name, $0.value] }
            return asked.insert([plan.path, plan.body ?? ""] + values).inserted
        }
        return named(scenarios)
    }

    /// The scenarios with names that tell them apart: by the media type of the answer where the name alone does not.
    private static func named(_ scenarios: [ScenarioPlan]) -> [ScenarioPlan] {
        var count: [String: Int] = [:]
        return scenarios.map { scenario in
            var scenario = scenario
            if count[scenario.name, default: 0] > 0, let mediaType = scenario.responseMediaType {
                scenario.name += " (\(mediaType))"
            }
            let number = count[scenario.name, default: 0] + 1
            count[scenario.name] = number
            if number > 1 { scenario.name += " \(number)" }
            return scenario
        }
    }

    /// One scenario; nil where a value that must be sent has no example.
    private static func paired(
        _ operation: Operation, _ name: String, _ response: Response, _ status: Int, _ answerMedia: MediaType?,
        _ answer: Example?
    ) -> ScenarioPlan? {
        var parameters = ScenarioParameters(path: operation.path)
        for parameter in operation.parameters {
            let examples = ScenarioParameters.examples(of: parameter)
            let own = example(name, among: examples, orFirst: parameter.isRequired)?.value
            let value = own ?? parameter.schema?.examples.first
            let isWritten = value.map { parameters.write(parameter, $0) } ?? false
            if !isWritten, parameter.isRequired { return nil }
        }
        let content = operation.requestBody?.content ?? []
        let media = content.first { media in media.examples.contains { $0.name == name } } ?? content.first
        let request = media.flatMap { media in
            example(name, among: media.examples, orFirst: true).flatMap { body($0, media) }
        }
        if operation.requestBody?.isRequired == true, request == nil { return nil }
        return ScenarioPlan(
            operation: operation.identifier, name: name.isEmpty ? String(status) : name,
            method: Planner.method(operation),
            path: ServerPrefixes.defaultPath(of: operation.servers.first) + parameters.path, query: parameters.query,
            headers: parameters.fields + accept(answerMedia, among: response.content),
            contentType: request == nil ? nil : media?.name, body: request, paddingBytes: 0,
            credential: operation.security.isEmpty ? "none" : "valid", state: nil, effects: [], status: status,
            responseMediaType: answerMedia?.name, responseBody: answer?.value?.json)
    }

    /// What is sent for an example; nil where that is not told, as of a form of parts and of one whose
    /// fields have styles.
    static func body(_ example: Example, _ media: MediaType) -> String? {
        if let text = example.serializedValue { return text }
        if example.isRaw { return example.value?.scalar?.text }
        if Planner.isJSON(media.name) { return example.value?.json }
        if Planner.baseName(media.name) == "application/x-www-form-urlencoded", let value = example.value,
            !media.encodings.contains(where: \.hasStyle),
            let form = ScenarioParameters.form(value)
        {
            return form
        }
        return example.value?.scalar?.text
    }

    /// The example of a name, else the one without a name, else the first where one is needed.
    private static func example(_ name: String, among examples: [Example], orFirst isNeeded: Bool) -> Example? {
        examples.first { $0.name == name } ?? examples.first { $0.name.isEmpty } ?? (isNeeded ? examples.first : nil)
    }
}
