public import ContractRuntime
public import OpenAPI

/// Checks a whole answer against the contract and the scenario's example.
public struct ResponseVerifier: Sendable {
    private let document: Document

    /// Makes a verifier for a document.
    public init(_ document: Document) {
        self.document = document
    }

    /// Everything in which an answer differs from what the contract says of it.
    ///
    /// - Parameters:
    ///   - response: The answer.
    ///   - scenario: What was sent and what must come.
    public func verify(_ response: ContractResponse, _ scenario: Scenario) -> [Discrepancy] {
        let found = findings(response, scenario)
        guard found.count > Self.mostDiscrepancies else { return found }
        let rest = found.count - Self.mostDiscrepancies
        return found.prefix(Self.mostDiscrepancies) + [Discrepancy("the answer", "has \(rest) more discrepancies")]
    }

    /// The most discrepancies of one answer that are told.
    private static let mostDiscrepancies = 100

    private func findings(_ response: ContractResponse, _ scenario: Scenario) -> [Discrepancy] {
        guard response.status == scenario.status else {
            let body = String(decoding: response.body.prefix(500), as: UTF8.self)
            return [Discrepancy("status", "is \(response.status) and must be \(scenario.status): \(body)")]
        }
        guard
            let declared = document.operations.first(where: { $0.identifier == scenario.operation })?
                .response(for: response.status)
        else { return [Discrepancy("status", "\(response.status) is not declared")] }
        var result = verifyHeaders(response, declared)
        // Such answers have no body, whatever the contract says of it (RFC 9110, sections 9.3.2 and 6.4.1).
        guard !declared.content.isEmpty, scenario.method != "HEAD", response.mayHaveBody else {
            if !response.body.isEmpty { result.append(Discrepancy("", "must be empty")) }
            return result
        }
        let names = declared.content.map(\.name)
        guard let own = response.mediaType, let number = MediaRange.best(for: own, among: names) else {
            let expected = names.count == 1 ? names[0] : "one of \(names.joined(separator: ", "))"
            return result + [
                Discrepancy("Content-Type", "is \(response.mediaType ?? "missing") and must be \(expected)")
            ]
        }
        let media = declared.content[number]
        if let expected = scenario.responseMediaType, names.contains(expected), expected != media.name {
            return result + [
                Discrepancy("Content-Type", "is \(media.name); the scenario's answer is \(expected)")
            ]
        }
        return result + verifyBody(AnswerBody(response.body, own, media, document), media, scenario)
    }

    private func verifyBody(_ body: AnswerBody, _ media: MediaType, _ scenario: Scenario) -> [Discrepancy] {
        switch body {
        case .unreadable(let reason): return [Discrepancy("", reason.message)]
        case .bytes: return []
        case .text(let text): return compare(.string(text), media.schema, scenario)
        case .value(let value):
            let broken = media.schema.map { SchemaValidator(document).validate(value, $0) } ?? []
            return broken + compare(value, media.schema, scenario)
        case .elements(let elements):
            return elements.enumerated().flatMap { index, element -> [Discrepancy] in
                switch element {
                case .failure(let reason): return [Discrepancy("/\(index)", reason.message)]
                case .success(let value):
                    return (media.itemSchema ?? media.schema).map {
                        SchemaValidator(document).validate(value, $0, at: "/\(index)")
                    } ?? []
                }
            }
        }
    }

    private func compare(_ value: JSONValue, _ schema: Schema?, _ scenario: Scenario) -> [Discrepancy] {
        guard let text = scenario.responseBody else { return [] }
        switch AnswerBody.json(Array(text.utf8)) {
        case .success(let example): return ExampleComparison(document).compare(value, with: example, schema)
        case .failure(let reason): return [Discrepancy("the scenario's example", reason.message)]
        }
    }

    private func verifyHeaders(_ response: ContractResponse, _ declared: Response) -> [Discrepancy] {
        declared.headers.flatMap { header -> [Discrepancy] in
            let fields = response.headers.filter { $0.name.lowercased() == header.name.lowercased() }.map(\.value)
            guard !fields.isEmpty else {
                return header.isRequired ? [Discrepancy(header.name, "is missing")] : []
            }
            guard let schema = header.schema ?? header.content.first?.schema else { return [] }
            // Cookies cannot be joined (RFC 6265, section 3); other fields of one name are one list (RFC 9110, section 5.3).
            let isCookie = header.name.lowercased() == "set-cookie"
            return (isCookie ? fields : [fields.joined(separator: ",")]).flatMap { text in
                SchemaValidator(document).validate(
                    TextValue(document).field(text, header), schema, at: header.name)
            }
        }
    }
}
