public import Logging
import Metadata
public import ServiceLifecycle
import Storage
import TracePropagation
import Tracing

/// Lets a janitor do a round now and then, for as long as the service runs.
///
/// Every replica runs one: whoever comes first does the round, and who comes within nine tenths of the interval after it
/// does nothing. The first round comes after a random part of the interval, so that replicas that start together don't
/// come together.
public struct HousekeepingService: Service {
    private let janitor: Janitor
    private let interval: Duration
    private let logger: Logger
    private let clock: any Clock<Duration>
    private let random: @Sendable () -> Double
    private let report: @Sendable (HousekeepingReport?) -> Void

    /// Makes the service.
    ///
    /// - Parameters:
    ///   - janitor: Who does the rounds.
    ///   - interval: From the end of one round to the beginning of the next. Default 10 min; at least 1 ms.
    ///   - logger: Where the line of each round goes.
    ///   - clock: Measures the pauses.
    ///   - random: Gives the part of the first interval to wait, in 0..<1.
    ///   - report: Is told of each round, and with nil of one that failed; for metrics.
    public init(
        janitor: Janitor, interval: Duration = .seconds(600), logger: Logger,
        clock: any Clock<Duration> = ContinuousClock(),
        random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
        report: @escaping @Sendable (HousekeepingReport?) -> Void = { _ in }
    ) {
        self.janitor = janitor
        self.interval = max(.milliseconds(1), interval)
        self.logger = logger
        self.clock = clock
        self.random = random
        self.report = report
    }

    /// Runs until graceful shutdown, which also stops a round under way, or until the task is cancelled; never throws.
    public func run() async {
        await cancelWhenGracefulShutdown { await work() }
    }

    private func work() async {
        try? await clock.sleep(for: interval * min(max(random(), 0), 1))
        while !Task.isCancelled {
            // Each round is a trace, by which the lines of its calls to the store are found.
            await ServiceContext.withValue(.work(of: nil, in: .root(isSampled: false))) { await round() }
            try? await clock.sleep(for: interval)
        }
    }

    private func round() async {
        do {
            let report = try await janitor.round(dryRun: false, pause: interval * 0.9)
            let isNotable = report.hasChanges || report.outcome == .leaseLost
            logger.log(
                level: isNotable ? .info : .debug, "Housekeeping round ended", metadata: report.logMetadata)
            self.report(report)
        } catch {
            guard !Task.isCancelled else { return }
            logger.warning("Housekeeping round failed", metadata: ["error": "\(Self.reason(error))"])
            report(nil)
        }
    }

    /// Only the errors of our own rooms promise that their text holds no secret.
    private static func reason(_ error: any Error) -> String {
        switch error {
        case let error as StorageError: error.description
        case let error as DatabaseError: error.description
        default: "unexpected error of type \(type(of: error))"
        }
    }
}
