/// Says why a storage setting cannot be used and what a correct one looks like.
///
/// The offending text is never repeated: a mistyped endpoint often holds a password.
public struct StorageConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of mistake, stable enough to compare with.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Kind: String {
            case emptyEndpoint = "empty_endpoint"
            case unsupportedScheme = "unsupported_scheme"
            case embeddedCredentials = "embedded_credentials"
            case unexpectedPath = "unexpected_path"
            case invalidHost = "invalid_host"
            case invalidPort = "invalid_port"
        }

        private let kind: Kind

        /// The endpoint text is empty.
        public static let emptyEndpoint = Code(kind: .emptyEndpoint)
        /// The endpoint's scheme is neither `http` nor `https`.
        public static let unsupportedScheme = Code(kind: .unsupportedScheme)
        /// The endpoint carries a user name or a password, which belong in the access and secret key.
        public static let embeddedCredentials = Code(kind: .embeddedCredentials)
        /// The endpoint carries a path, a query or a fragment, which no signature would cover.
        public static let unexpectedPath = Code(kind: .unexpectedPath)
        /// The endpoint's host is missing or holds a character no host name has.
        public static let invalidHost = Code(kind: .invalidHost)
        /// The endpoint's port is not a number from 1 to 65535.
        public static let invalidPort = Code(kind: .invalidPort)

        /// A short machine-readable name.
        public var description: String { kind.rawValue }

        fileprivate var advice: String {
            switch kind {
            case .emptyEndpoint: "the endpoint is empty; write host:port, for example minio:9000"
            case .unsupportedScheme: "the endpoint's scheme must be http or https"
            case .embeddedCredentials: "the endpoint must hold no user name or password; use the access and secret key"
            case .unexpectedPath: "the endpoint must be only scheme, host and port, without path, query or fragment"
            case .invalidHost: "the endpoint's host must be a host name, an IPv4 address or an IPv6 address in brackets"
            case .invalidPort: "the endpoint's port must be a number from 1 to 65535"
            }
        }
    }

    /// What is wrong.
    public let code: Code

    /// One sentence for an operator, safe to log.
    public var description: String { "storage configuration: \(code.advice)" }

    init(_ code: Code) {
        self.code = code
    }
}
