public import ContractRuntime
public import Generated
public import Metadata

extension MatchBotHandlers {
    /// Every operation, ready to be registered; what a request changes or is refused is recorded in the audit trail
    /// under its identifier.
    public func attributedRoutes<Authenticator: MatchBotFilesAuthenticator>(
        authenticator: Authenticator
    ) -> [OperationRoute] where Authenticator.Principal == UserID {
        routes(authenticator: authenticator).map { route in
            OperationRoute(route.metadata) { request in
                let origin = ChangeOrigin.request(request.requestID, operation: route.metadata.identifier)
                return try await ChangeOrigin.$current.withValue(origin) { try await route.respond(request) }
            }
        }
    }
}
