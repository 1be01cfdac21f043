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
        if let expected = scenario.responseMediaType, names.contains(expected), expected != media.name {
            return result + [
                Discrepancy("Content-Type", "is \(media.name); the scenario's answer is \(expected)")
            ]
        }
        if let item = media.itemSchema ?? media.schema, let elements = Self.elements(of: response.body, media.name) {
            return result + verifyElements(elements, item)
        }
        guard let body = value(response.body, media) else {
            if Self.isJSON(media.name) { return result + [Discrepancy("", "is not JSON")] }
            // Bytes that are no text break no schema.
            return MediaTypeName(media.name).name.hasPrefix("text/")
                ? result + [Discrepancy("", "is not UTF-8")] : result
        }
        if let schema = media.schema { result += SchemaValidator(document).validate(body, schema) }
        if let text = scenario.responseBody, let example = try? JSONValue.read(jsonBytes: Array(text.utf8)) {
            result += ExampleComparison(document).compare(body, with: example, media.schema)
        }
        return result
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

    /// The elements of JSON Lines or of a JSON text sequence (RFC 7464); nil for any other body.
    private static func elements(of body: [UInt8], _ mediaType: String) -> [[UInt8]]? {
        let name = MediaTypeName(mediaType).name
        let forms = ["jsonl", "x-jsonl", "json-lines", "x-json-lines", "ndjson", "x-ndjson"]
        let isSequence = name.hasSuffix("json-seq")
        guard isSequence || forms.contains(where: { name == "application/\($0)" }) else { return nil }
        let elements = body.split(separator: isSequence ? 0x1E : 0x0A).map(Array.init)
        return elements.filter { element in !element.allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) } }
    }

    private func verifyElements(_ elements: [[UInt8]], _ schema: Schema) -> [Discrepancy] {
        elements.enumerated().flatMap { index, element -> [Discrepancy] in
            guard let value = try? JSONValue.read(jsonBytes: element) else {
                return [Discrepancy("/\(index)", "is not JSON")]
            }
            return SchemaValidator(document).validate(value, schema, at: "/\(index)")
        }
    }

    private func value(_ body: [UInt8], _ media: MediaType) -> JSONValue? {
        guard Self.isJSON(media.name) else {
            return String(validating: body, as: UTF8.self).map { TextValue(document).scalar($0, media.schema) }
        }
        return try? JSONValue.read(jsonBytes: body)
    }

    static func isJSON(_ mediaType: String) -> Bool {
        let name = MediaTypeName(mediaType).name
        return name == "application/json" || name.hasSuffix("+json") || name == "text/json"
    }
}
