import ContractRuntime
import Foundation
import Logging

/// Writes each log event as one line of JSON: time, level, message, and the metadata as further members.
struct JSONLogHandler: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    private let label: String
    private let sink: LogSink
    private let now: @Sendable () -> Date

    init(label: String, level: Logger.Level, sink: LogSink, now: @escaping @Sendable () -> Date = { Date() }) {
        self.label = label
        logLevel = level
        self.sink = sink
        self.now = now
    }

    static func makeLogger(label: String, level: Logger.Level, sink: LogSink) -> Logger {
        Logger(label: label) { JSONLogHandler(label: $0, level: level, sink: sink) }
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
        let merged = event.metadata.map { metadata.merging($0) { _, new in new } } ?? metadata
        for (key, value) in merged.sorted(by: { $0.key < $1.key }) {
            writer.name(key == "hb.request.id" ? "request_id" : key)
            Self.write(value, to: &writer)
        }
        writer.endObject()
        sink.write(writer.bytes + [UInt8(ascii: "\n")])
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
