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
        guard response.status == scenario.status else {
            let body = String(decoding: response.body.prefix(500), as: UTF8.self)
            return [Discrepancy("status", "is \(response.status) and must be \(scenario.status): \(body)")]
        }
        guard
            let declared = document.operations.first(where: { $0.identifier == scenario.operation })?
                .response(for: response.status)
        else { return [Discrepancy("status", "\(response.status) is not declared")] }
        var result = verifyHeaders(response, declared)
        guard let first = declared.content.first else {
            if !response.body.isEmpty { result.append(Discrepancy("", "must be empty")) }
            return result
        }
        let names = declared.content.map(\.name)
        guard let number = MediaRange.best(for: response.mediaType ?? "", among: names) else {
            let expected = names.count == 1 ? first.name : "one of \(names.joined(separator: ", "))"
            return result + [
                Discrepancy("Content-Type", "is \(response.mediaType ?? "missing") and must be \(expected)")
            ]
        }
        let media = declared.content[number]
        guard let body = value(response.body, mediaType: media.name) else {
            return result + [Discrepancy("", "is not JSON")]
        }
        if let schema = media.schema { result += SchemaValidator(document).validate(body, schema) }
        if let text = scenario.responseBody, let example = try? JSONValue.read(jsonBytes: Array(text.utf8)) {
            result += ExampleComparison(document).compare(body, with: example, media.schema)
        }
        return result
    }

    private func verifyHeaders(_ response: ContractResponse, _ declared: Response) -> [Discrepancy] {
        declared.headers.flatMap { header -> [Discrepancy] in
            let field = response.headers.first { $0.name.lowercased() == header.name.lowercased() }
            guard let field else {
                return header.isRequired ? [Discrepancy(header.name, "is missing")] : []
            }
            guard let schema = header.schema else { return [] }
            let isNumber = schema.types.contains(.integer) || schema.types.contains(.number)
            let value = isNumber ? JSONValue.number(field.value) : .string(field.value)
            return SchemaValidator(document).validate(value, schema, at: header.name)
        }
    }

    private func value(_ body: [UInt8], mediaType: String) -> JSONValue? {
        let name = MediaTypeName(mediaType).name
        guard name == "application/json" || name.hasSuffix("+json") else {
            return String(validating: body, as: UTF8.self).map { .string($0) }
        }
        return try? JSONValue.read(jsonBytes: body)
    }
}
