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
        return result + verifyBody(response.body, own, media, scenario)
    }

    private func verifyBody(
        _ body: [UInt8], _ own: String, _ media: MediaType, _ scenario: Scenario
    ) -> [Discrepancy] {
        let body = AnswerBody(body, own, media, document)
        switch body {
        case .unreadable(let reason): return [Discrepancy("", reason.message)]
        case .bytes: return []
        case .text(let text):
            // What stands in the contract as a value cannot be told in a text.
            return compare(.string(text), media.schema, scenario) { if case .string = $0 { true } else { false } }
        case .value(let value):
            let broken = media.schema.map { SchemaValidator(document).validate(value, $0) } ?? []
            return broken + compare(value, media.schema, scenario)
        case .elements(let elements):
            let schema = media.itemSchema ?? media.schema
            let broken = elements.enumerated().flatMap { index, element -> [Discrepancy] in
                switch element {
                case .failure(let reason): [Discrepancy("/\(index)", reason.message)]
                case .success(let value):
                    schema.map {
                        SchemaValidator(document).validate(value, $0, at: "/\(index)") + data(value, $0, index)
                    }
                        ?? []
                }
            }
            return broken + compare(elements.compactMap { try? $0.get() }, own, media, scenario)
        }
    }

    private func compare(
        _ value: JSONValue, _ schema: Schema?, _ scenario: Scenario,
        where isComparable: (JSONValue) -> Bool = { _ in true }
    ) -> [Discrepancy] {
        guard let text = scenario.responseBody else { return [] }
        switch AnswerBody.json(Array(text.utf8)) {
        case .success(let example):
            return isComparable(example) ? ExampleComparison(document).compare(value, with: example, schema) : []
        case .failure(let reason): return [Discrepancy("the scenario's example", reason.message)]
        }
    }

    /// Holds the JSON in the data of an event to the schema of its content (OpenAPI 3.2, section 4.14.3.2).
    private func data(_ event: JSONValue, _ schema: Schema, _ index: Int) -> [Discrepancy] {
        guard case .object(let members) = event, case .string(let text)? = members["data"],
            let property = TextValue(document).property("data", of: schema),
            let described = document.resolved(property), let content = described.contentSchema,
            let mediaType = described.contentMediaType, MediaTypeName(mediaType).isJSON
        else { return [] }
        switch AnswerBody.json(Array(text.utf8)) {
        case .success(let value): return SchemaValidator(document).validate(value, content, at: "/\(index)/data")
        case .failure(let reason): return [Discrepancy("/\(index)/data", reason.message)]
        }
    }

    /// Compares the elements of a sequence with those of an example, which is an array of them or the text that is sent.
    private func compare(
        _ elements: [JSONValue], _ own: String, _ media: MediaType, _ scenario: Scenario
    ) -> [Discrepancy] {
        guard let text = scenario.responseBody else { return [] }
        let expected: [JSONValue]
        switch AnswerBody.json(Array(text.utf8)) {
        case .failure(let reason): return [Discrepancy("the scenario's example", reason.message)]
        case .success(.array(let values)): expected = values
        case .success(.string(let text)):
            guard case .elements(let values) = AnswerBody(Array(text.utf8), own, media, document) else { return [] }
            expected = values.compactMap { try? $0.get() }
        case .success: return []
        }
        guard elements.count == expected.count else {
            return [Discrepancy("", "has \(elements.count) elements; the example has \(expected.count)")]
        }
        return zip(elements, expected).enumerated().flatMap { index, pair in
            ExampleComparison(document).compare(
                pair.0, with: pair.1, media.itemSchema ?? media.schema, at: "/\(index)")
        }
    }

    private func verifyHeaders(_ response: ContractResponse, _ declared: Response) -> [Discrepancy] {
        // OpenAPI 3.2, section 4.8.17: a header of this name says nothing.
        declared.headers.filter { $0.name.lowercased() != "content-type" }.flatMap { header -> [Discrepancy] in
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
