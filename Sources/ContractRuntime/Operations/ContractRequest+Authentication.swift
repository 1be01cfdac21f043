extension ContractRequest {
    /// Finds out who asks.
    ///
    /// - Parameter verify: Finds the principal of a token, or nothing when it is not valid.
    /// - Throws: `ContractFailure.unauthorized` with a challenge (RFC 6750, section 3).
    public func authenticate<Principal>(
        _ verify: (BearerToken) async throws -> Principal?
    ) async throws -> Principal {
        guard let token = BearerToken(authorization: header("Authorization")) else {
            throw ContractFailure.unauthorized(challenge: "Bearer")
        }
        guard let principal = try await verify(token) else {
            throw ContractFailure.unauthorized(challenge: "Bearer error=\"invalid_token\"")
        }
        return principal
    }
}
