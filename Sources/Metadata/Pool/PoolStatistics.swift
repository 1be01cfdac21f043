/// How busy the connection pool is at one moment.
public struct PoolStatistics: Sendable, Hashable {
    /// Connections at most.
    public var size: Int
    /// Open and free.
    public var idle: Int
    /// Running a statement or lent to a transaction.
    public var inUse: Int
    /// Being opened.
    public var connecting: Int
    /// Requests that wait for a connection.
    public var waiting: Int

    /// Statistics with these figures.
    public init(size: Int, idle: Int, inUse: Int, connecting: Int, waiting: Int) {
        self.size = size
        self.idle = idle
        self.inUse = inUse
        self.connecting = connecting
        self.waiting = waiting
    }
}
