/// A piece of a text that a callback or a link makes of a request and its answer (OpenAPI 3.2, section 4.8.20.4).
public enum ExpressionPart: Hashable, Sendable {
    /// What stands there as it is.
    case text(String)
    /// The URL that was asked.
    case url
    /// A part of the request.
    case request(RequestPart)
    /// The status of the answer.
    case statusCode
    /// A header field of the answer, by its name in lower case.
    case header(String)
    /// The body of the answer, or what a JSON Pointer leads to in it (RFC 6901).
    case body(pointer: String)

    /// The expression as the contract writes it.
    var expression: String {
        switch self {
        case .text(let text): text
        case .url: "$url"
        case .request(let part): part.expression
        case .statusCode: "$statusCode"
        case .header(let name): "$response.header.\(name)"
        case .body(let pointer): "$response.body" + (pointer.isEmpty ? "" : "#\(pointer)")
        }
    }
}
