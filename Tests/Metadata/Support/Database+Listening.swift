@testable import Metadata

extension Database {
    /// The notifications on a channel, from now until the reader stops or the database is closed.
    ///
    /// nil stands for "listening again, something may have been missed"; the first element is such a nil. A reader
    /// that falls more than 256 behind loses the oldest ones.
    func listen(_ channel: String) -> AsyncStream<DatabaseNotification?> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: DatabaseNotification?.self, bufferingPolicy: .bufferingNewest(256))
        let id = listener.subscribe(to: channel) { event in
            switch event {
            case .listening: continuation.yield(nil)
            case .notification(let notification): continuation.yield(notification)
            case .closed: continuation.finish()
            }
        }
        continuation.onTermination = { [weak listener] _ in listener?.unsubscribe(id) }
        return stream
    }
}
