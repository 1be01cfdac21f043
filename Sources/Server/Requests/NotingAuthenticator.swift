import ContractRuntime
import Generated
import Metadata

/// Notes whom an authenticator found, for the request's line in the log.
struct NotingAuthenticator<Base: MatchBotFilesAuthenticator>: MatchBotFilesAuthenticator
where Base.Principal == UserID {
    var base: Base

    func bearerToken(_ token: BearerToken) async throws -> UserID? {
        let user = try await base.bearerToken(token)
        RequestNotes.current?.user = user
        return user
    }
}
