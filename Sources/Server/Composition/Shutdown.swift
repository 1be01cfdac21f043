import ContractHummingbird
import Foundation
import Logging
import ServiceLifecycle
import UnixSignals

/// Runs everything until a signal comes, and then stops it in order.
///
/// At once the service is no longer ready and workers take no more jobs. After the delay no connection is accepted, idle
/// ones are closed, and running requests end, each answer saying that it is the connection's last. What has not ended after
/// the grace is cut off. A second signal ends the process on the spot.
struct Shutdown: Sendable {
    var configuration: ShutdownConfiguration
    /// Set by the first signal.
    var stopping: Latch
    var connections: ConnectionLimit
    var logger: Logger
    /// Ends the process with a status, after what was logged is written.
    var exit: @Sendable (Int32) -> Void

    /// How long after the grace the process is ended although something still runs.
    private static let patience = Duration.seconds(5)

    /// - Parameters:
    ///   - everything: All services; those that others use stand first.
    ///   - workers: The part of them that takes up work by itself.
    func run(_ everything: ServiceGroup, workers: ServiceGroup?) async throws {
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await everything.run()
                return true
            }
            group.addTask {
                await heed(signals, everything, workers)
                return false
            }
            defer { group.cancelAll() }
            while let hasEnded = try await group.next(), !hasEnded {}
        }
    }

    private func heed(_ signals: UnixSignalsSequence, _ everything: ServiceGroup, _ workers: ServiceGroup?) async {
        await withTaskGroup(of: Void.self) { group in
            for await signal in signals {
                if stopping.isSet {
                    logger.warning("Stopping at once", metadata: ["signal": "\(signal)"])
                    exit(128 + signal.number)
                } else {
                    stopping.set()
                    logger.info("Stopping", metadata: ["signal": "\(signal)"])
                    group.addTask { await stop(everything, workers) }
                }
            }
            group.cancelAll()
        }
    }

    private func stop(_ everything: ServiceGroup, _ workers: ServiceGroup?) async {
        await workers?.triggerGracefulShutdown()
        do {
            try await Task.sleep(for: configuration.delay)
            await everything.triggerGracefulShutdown()
            try await Task.sleep(for: configuration.grace)
            logger.warning("Requests were cut off", metadata: ["connections": .stringConvertible(connections.count)])
            connections.closeAll()
            try await Task.sleep(for: Self.patience)
            logger.error("The process did not end in time")
            exit(EXIT_FAILURE)
        } catch {
            // Everything has ended before.
        }
    }
}

extension UnixSignal {
    fileprivate var number: Int32 { self == .sigint ? SIGINT : SIGTERM }
}
