/// How one attempt failed, with what the pipeline must know besides the error.
struct AttemptFailure: Error, Sendable, Hashable {
    let error: StorageError
    /// Whether the request provably never left this machine, so that repeating it cannot do its work twice.
    let isUnsent: Bool

    init(_ error: StorageError, isUnsent: Bool = false) {
        self.error = error
        self.isUnsent = isUnsent
    }
}

extension StorageError {
    /// Whether the store, or the way to it, failed in a way that may pass; our own refusals are not among them.
    var isPassingStoreFailure: Bool { isRetryable && code != .circuitOpen && code != .tooManyWaiting }

    /// What the breaker learns from the error.
    ///
    /// A store that answers 4xx is alive and refuses the request; asking for fewer requests (429, `SlowDown`) is the one
    /// such answer that a breaker helps against. Without an answer, only a failed connection or a time-out says anything.
    var breakerOutcome: CircuitBreakerStateMachine.Outcome {
        guard isPassingStoreFailure else { return status == nil ? .ignored : .success }
        if let status, (400..<500).contains(status), code != .slowDown { return .success }
        return .failure
    }
}
