/// A user's name and password (RFC 7617).
///
/// They never describe themselves, so that they cannot end in a log.
public struct BasicCredentials: Sendable, CustomStringConvertible, CustomReflectable {
    /// The user's name; it holds no colon.
    public let user: String
    /// The password.
    public let password: String

    /// Takes a name, which must hold no colon, and a password to send.
    public init(user: String, password: String) {
        self.user = user
        self.password = password
    }

    /// Finds the credentials in the value of an `Authorization` field: base64 of UTF-8.
    public init?(authorization value: String?) {
        guard let text = AuthorizationCredentials(scheme: "basic", authorization: value)?.text,
            let bytes = Base64.decode(text), let pair = String(validating: bytes, as: UTF8.self),
            let colon = pair.firstIndex(of: ":")
        else { return nil }
        user = String(pair[..<colon])
        password = String(pair[pair.index(after: colon)...])
    }

    /// `<basic credentials>`.
    public var description: String { "<basic credentials>" }

    /// Shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
