extension ContractRequest {
    /// Finds out who asks.
    ///
    /// - Parameters:
    ///   - alternatives: What is enough, in the order of the contract; of each alternative all credentials are needed.
    ///   - combine: The principal of several that one alternative asks for; nil when they do not belong together.
    /// - Throws: `ContractFailure.unauthorized` with a challenge for each scheme (RFC 9110, section 15.5.2).
    public func authenticate<Principal: Sendable>(
        anyOf alternatives: [[Credential<Principal>]],
        combine: ([Principal]) async throws -> Principal? = { $0.first }
    ) async throws -> Principal {
        guard let principal = try await principal(anyOf: alternatives, isOptional: false, combine: combine) else {
            throw ContractFailure.unauthorized(challenges: [])
        }
        return principal
    }

    /// Finds out who asks where nobody has to tell.
    ///
    /// - Returns: The principal, or nil for a request without any credential. One with a credential that is not valid
    ///   is refused, so that nobody takes an expired one for a valid one.
    public func authenticateIfPresent<Principal: Sendable>(
        anyOf alternatives: [[Credential<Principal>]],
        combine: ([Principal]) async throws -> Principal? = { $0.first }
    ) async throws -> Principal? {
        try await principal(anyOf: alternatives, isOptional: true, combine: combine)
    }

    private func principal<Principal: Sendable>(
        anyOf alternatives: [[Credential<Principal>]], isOptional: Bool,
        combine: ([Principal]) async throws -> Principal?
    ) async throws -> Principal? {
        var challenges: [String] = []
        var isAnyPresent = false
        // Who is known and may not do this may still have another credential that is enough (OpenAPI 3.2, section 4.8.30).
        var forbidden: ContractFailure?
        for alternative in alternatives {
            var principals: [Principal] = []
            for credential in alternative {
                let outcome: Credential<Principal>.Outcome
                do {
                    outcome = try await credential.check(self)
                } catch let failure as ContractFailure where failure.code == ContractFailure.insufficientScope([]).code
                {
                    forbidden = forbidden ?? failure
                    isAnyPresent = true
                    continue
                }
                switch outcome {
                case .accepted(let principal): principals.append(principal)
                case .absent: break
                case .refused: isAnyPresent = true
                }
                let challenge =
                    if case .refused = outcome { credential.errorChallenge } else { credential.challenge }
                if !challenges.contains(challenge) { challenges.append(challenge) }
            }
            if !principals.isEmpty { isAnyPresent = true }
            guard principals.count == alternative.count else { continue }
            if principals.count == 1 { return principals.first }
            if let principal = try await combine(principals) { return principal }
        }
        if let forbidden { throw forbidden }
        if isOptional, !isAnyPresent { return nil }
        throw ContractFailure.unauthorized(challenges: challenges)
    }
}
