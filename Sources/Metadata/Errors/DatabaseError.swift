/// What went wrong between the service and PostgreSQL, safe to log as it is.
///
/// It holds no SQL parameter, no server message (those quote values) and no connection URL: only a stable code, the
/// server's SQLSTATE, the name of a violated constraint and the name of the operation.
public struct DatabaseError: Error, Sendable, Hashable {
    /// The kind of failure; what a caller decides by.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Kind: String, Sendable, Hashable {
            case unavailable
            case poolExhausted = "pool_exhausted"
            case timeout
            case constraintViolation = "constraint_violation"
            case serialization
            case invalidData = "invalid_data"
            case protocolViolation = "protocol_violation"
            case cancelled
            case unexpected
        }

        private var kind: Kind

        /// The server can't be reached, is starting, stopping or read-only, or the connection was lost.
        ///
        /// A write may or may not have been committed when the connection was lost in the middle of it.
        public static let unavailable = Code(kind: .unavailable)
        /// No connection became free in time, or too many requests were waiting already. Nothing was sent.
        public static let poolExhausted = Code(kind: .poolExhausted)
        /// The statement or a lock took longer than allowed. The statement was rolled back.
        public static let timeout = Code(kind: .timeout)
        /// A constraint refused the data; see ``DatabaseError/constraint``.
        public static let constraintViolation = Code(kind: .constraintViolation)
        /// The transaction lost against another one; repeating it can succeed.
        public static let serialization = Code(kind: .serialization)
        /// A value doesn't fit its column: too long, out of range, or text with a NUL byte.
        public static let invalidData = Code(kind: .invalidData)
        /// The answer wasn't what the statement promises: a mistake in this module or a foreign schema.
        public static let protocolViolation = Code(kind: .protocolViolation)
        /// The calling task was cancelled.
        public static let cancelled = Code(kind: .cancelled)
        /// Any other failure; the SQLSTATE says which.
        public static let unexpected = Code(kind: .unexpected)

        /// The code in snake case, such as `pool_exhausted`.
        public var description: String { kind.rawValue }
    }

    /// The kind of failure.
    public var code: Code
    /// The five characters that PostgreSQL gave (appendix A of its manual); nil when it gave none.
    public var sqlState: String?
    /// The name of the violated constraint; nil for any other failure.
    public var constraint: String?
    /// The statement or step that failed, such as `createFileRecord`.
    public var operation: String
    /// A fixed sentence for the person who reads the log; nil when the code says it all.
    public var hint: String?
    /// Whether the connection was lost while the statement was under way.
    ///
    /// Such a read may be repeated; of such a write nobody knows whether it was committed.
    public var isConnectionLoss: Bool

    /// An error with these parts; `hint` must be a fixed text, never data.
    public init(
        _ code: Code, sqlState: String? = nil, constraint: String? = nil, operation: String, hint: String? = nil,
        isConnectionLoss: Bool = false
    ) {
        self.code = code
        self.sqlState = sqlState
        self.constraint = constraint
        self.operation = operation
        self.hint = hint
        self.isConnectionLoss = isConnectionLoss
    }

    /// Whether the same call can succeed later without any change.
    public var isRetryable: Bool {
        [.unavailable, .poolExhausted, .timeout, .serialization].contains(code)
    }

    /// A label for metrics; one of the codes, so its number of values is bounded.
    public var metricName: String { code.description }
}

extension DatabaseError: CustomStringConvertible {
    /// One line for logs, without data.
    public var description: String {
        var text = "database error \(code) in \(operation)"
        if let sqlState { text += ", SQLSTATE \(sqlState)" }
        if let constraint { text += ", constraint \(constraint)" }
        if let hint { text += ": \(hint)" }
        return text
    }
}
