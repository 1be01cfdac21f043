/// A secret that shows who asks, in a header, in the query or in a cookie.
///
/// It never describes itself, so that it cannot end in a log.
public struct APIKey: Sendable, CustomStringConvertible, CustomReflectable {
    /// The key itself.
    public let text: String

    /// Takes a key as it was sent.
    public init(_ text: String) {
        self.text = text
    }

    /// `<API key>`.
    public var description: String { "<API key>" }

    /// Shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// The certificate that a client has shown for its connection (mutual TLS).
public struct PeerCertificate: Hashable, Sendable {
    /// The certificate in DER (X.690), as the server has checked it.
    public let bytes: [UInt8]

    /// Takes a certificate.
    public init(bytes: [UInt8]) {
        self.bytes = bytes
    }
}
