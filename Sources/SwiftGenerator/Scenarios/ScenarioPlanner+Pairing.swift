import OpenAPI
import YAML

extension ScenarioPlanner {
    /// The scenarios of a document that lists none, from the examples that belong together by their names.
    ///
    /// Without a list nobody says in which state a server must be, so what is replayed is what any server can answer:
    /// the successful answers, and any answer that has an example of the same name as the request's.
    static func paired(_ operation: Operation) -> [ScenarioPlan] {
        let plans = operation.responses.flatMap { response -> [ScenarioPlan] in
            guard case .status(let status) = response.key else { return [] }
            let media = response.content.first
            let answers = media?.examples ?? []
            let isSuccess = (200..<300).contains(status)
            if answers.isEmpty {
                let requests = operation.requestBody?.content.first?.examples ?? []
                guard isSuccess, let plan = paired(operation, requests.first?.name ?? "", status, media?.name, nil)
                else {
                    return []
                }
                return [plan]
            }
            return answers.compactMap { answer in
                let hasRequest =
                    !answer.name.isEmpty
                    && (operation.requestBody?.content.first?.examples ?? []).contains { $0.name == answer.name }
                return isSuccess || hasRequest
                    ? paired(operation, answer.name, status, media?.name, answer) : nil
            }
        }
        // Of two answers to one request only one can be right, and the first is the likelier.
        var asked: Set<[String]> = []
        return plans.filter { plan in
            let values = (plan.query + plan.headers).flatMap { [$0.name, $0.value] }
            return asked.insert([plan.path, plan.body ?? ""] + values).inserted
        }
    }

    /// One scenario; nil where a value that must be sent has no example.
    private static func paired(
        _ operation: Operation, _ name: String, _ status: Int, _ mediaType: String?, _ answer: Example?
    ) -> ScenarioPlan? {
        var path = operation.path
        var query: [(name: String, value: String)] = []
        var headers: [(name: String, value: String)] = []
        for parameter in operation.parameters {
            let own = example(name, among: parameter.examples, orFirst: parameter.isRequired)?.value
            let value = own ?? parameter.schema?.examples.first
            guard let text = value?.scalar?.text else {
                if parameter.isRequired { return nil }
                continue
            }
            switch parameter.place {
            case .path: path = path.replacing("{\(parameter.name)}", with: text)
            case .query: query.append((parameter.name, text))
            case .header: headers.append((parameter.name, text))
            case .cookie, .querystring: if parameter.isRequired { return nil }
            }
        }
        let content = operation.requestBody?.content.first
        let request = content.flatMap { content in
            example(name, among: content.examples, orFirst: true).flatMap { body($0, content.name) }
        }
        if operation.requestBody?.isRequired == true, request == nil { return nil }
        return ScenarioPlan(
            operation: operation.identifier, name: name.isEmpty ? String(status) : name,
            method: operation.method.uppercased(), path: Planner.prefix(operation.servers.first?.url ?? "") + path,
            query: query, headers: headers, contentType: request == nil ? nil : content?.name,
            body: request, paddingBytes: 0,
            credential: operation.security.isEmpty ? "none" : "valid", state: nil, effects: [], status: status,
            responseMediaType: mediaType, responseBody: answer?.value?.json)
    }

    /// What is sent for an example; nil where that is not told, as of a form.
    private static func body(_ example: Example, _ mediaType: String) -> String? {
        if let text = example.serializedValue { return text }
        guard !example.isRaw, Planner.isJSON(mediaType) else { return example.value?.scalar?.text }
        return example.value?.json
    }

    /// The example of a name, else the one without a name, else the first where one is needed.
    private static func example(_ name: String, among examples: [Example], orFirst isNeeded: Bool) -> Example? {
        examples.first { $0.name == name } ?? examples.first { $0.name.isEmpty } ?? (isNeeded ? examples.first : nil)
    }
}
