import ContractRuntime
import Foundation
import Logging

/// Writes each log event as one line of JSON: time, level, message, and the metadata as further members.
struct JSONLogHandler: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?
    private let label: String
    private let sink: LogSink
    private let now: @Sendable () -> Date

    init(
        label: String, level: Logger.Level, sink: LogSink, metadataProvider: Logger.MetadataProvider? = nil,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.label = label
        self.metadataProvider = metadataProvider
        logLevel = level
        self.sink = sink
        self.now = now
    }

    static func makeLogger(label: String, level: Logger.Level, sink: LogSink) -> Logger {
        Logger(label: label) { JSONLogHandler(label: $0, level: level, sink: sink, metadataProvider: .trace) }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var writer = JSONWriter()
        writer.beginObject()
        writer.plainName("timestamp")
        writer.write(now())
        writer.plainName("level")
        writer.write(event.level.rawValue)
        writer.plainName("logger")
        writer.write(label)
        writer.plainName("message")
        writer.write(event.message.description)
        for (key, value) in members(of: event).sorted(by: { $0.key < $1.key }) {
            writer.name(key)
            Self.write(value, to: &writer)
        }
        writer.endObject()
        sink.write(writer.bytes + [UInt8(ascii: "\n")])
    }

    /// What the event says wins over what its logger knows, and that over what is known of the task.
    private func members(of event: LogEvent) -> Logger.Metadata {
        var merged = metadataProvider?.get() ?? [:]
        for source in [metadata, event.metadata ?? [:]] {
            for (key, value) in source { merged[key == "hb.request.id" ? "request_id" : key] = value }
        }
        // Only the kind: an error's text may hold what must not be logged.
        if let error = event.error { merged["error_type"] = .string(String(describing: type(of: error))) }
        return merged
    }

    private static func write(_ value: Logger.MetadataValue, to writer: inout JSONWriter) {
        switch value {
        case .string(let text): writer.write(text)
        case .stringConvertible(let number as Int): writer.write(number)
        case .stringConvertible(let number as Int64): writer.write(number)
        case .stringConvertible(let number as Double): writer.write(number)
        case .stringConvertible(let flag as Bool): writer.write(flag)
        case .stringConvertible(let other): writer.write(other.description)
        case .array(let values): writer.write(values) { writer, value in write(value, to: &writer) }
        case .dictionary(let values):
            writer.beginObject()
            for (key, value) in values.sorted(by: { $0.key < $1.key }) {
                writer.name(key)
                write(value, to: &writer)
            }
            writer.endObject()
        }
    }
}
