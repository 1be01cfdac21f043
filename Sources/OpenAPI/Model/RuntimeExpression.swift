/// A value of a request or its answer, which is known at run time only (OpenAPI 3.2, section 4.8.20.4).
public enum RuntimeExpression: Hashable, Sendable {
    /// The URL that was asked.
    case url
    /// The method of the request.
    case method
    /// The status of the answer.
    case statusCode
    /// A part of the request.
    case request(Source)
    /// A part of the answer.
    case response(Source)

    /// Where in a message a value is.
    public enum Source: Hashable, Sendable {
        /// A header field, by its name in any case.
        case header(String)
        /// A query parameter.
        case query(String)
        /// A path parameter.
        case path(String)
        /// The body, or what a JSON Pointer leads to in it (RFC 6901).
        case body(pointer: String)
    }

    /// Reads an expression, such as `$request.body#/url`; nil where it is none.
    public init?(_ text: some StringProtocol) {
        switch text {
        case "$url": self = .url
        case "$method": self = .method
        case "$statusCode": self = .statusCode
        default:
            if text.hasPrefix("$request."), let source = Source(text.dropFirst(9)) {
                self = .request(source)
            } else if text.hasPrefix("$response."), let source = Source(text.dropFirst(10)) {
                self = .response(source)
            } else {
                return nil
            }
        }
    }
}

extension RuntimeExpression.Source {
    fileprivate init?(_ text: some StringProtocol) {
        if text == "body" {
            self = .body(pointer: "")
        } else if text.hasPrefix("body#"), text.dropFirst(5).isEmpty || text.dropFirst(5).hasPrefix("/") {
            self = .body(pointer: String(text.dropFirst(5)))
        } else if let name = Self.name(in: text, after: "header.") {
            self = .header(name)
        } else if let name = Self.name(in: text, after: "query.") {
            self = .query(name)
        } else if let name = Self.name(in: text, after: "path.") {
            self = .path(name)
        } else {
            return nil
        }
    }

    private static func name(in text: some StringProtocol, after prefix: String) -> String? {
        text.hasPrefix(prefix) && text.count > prefix.count ? String(text.dropFirst(prefix.count)) : nil
    }
}

/// A text with expressions between braces, as the key of a callback is one.
public struct RuntimeTemplate: Hashable, Sendable {
    /// A piece of the text.
    public enum Part: Hashable, Sendable {
        /// What stands there as it is.
        case text(String)
        /// What is put in at run time.
        case expression(RuntimeExpression)
    }

    /// The pieces in their order.
    public var parts: [Part]

    /// Reads a template; nil where a brace is not closed or what stands between braces is no expression.
    public init?(_ text: String) {
        parts = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}"),
                let expression = RuntimeExpression(rest[rest.index(after: open)..<close])
            else { return nil }
            if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
            parts.append(.expression(expression))
            rest = rest[rest.index(after: close)...]
        }
        // An expression may be the whole key without braces.
        if parts.isEmpty, let whole = RuntimeExpression(rest) {
            parts = [.expression(whole)]
        } else if !rest.isEmpty {
            parts.append(.text(String(rest)))
        }
    }
}
