/// At most `count` admitted requests of a user in any stretch of time as long as `window`.
///
/// Refused requests don't count. The database's clock decides, so replicas with different clocks agree.
public struct RateLimit: Sendable, Hashable {
    /// Requests at most; at least 1.
    public var count: Int
    /// The sliding window's length.
    public var window: Duration
    /// What is counted; limits of different operations don't affect each other. At most 50 characters.
    public var operation: String

    /// A limit of `count` requests per `window`.
    public init(count: Int, window: Duration, operation: String = "sign_upload") {
        self.count = max(1, count)
        self.window = window
        self.operation = operation
    }
}
