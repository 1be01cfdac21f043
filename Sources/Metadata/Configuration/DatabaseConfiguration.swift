/// Where the database is and how much of it one process may use.
///
/// The URL may hold a password, so neither this type's description nor any error or log line shows it.
public struct DatabaseConfiguration: Sendable {
    /// libpq connection string or URI, such as `postgresql://user:password@host:5432/name`.
    ///
    /// Every keyword of libpq works, `sslmode`, `host=a,b` and `target_session_attrs` among them.
    public var url: String

    /// Replaces the database that `url` names; nil keeps it. Meant for tests and tools.
    public var databaseName: String?

    /// Connections that queries may use at once. Default 10. The LISTEN connection comes on top.
    public var poolSize: Int

    /// Longest time to open one connection, name resolution not counted. Default 5 s; where the URL names several hosts,
    /// each gets its share.
    public var connectTimeout: Duration

    /// Longest run of one statement, enforced by the server. Default 15 s.
    ///
    /// The client waits 2 s longer, then gives the connection up: that covers a server that hangs.
    public var statementTimeout: Duration

    /// Longest silence within a transaction before the server ends the session. Default 60 s; zero for no limit.
    ///
    /// Storing a file's rows is exempt: it is as slow as the file arrives.
    public var idleTransactionTimeout: Duration

    /// Longest wait for a free connection. Default 2 s.
    public var acquireTimeout: Duration

    /// Requests that may wait for a connection at once; one more is refused at once. Default 1,000.
    public var maximumWaiters: Int

    /// A configuration with the documented defaults.
    public init(
        url: String,
        databaseName: String? = nil,
        poolSize: Int = 10,
        connectTimeout: Duration = .seconds(5),
        statementTimeout: Duration = .seconds(15),
        idleTransactionTimeout: Duration = .seconds(60),
        acquireTimeout: Duration = .seconds(2),
        maximumWaiters: Int = 1000
    ) {
        self.url = url
        self.databaseName = databaseName
        self.poolSize = max(1, poolSize)
        self.connectTimeout = connectTimeout
        self.statementTimeout = statementTimeout
        self.idleTransactionTimeout = idleTransactionTimeout
        self.acquireTimeout = acquireTimeout
        self.maximumWaiters = max(0, maximumWaiters)
    }
}

extension DatabaseConfiguration: CustomStringConvertible, CustomReflectable {
    /// The sizes and limits, without the URL.
    public var description: String {
        "DatabaseConfiguration(poolSize: \(poolSize), acquireTimeout: \(acquireTimeout), "
            + "statementTimeout: \(statementTimeout))"
    }

    /// A mirror without the URL, so that `dump` can't print a password.
    public var customMirror: Mirror {
        Mirror(self, children: ["poolSize": poolSize, "statementTimeout": statementTimeout])
    }
}
