/// Something that happened between the service and its database, for whoever keeps metrics.
///
/// Observers are called on whatever thread the work runs on and must return at once.
public enum DatabaseEvent: Sendable, Hashable {
    /// A statement, or several in one round trip, ended.
    ///
    /// - Parameters:
    ///   - outcome: `success`, or ``DatabaseError/metricName``: one of a fixed set.
    ///   - duration: From asking the pool for a connection, where that was needed, to the answer.
    case statement(outcome: String, duration: Duration)
    /// A request for a connection got one, or was refused one.
    ///
    /// - Parameter duration: How long it waited.
    case wait(duration: Duration)

    /// Takes note of events; must not block.
    public typealias Observer = @Sendable (DatabaseEvent) -> Void
}
