import ArgumentParser
import Foundation
import Logging
import Tracing

/// Migrates, serves requests and works off jobs until it is told to stop.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve requests and ingest files.",
        discussion: """
            SIGTERM or Ctrl-C stops it in order: no new requests, then the running ones and jobs end. A second one stops \
            it at once.
            """)

    @Option(help: "A file to write the bound port to once requests are answered.")
    var portFile: String?

    func run() async throws {
        let configuration = try ServiceConfiguration.loadOrExit()
        let sink = LogSink(descriptor: STDOUT_FILENO)
        let logger = JSONLogHandler.makeLogger(label: "matchbot", level: configuration.logLevel, sink: sink)
        defer { sink.flush() }
        if configuration.writesSpans { InstrumentationSystem.bootstrap(LogTracer(logger: logger)) }
        let stopping = Latch()
        let composition = Composition(
            configuration, logger: logger, portFile: portFile, stopping: stopping,
            droppedLogLines: { sink.dropped })
        let shutdown = Shutdown(
            configuration: configuration.shutdown, stopping: stopping, connections: composition.connections,
            logger: logger,
            exit: { status in
                sink.flush()
                Foundation.exit(status)
            })
        try await shutdown.run(composition.services, workers: composition.workers)
    }
}
