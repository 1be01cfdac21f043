import Metadata
import Synchronization

/// What is found out about a request on its way, for its line in the log.
final class RequestNotes: Sendable {
    /// The notes of the request that the current task serves.
    @TaskLocal static var current: RequestNotes?

    private let noted = Mutex<UserID?>(nil)

    /// Who asks; nil while nobody is known to.
    var user: UserID? {
        get { noted.withLock { $0 } }
        set { noted.withLock { $0 = newValue } }
    }
}
