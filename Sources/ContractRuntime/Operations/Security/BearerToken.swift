/// A bearer token as it was sent (RFC 6750, section 2.1).
///
/// It never describes itself, so that it cannot end in a log.
public struct BearerToken: Sendable, CustomStringConvertible, CustomReflectable {
    /// The token itself.
    public let text: String

    /// Takes a token to send.
    public init(_ text: String) {
        self.text = text
    }

    /// Finds the token in the value of an `Authorization` field.
    public init?(authorization value: String?) {
        guard let value, value.utf8.count <= 16_384 else { return nil }
        let parts = value.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        let token = parts[1].drop { $0 == " " }
        guard !token.isEmpty, !token.contains(" ") else { return nil }
        text = String(token)
    }

    /// `<bearer token>`.
    public var description: String { "<bearer token>" }

    /// Shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
