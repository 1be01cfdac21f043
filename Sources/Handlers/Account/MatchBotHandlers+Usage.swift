public import ContractRuntime
public import Generated
public import Metadata

extension MatchBotHandlers {
    /// What the user's files take up, beside what they may.
    public func getUsage(
        _ input: GetUsage.Input, context: AuthenticatedContext<UserID>
    ) async throws -> GetUsage.Output {
        .ok(AccountUsage(try await files.usage(of: context.principal), of: quota))
    }

    /// What each user may keep: the contract's quota, unless the operator set another.
    public var quota: QuotaRule {
        let rule = SignUpload.metadata.quota
        return QuotaRule(
            files: configuration.quotaFiles ?? rule?.files ?? Int64.max,
            bytes: configuration.quotaBytes ?? rule?.bytes ?? Int64.max)
    }
}

extension AccountUsage {
    init(_ usage: Usage, of quota: QuotaRule) {
        self.init(
            files: Allowance(used: max(0, usage.files), limit: quota.files),
            bytes: Allowance(used: max(0, usage.bytes), limit: quota.bytes))
    }
}
