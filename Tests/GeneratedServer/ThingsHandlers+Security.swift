import ContractRuntime

/// The operations that ask for credentials answer who asks.
extension ThingsHandlers {
    func secureHeader(
        _ input: SecureHeader.Input, context: AuthenticatedContext<String>
    ) async throws -> SecureHeader.Output { .ok(context.principal) }

    func secureQuery(
        _ input: SecureQuery.Input, context: AuthenticatedContext<String>
    ) async throws -> SecureQuery.Output { .ok(context.principal) }

    func secureCookie(
        _ input: SecureCookie.Input, context: AuthenticatedContext<String>
    ) async throws -> SecureCookie.Output { .ok(context.principal) }

    func secureBasic(
        _ input: SecureBasic.Input, context: AuthenticatedContext<String>
    ) async throws -> SecureBasic.Output { .ok(context.principal) }

    func secureDigest(
        _ input: SecureDigest.Input, context: AuthenticatedContext<String>
    ) async throws -> SecureDigest.Output { .ok(context.principal) }

    func secureScopes(
        _ input: SecureScopes.Input, context: AuthenticatedContext<String>
    ) async throws -> SecureScopes.Output { .ok(context.principal) }

    func secureOpenID(
        _ input: SecureOpenID.Input, context: AuthenticatedContext<String>
    ) async throws -> SecureOpenID.Output { .ok(context.principal) }

    func secureCertificate(
        _ input: SecureCertificate.Input, context: AuthenticatedContext<String>
    ) async throws -> SecureCertificate.Output { .ok(context.principal) }

    func secureEither(
        _ input: SecureEither.Input, context: AuthenticatedContext<String>
    ) async throws -> SecureEither.Output { .ok(context.principal) }

    func secureScoped(
        _ input: SecureScoped.Input, context: AuthenticatedContext<String>
    ) async throws -> SecureScoped.Output { .ok(context.principal) }

    func secureBoth(
        _ input: SecureBoth.Input, context: AuthenticatedContext<String>
    ) async throws -> SecureBoth.Output { .ok(context.principal) }

    func secureOptional(
        _ input: SecureOptional.Input, context: AuthenticatedContext<String?>
    ) async throws -> SecureOptional.Output { .ok(context.principal ?? "anybody") }
}

/// Knows `ann`, whose every credential is `good`, and `bob`, whose token is `bob`.
struct ThingsCredentials: ThingsAuthenticator {
    typealias Principal = String

    /// The certificate of `ann` in DER.
    var certificate: [UInt8] = [1, 2, 3]

    func headerKey(_ key: APIKey) async throws -> String? { key.text == "good" ? "ann" : nil }
    func queryKey(_ key: APIKey) async throws -> String? { key.text == "good" ? "ann" : nil }
    func cookieKey(_ key: APIKey) async throws -> String? { key.text == "good" ? "ann" : nil }

    func password(_ credentials: BasicCredentials) async throws -> String? {
        credentials.password == "go:od" ? credentials.user : nil
    }

    func digest(_ credentials: AuthorizationCredentials) async throws -> String? {
        credentials.text.contains("username=\"ann\"") ? "ann" : nil
    }

    func token(_ token: BearerToken) async throws -> String? {
        ["good": "ann", "bob": "bob"][token.text]
    }

    func oauth(_ token: BearerToken, scopes: [String]) async throws -> String? {
        switch token.text {
        case "good": return "ann"
        case "reader": throw ContractFailure.insufficientScope(scopes)
        default: return nil
        }
    }

    func openid(_ token: BearerToken, scopes: [String]) async throws -> String? {
        token.text == "good" ? "ann" : nil
    }

    func certificate(_ certificate: PeerCertificate) async throws -> String? {
        certificate.bytes == self.certificate ? "ann" : nil
    }

    func combine(_ principals: [String]) async throws -> String? {
        Set(principals).count == 1 ? principals.first : nil
    }
}
