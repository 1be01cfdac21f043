import ArgumentParser
import Foundation
import Hummingbird
import Logging

/// Migrates, serves requests and works off jobs until it is told to stop.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve requests and ingest files.",
        discussion: "SIGTERM or Ctrl-C stops it in order: no new requests, then the running ones and jobs end.")

    @Option(help: "A file to write the bound port to once requests are answered.")
    var portFile: String?

    func run() async throws {
        let configuration = try ServiceConfiguration.loadOrExit()
        let sink = LogSink(descriptor: STDOUT_FILENO)
        let logger = JSONLogHandler.makeLogger(label: "matchbot", level: configuration.logLevel, sink: sink)
        defer { sink.flush() }
        let service = try await Composition.make(configuration, logger: logger, portFile: portFile)
        try await service.runService()
    }
}
