/// A piece of what a link hands on (OpenAPI 3.2, section 4.8.20.4).
public enum LinkPart: Sendable {
    /// What stands there as it is.
    case text(String)
    /// A part of the request that was answered.
    case request(RequestPart)
    /// The status of the answer.
    case statusCode
    /// A header field of the answer, by its name in lower case.
    case header(String)
    /// The body of the answer, or what a JSON Pointer leads to in it (RFC 6901).
    case body(pointer: String)

    var expression: String {
        switch self {
        case .text(let text): text
        case .request(let part): part.expression
        case .statusCode: "$statusCode"
        case .header(let name): "$response.header.\(name)"
        case .body(let pointer): "$response.body" + (pointer.isEmpty ? "" : "#\(pointer)")
        }
    }
}

/// What a link hands on as a parameter or as the body.
public enum LinkSource: Sendable {
    /// A value of the contract itself, as JSON.
    case constant(String)
    /// Pieces; a single one keeps its type, several make a text.
    case parts([LinkPart])
}
