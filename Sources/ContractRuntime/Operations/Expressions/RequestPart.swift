/// A part of a request that a callback or a link speaks of (OpenAPI 3.2, section 4.8.20.4).
public enum RequestPart: Hashable, Sendable {
    /// The method.
    case method
    /// The value of a header field.
    case header(String)
    /// The value of a query parameter.
    case query(String)
    /// The value of a path parameter.
    case path(String)
    /// The body, or what a JSON Pointer leads to in it (RFC 6901).
    case body(pointer: String)

    /// The expression as the contract writes it.
    var expression: String {
        switch self {
        case .method: "$method"
        case .header(let name): "$request.header.\(name)"
        case .query(let name): "$request.query.\(name)"
        case .path(let name): "$request.path.\(name)"
        case .body(let pointer): "$request.body" + (pointer.isEmpty ? "" : "#\(pointer)")
        }
    }
}
