import ContractHummingbird
import NIOCore

/// What clients may take of this process, all together and each connection.
struct ConnectionConfiguration: Sendable {
    /// How many connections may be open at once.
    var maximum: Int
    var bounds: ConnectionBounds
    /// How many bytes the fields of one head may have.
    var headerBytes: Int
    /// How many fields one head may have.
    var headerFields: Int

    static func load(_ reader: SettingReader, mistakes: inout ConfigurationMistakes) -> ConnectionConfiguration {
        func seconds(_ name: String, default value: Int) -> TimeAmount {
            .seconds(Int64(reader.integer(name, default: value, in: 1...3_600, &mistakes)))
        }
        let bodyTime = seconds("REQUEST_SECONDS", default: 30)
        return ConnectionConfiguration(
            maximum: reader.integer("MAX_CONNECTIONS", default: 10_000, in: 1...1_000_000, &mistakes),
            bounds: ConnectionBounds(
                headTime: seconds("HEADER_SECONDS", default: 10), idleTime: seconds("IDLE_SECONDS", default: 75),
                bodyTime: bodyTime,
                bodyBytesPerSecond: reader.integer("BODY_BYTES_PER_SECOND", default: 240, in: 0...1 << 20, &mistakes),
                answerTime: seconds("ANSWER_SECONDS", default: 30)),
            headerBytes: reader.integer("HEADER_BYTES", default: 32_768, in: 1_024...1 << 20, &mistakes),
            headerFields: reader.integer("HEADER_FIELDS", default: 100, in: 10...10_000, &mistakes))
    }
}

/// How the process stops when it is told to.
struct ShutdownConfiguration: Sendable {
    /// How long it goes on as before, only not ready, so that whoever sends requests learns of it first.
    var delay: Duration
    /// How long running requests and jobs may then go on; what takes longer is cut off.
    var grace: Duration

    static func load(_ reader: SettingReader, mistakes: inout ConfigurationMistakes) -> ShutdownConfiguration {
        ShutdownConfiguration(
            delay: .seconds(reader.integer("SHUTDOWN_DELAY_SECONDS", default: 0, in: 0...300, &mistakes)),
            grace: .seconds(reader.integer("SHUTDOWN_GRACE_SECONDS", default: 20, in: 1...3_600, &mistakes)))
    }
}
