extension ContractResponse {
    /// What the answer has there; nil for nothing, and for what is no part of an answer.
    ///
    /// A body that is sent in pieces is nobody's to look into.
    func value(of part: ExpressionPart) -> JSONValue? {
        switch part {
        case .statusCode: .number(String(status))
        case .header("content-type"): mediaType.map { .string($0) }
        case .header(let name): headers.first { $0.name.lowercased() == name }.map { .string($0.value) }
        case .body(let pointer): jsonBody?.value(at: pointer)
        case .text, .url, .request: nil
        }
    }

    private var jsonBody: JSONValue? {
        guard let mediaType, MediaTypeName(mediaType).isJSON, stream == nil else { return nil }
        return try? JSONValue.read(jsonBytes: body)
    }
}
