/// One operation, ready to be registered on an HTTP server.
public struct OperationRoute: Sendable {
    /// What the contract says of it.
    public var metadata: OperationMetadata
    /// Authenticates, reads, validates, calls the handler and writes its answer.
    public var respond: @Sendable (ContractRequest) async throws -> ContractResponse

    /// Makes a route.
    public init(
        _ metadata: OperationMetadata, respond: @escaping @Sendable (ContractRequest) async throws -> ContractResponse
    ) {
        self.metadata = metadata
        self.respond = respond
    }
}

/// What a handler knows of a request besides its input.
public struct OperationContext: Sendable {
    /// Finds the request in the log; part of every problem.
    public var requestID: String

    /// Makes a context.
    public init(requestID: String) {
        self.requestID = requestID
    }
}

/// What a handler knows of an authenticated request besides its input.
public struct AuthenticatedContext<Principal: Sendable>: Sendable {
    /// Finds the request in the log; part of every problem.
    public var requestID: String
    /// Who asks.
    public var principal: Principal

    /// Makes a context.
    public init(requestID: String, principal: Principal) {
        self.requestID = requestID
        self.principal = principal
    }
}
