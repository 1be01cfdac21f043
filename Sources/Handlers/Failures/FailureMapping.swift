public import ContractRuntime
import Metadata
import Storage

/// Maps errors of the layers below to what a caller reads; they know nothing of HTTP, and nothing of them leaks.
public enum FailureMapping {
    /// How long a caller is asked to wait, in seconds.
    static let retryAfter = 2

    /// The failure to answer for an error; nil for one that is a mistake of ours.
    @Sendable public static func failure(for error: any Error) -> ContractFailure? {
        switch error {
        case let error as DatabaseError: failure(for: error)
        case let error as StorageError: failure(for: error)
        default: nil
        }
    }

    private static func failure(for error: DatabaseError) -> ContractFailure? {
        switch error.code {
        case .unavailable, .poolExhausted, .timeout, .serialization, .cancelled:
            unavailable("database_unavailable", "The database is unavailable")
        // The schema is not there yet: another replica, or this one, is still bringing it up to date.
        default:
            ["42P01", "42703", "42883"].contains(error.sqlState)
                ? unavailable("database_unavailable", "The database is unavailable") : nil
        }
    }

    private static func failure(for error: StorageError) -> ContractFailure? {
        unavailable("storage_unavailable", "The object store is unavailable", after: error.retryAfter)
    }

    private static func unavailable(_ code: String, _ title: String, after wait: Duration? = nil) -> ContractFailure {
        let seconds = wait.map { max(1, min(60, Int($0.timeInterval.rounded(.up)))) } ?? retryAfter
        return ContractFailure(
            status: 503, code: code, title: title, detail: "Ask again in a few seconds.",
            headers: [HeaderField("Retry-After", String(seconds))])
    }
}
