/// Where a client's credential comes from.
///
/// It is asked for every request, so that a token can be renewed; keeping one for a while is up to the source.
public struct CredentialSource<Value: Sendable>: Sendable {
    let value: @Sendable (_ scopes: [String]) async throws -> Value

    /// Makes a source.
    ///
    /// - Parameter value: Gets the credential; it is told the scopes that the operation needs.
    public init(_ value: @escaping @Sendable (_ scopes: [String]) async throws -> Value) {
        self.value = value
    }

    /// A credential that stays the same.
    public static func fixed(_ value: Value) -> Self {
        Self { _ in value }
    }
}

/// One security scheme of a contract, as an operation of a client sends it: the counterpart of `Credential`.
public struct ClientCredential: Sendable {
    let scheme: String
    let isPresent: Bool
    let send: @Sendable (ContractCall) async throws -> ContractCall

    private init<Value: Sendable>(
        _ scheme: String, _ source: CredentialSource<Value>?, scopes: [String],
        send: @escaping @Sendable (Value, inout ContractCall) throws(UnwritableValue) -> Void
    ) {
        self.scheme = scheme
        isPresent = source != nil
        self.send = { call in
            guard let source else { return call }
            let value = try await source.value(scopes)
            var call = call
            do throws(UnwritableValue) {
                try send(value, &call)
            } catch {
                call.record(scheme, .header, error)
            }
            return call
        }
    }

    /// A bearer token (RFC 6750), as `http` `bearer`, `oauth2` and `openIdConnect` have it.
    public static func bearer(
        _ scheme: String, _ source: CredentialSource<BearerToken>?, scopes: [String] = []
    ) -> Self {
        Self(scheme, source, scopes: scopes) { token, call throws(UnwritableValue) in
            try call.authorize("Bearer", token.text)
        }
    }

    /// A name and a password (RFC 7617).
    public static func basic(
        _ scheme: String, _ source: CredentialSource<BasicCredentials>?, scopes: [String] = []
    ) -> Self {
        Self(scheme, source, scopes: scopes) { credentials, call throws(UnwritableValue) in
            guard !credentials.user.contains(":") else {
                throw UnwritableValue("has a colon in the user's name, which Basic cannot tell")
            }
            try call.authorize("Basic", Base64.encode(Array("\(credentials.user):\(credentials.password)".utf8)))
        }
    }

    /// Any other scheme of the field `Authorization`.
    public static func authorization(
        _ scheme: String, _ name: String, _ source: CredentialSource<AuthorizationCredentials>?, scopes: [String] = []
    ) -> Self {
        Self(scheme, source, scopes: scopes) { credentials, call throws(UnwritableValue) in
            try call.authorize(name, credentials.text)
        }
    }

    /// A key of a name in a header, in the query or in a cookie.
    public static func apiKey(
        _ scheme: String, _ name: String, in location: Violation.Location, _ source: CredentialSource<APIKey>?,
        scopes: [String] = []
    ) -> Self {
        Self(scheme, source, scopes: scopes) { key, call throws(UnwritableValue) in
            try call.add(key, name, in: location)
        }
    }

    /// The certificate that the transport shows for its connections, if it shows one.
    public static func mutualTLS(_ scheme: String, _ isShown: Bool) -> Self {
        Self(scheme, isShown ? CredentialSource.fixed(true) : nil, scopes: []) { _, _ in }
    }
}

extension ContractCall {
    /// Adds the credentials of the first alternative that has all of them.
    ///
    /// - Parameters:
    ///   - alternatives: What is enough to be let in; all credentials of one are needed.
    ///   - isOptional: Whether the operation takes a request without any.
    /// - Throws: `ClientError`, and what a source throws.
    public mutating func authenticate(anyOf alternatives: [[ClientCredential]], isOptional: Bool = false) async throws {
        guard let chosen = alternatives.first(where: { $0.allSatisfy(\.isPresent) }) else {
            if isOptional { return }
            throw ClientError(
                metadata.identifier,
                .missingCredential(schemes: alternatives.map { $0.map(\.scheme).joined(separator: " and ") }))
        }
        for credential in chosen { self = try await credential.send(self) }
    }

    fileprivate mutating func authorize(_ scheme: String, _ text: String) throws(UnwritableValue) {
        try HeaderField.check(text)
        headers.append(HeaderField("Authorization", "\(scheme) \(text)"))
    }

    fileprivate mutating func add(
        _ key: APIKey, _ name: String, in location: Violation.Location
    ) throws(UnwritableValue) {
        switch location {
        case .query: query.append("\(PercentEncoding.encode(name))=\(PercentEncoding.encode(key.text))")
        case .cookie:
            cookies.append("\(name)=\(PercentEncoding.encode(key.text, keeping: "!#$&'()*+/:<=>?@[]^`{|}"))")
        case .header, .path, .body:
            try HeaderField.check(key.text)
            headers.append(HeaderField(name, key.text))
        }
    }
}
