/// A string that no log, message or mirror shows: the format `password`.
public struct SecretString: StringFormat, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// `a password`.
    public static let formatDescription = "a password"

    /// The secret itself; to be passed on, never to be shown.
    public let formatted: String

    /// Takes any string.
    public init(formatted string: String) {
        formatted = string
    }

    /// `[redacted]`.
    public var description: String { "[redacted]" }
    /// `[redacted]`.
    public var debugDescription: String { description }
    /// Nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
