import ArgumentParser
import Foundation
import Hummingbird
import Logging
import ServiceLifecycle
import Tracing
import UnixSignals

/// Migrates, serves requests and works off jobs until it is told to stop.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve requests and ingest files.",
        discussion: "SIGTERM or Ctrl-C stops it in order: no new requests, then the running ones and jobs end.")

    @Option(help: "A file to write the bound port to once requests are answered.")
    var portFile: String?

    /// How long running requests and jobs may go on after the signal; what takes longer is cut off.
    private static let grace = Duration.seconds(20)

    func run() async throws {
        let configuration = try ServiceConfiguration.loadOrExit()
        let sink = LogSink(descriptor: STDOUT_FILENO)
        let logger = JSONLogHandler.makeLogger(label: "matchbot", level: configuration.logLevel, sink: sink)
        defer { sink.flush() }
        if configuration.writesSpans { InstrumentationSystem.bootstrap(LogTracer(logger: logger)) }
        let service = Composition.make(
            configuration, logger: logger, portFile: portFile, droppedLogLines: { sink.dropped })
        var group = ServiceGroupConfiguration(
            services: [.init(service: service)], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        group.maximumGracefulShutdownDuration = Self.grace
        try await ServiceGroup(configuration: group).run()
    }
}
