/// One security scheme of a contract, as an operation asks for it: where its credential stands and who it belongs to.
public struct Credential<Principal: Sendable>: Sendable {
    /// What became of it.
    enum Outcome: Sendable {
        /// The request carries none.
        case absent
        /// It carries one that is not valid.
        case refused
        /// It carries a valid one.
        case accepted(Principal)
    }

    /// What a refused client is told to send (RFC 9110, section 11.6.1).
    let challenge: String
    /// What is added when the credential was there and not valid.
    let errorChallenge: String
    let check: @Sendable (ContractRequest) async throws -> Outcome

    private init<Value: Sendable>(
        challenge: String, errorChallenge: String? = nil, find: @escaping @Sendable (ContractRequest) -> Found<Value>,
        verify: @escaping @Sendable (Value) async throws -> Principal?
    ) {
        self.challenge = challenge
        self.errorChallenge = errorChallenge ?? challenge
        check = { request in
            switch find(request) {
            case .nothing: return .absent
            case .malformed: return .refused
            case .value(let value): return try await verify(value).map { .accepted($0) } ?? .refused
            }
        }
    }

    private enum Found<Value: Sendable> {
        case nothing
        case malformed
        case value(Value)

        init(_ value: Value?) {
            self = value.map { .value($0) } ?? .nothing
        }

        /// What the field `Authorization` holds of a scheme: one that cannot be read was meant to be a credential.
        init(scheme: String, in request: ContractRequest, read: (String?) -> Value?) {
            let field = request.header("Authorization")
            guard AuthorizationCredentials.isOf(scheme, authorization: field) else {
                self = .nothing
                return
            }
            self = read(field).map { .value($0) } ?? .malformed
        }
    }

    /// A bearer token (RFC 6750), as `http` `bearer`, `oauth2` and `openIdConnect` have it.
    public static func bearer(_ verify: @escaping @Sendable (BearerToken) async throws -> Principal?) -> Self {
        Self(
            challenge: "Bearer", errorChallenge: "Bearer error=\"invalid_token\"",
            find: { Found(scheme: "Bearer", in: $0) { BearerToken(authorization: $0) } }, verify: verify)
    }

    /// A name and a password (RFC 7617).
    public static func basic(_ verify: @escaping @Sendable (BasicCredentials) async throws -> Principal?) -> Self {
        Self(
            challenge: "Basic realm=\"API\", charset=\"UTF-8\"",
            find: { Found(scheme: "Basic", in: $0) { BasicCredentials(authorization: $0) } }, verify: verify)
    }

    /// Any other scheme of the field `Authorization`.
    public static func authorization(
        _ scheme: String, _ verify: @escaping @Sendable (AuthorizationCredentials) async throws -> Principal?
    ) -> Self {
        Self(
            challenge: scheme,
            find: { request in
                Found(scheme: scheme, in: request) { AuthorizationCredentials(scheme: scheme, authorization: $0) }
            }, verify: verify)
    }

    /// A key of a name in a header, in the query or in a cookie.
    public static func apiKey(
        _ name: String, in location: Violation.Location,
        _ verify: @escaping @Sendable (APIKey) async throws -> Principal?
    ) -> Self {
        Self(
            challenge: "ApiKey name=\"\(name)\", in=\"\(location.rawValue)\"",
            find: { request in
                var parameters = ParameterReader(request)
                return Found(parameters.text(name, in: location).map(APIKey.init))
            }, verify: verify)
    }

    /// The certificate that the client has shown for its connection.
    public static func mutualTLS(_ verify: @escaping @Sendable (PeerCertificate) async throws -> Principal?) -> Self {
        Self(
            challenge: "Mutual", find: { Found($0.peerCertificate.map(PeerCertificate.init)) }, verify: verify)
    }
}
