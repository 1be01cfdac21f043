/// What stands in an `Authorization` field after the name of its scheme (RFC 9110, section 11.4).
///
/// It never describes itself, so that it cannot end in a log.
public struct AuthorizationCredentials: Sendable, CustomStringConvertible, CustomReflectable {
    /// What stands after the scheme.
    public let text: String

    /// Takes what is to be sent after the scheme.
    public init(_ text: String) {
        self.text = text
    }

    /// Finds the credentials of a scheme, whose name counts in any case, in the value of an `Authorization` field.
    public init?(scheme: String, authorization value: String?) {
        guard let value, value.utf8.count <= 16_384 else { return nil }
        let parts = value.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == scheme.lowercased() else { return nil }
        text = String(parts[1].drop { $0 == " " })
    }

    /// Whether the value of an `Authorization` field is of a scheme, be it well formed or not.
    static func isOf(_ scheme: String, authorization value: String?) -> Bool {
        value?.prefix { $0 != " " }.lowercased() == scheme.lowercased()
    }

    /// `<credentials>`.
    public var description: String { "<credentials>" }

    /// Shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
