import ArgumentParser
import Foundation
import Logging
import Metadata

/// Brings the database's schema up to date and ends.
struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Bring the database's schema up to date.")

    func run() async throws {
        let configuration = try ServiceConfiguration.loadOrExit()
        let sink = LogSink(descriptor: STDERR_FILENO)
        let logger = JSONLogHandler.makeLogger(label: "migrate", level: configuration.logLevel, sink: sink)
        defer { sink.flush() }
        let database = Database(configuration: configuration.database, logger: logger)
        let applied: [String] = try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await database.run() }
            defer { group.cancelAll() }
            return try await Migrator(database: database, logger: logger).run()
        }
        print(applied.isEmpty ? "The schema is up to date." : "Applied: \(applied.joined(separator: ", "))")
    }
}
