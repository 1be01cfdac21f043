import ArgumentParser
import AsyncHTTPClient
import Foundation
import Housekeeping
import Storage

/// Does one round of housekeeping, or tells what it would do.
struct HousekeepingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "housekeeping",
        abstract: "Remove what nobody needs any more, archive old files, and report what does not fit together.",
        discussion: "The running service does the same every few minutes; one round runs at a time.")

    @Flag(help: "Change nothing; tell what the next round would do.")
    var dryRun = false

    @Flag(help: "Print the report as JSON.")
    var json = false

    func run() async throws {
        let configuration = try ServiceConfiguration.loadOrExit()
        let isDryRun = dryRun
        let report = try await CommandDatabase.with(configuration, label: "housekeeping") { database, logger in
            let client = HTTPClient(configuration: configuration.storage.httpClientConfiguration)
            let store = ObjectStore(
                configuration: configuration.storage, httpClient: client, logger: logger, now: { Date() })
            let janitor = Janitor(
                configuration: configuration.janitor, buckets: configuration.storage.buckets, store: store,
                database: database, logger: logger)
            let result: Result<HousekeepingReport, any Error>
            do { result = .success(try await janitor.round(dryRun: isDryRun)) } catch { result = .failure(error) }
            try await client.shutdown()
            return try result.get()
        }
        print(json ? try report.json() : report.description)
    }
}
