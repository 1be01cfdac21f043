public import YAML

/// A response object with the statuses that it is for (OpenAPI 3.2, sections 4.8.16 and 4.8.17).
public struct Response: Sendable {
    /// The statuses that a response is for.
    public enum Key: Hashable, Sendable, CustomStringConvertible {
        /// One status code.
        case status(Int)
        /// All codes of a hundred: `4` for `4XX`.
        case range(Int)
        /// All codes that no other response is for.
        case `default`

        /// As the document writes it.
        public var description: String {
            switch self {
            case .status(let code): "\(code)"
            case .range(let hundred): "\(hundred)XX"
            case .default: "default"
            }
        }
    }

    /// The statuses.
    public var key: Key
    /// Where the statuses stand.
    public var location: SourceLocation
    /// One line for people (since 3.2).
    public var summary: String?
    /// What the answer means.
    public var description: String
    /// The headers that it declares.
    public var headers: [Header]
    /// What it carries; empty for no body.
    public var content: [MediaType]
    /// What can be done next.
    public var links: [Link]
    /// The vendor extensions.
    public var extensions: [String: YAMLNode]

    /// The status code, if it is for just one.
    public var status: Int? {
        if case .status(let code) = key { code } else { nil }
    }
}

extension Operation {
    /// The response that is for a status: its own, else that of its range, else the default (OpenAPI 3.2, section 4.8.16.1).
    public func response(for status: Int) -> Response? {
        responses.first { $0.key == .status(status) } ?? responses.first { $0.key == .range(status / 100) }
            ?? responses.first { $0.key == .default }
    }
}

/// An operation that can follow an answer (OpenAPI 3.2, section 4.8.20).
public struct Link: Sendable {
    /// Which operation follows.
    public enum Target: Hashable, Sendable {
        /// By its `operationId`.
        case identifier(String)
        /// By a reference, such as `#/paths/~1files/get`; `Document.operationIndex(of:)` follows it.
        case reference(String)
    }

    /// Its key.
    public var name: String
    /// Where the key stands.
    public var location: SourceLocation
    /// Documentation in CommonMark.
    public var description: String?
    /// Which operation follows.
    public var target: Target
    /// Where the reference stands that says it, if one does.
    public var referenceLocation: SourceLocation?
    /// What to send as its parameters: values, or expressions that begin with `$`.
    public var parameters: [(name: String, value: YAMLNode)]
    /// What to send as its body.
    public var requestBody: YAMLNode?
    /// Where the operation is, when it is elsewhere.
    public var server: Server?
    /// The vendor extensions.
    public var extensions: [String: YAMLNode]
}
