import Foundation
import Logging
import Metadata

/// Lends a command the database for as long as it runs, and logs to standard error, so that standard output holds
/// nothing but the command's answer.
enum CommandDatabase {
    static func with<Value: Sendable>(
        _ configuration: ServiceConfiguration, label: String,
        _ body: @escaping @Sendable (Database, Logger) async throws -> Value
    ) async throws -> Value {
        let sink = LogSink(descriptor: STDERR_FILENO)
        let logger = JSONLogHandler.makeLogger(label: label, level: configuration.logLevel, sink: sink)
        defer { sink.flush() }
        // A connection that closes because the command is done is no news.
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .warning)
        let database = Database(configuration: configuration.database, logger: quiet)
        let result: Result<Value, any Error>
        do {
            result = .success(
                try await ChangeOrigin.$current.withValue(.administrator) { try await body(database, logger) })
        } catch { result = .failure(error) }
        await database.close()
        return try result.get()
    }
}

/// Why a command did not do what it was asked; the text is for the person who asked.
struct CommandFailure: Error, CustomStringConvertible {
    let description: String
}
