import CLibPQ
import Dispatch

/// A request to the server to cancel what one connection runs.
///
/// `@unchecked Sendable` holds because a `PGcancel` is never changed after `PQgetCancel` made it, `PQcancel` may be
/// called from any thread (manual, "Canceling Queries in Progress"), and only `deinit` frees it.
final class CancelRequest: @unchecked Sendable {
    /// `PQcancel` connects and waits, so it gets threads of its own.
    private static let queue = DispatchQueue(label: "database.cancel", attributes: .concurrent)

    private let pointer: OpaquePointer

    init(adopting pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit {
        PQfreeCancel(pointer)
    }

    /// Sends the request and calls `completion` when the server has passed the signal on, or can't be reached.
    func send(completion: @escaping @Sendable () -> Void) {
        Self.queue.async { [self] in
            var message = [CChar](repeating: 0, count: 256)
            _ = PQcancel(pointer, &message, CInt(message.count))
            completion()
        }
    }
}
