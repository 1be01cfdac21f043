/// Holds the access key and the secret key, and shows the secret to no log and no debugger dump.
public struct StorageCredentials: Sendable {
    /// The public half: it appears in every signature.
    public let accessKey: String
    /// The secret half: it never leaves the process.
    public let secretKey: String

    /// Keeps the two keys as they are; a wrong pair shows as ``StorageError/Code/invalidCredentials`` on first use.
    public init(accessKey: String, secretKey: String) {
        self.accessKey = accessKey
        self.secretKey = secretKey
    }
}

extension StorageCredentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The access key; the secret is redacted.
    public var description: String { "StorageCredentials(accessKey: \(accessKey), secretKey: <redacted>)" }

    /// The same as ``description``: a debugger gets no more than a log.
    public var debugDescription: String { description }

    /// A mirror without the secret, so that `dump` and string interpolation of an enclosing value stay clean.
    public var customMirror: Mirror {
        Mirror(self, children: ["accessKey": accessKey, "secretKey": "<redacted>"], displayStyle: .struct)
    }
}
