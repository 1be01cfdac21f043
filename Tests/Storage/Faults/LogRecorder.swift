import Logging
import Synchronization

/// Keeps every log line as text.
struct LogRecorder: LogHandler {
    private final class Storage: Sendable {
        let lines = Mutex<[String]>([])
    }

    private let storage = Storage()
    var logLevel = Logger.Level.trace
    var metadata: Logger.Metadata = [:]

    var lines: [String] { storage.lines.withLock { $0 } }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let facts = (event.metadata ?? [:]).map { "\($0.key)=\($0.value)" }.sorted().joined(separator: " ")
        storage.lines.withLock { $0.append("\(event.level) \(event.message) \(facts)") }
    }
}
