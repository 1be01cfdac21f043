public import ContractRuntime
import Generated
public import Metadata

extension MatchBotHandlers {
    /// Operations that count their requests in the statement that does their work, which saves a round trip.
    private static let selfCounting: Set<String> = [SignUpload.metadata.identifier]

    /// Counts a request against the operation's `x-rate-limit`, by user and operation, in the database that all
    /// replicas share.
    public func admit(_ operation: OperationMetadata, context: AuthenticatedContext<UserID>) async throws {
        guard configuration.enforcesRateLimits, !Self.selfCounting.contains(operation.identifier),
            let rule = operation.rateLimit
        else { return }
        let limit = RateLimit(count: rule.requests, window: rule.window, operation: operation.identifier)
        guard case .refused(let wait) = try await limiter.admit(context.principal, limit) else { return }
        throw ContractFailure.rateLimited(retryAfter: wait)
    }
}
