/// What the circuit breaker in front of the store does with the next call.
public enum CircuitBreakerState: String, Sendable, Hashable, CaseIterable {
    /// Calls go to the store.
    case closed = "closed"
    /// Calls are refused with ``StorageError/Code/circuitOpen`` and the store is left alone.
    case open = "open"
    /// A few calls go to the store to find out whether it is back; the others are refused.
    case halfOpen = "half_open"
}
