import Foundation
public import Logging
public import Metadata
public import ServiceLifecycle
public import Storage
import TracePropagation
import Tracing

/// Turns confirmed files into transactions, and deletes objects that nothing refers to, as jobs come in.
///
/// Any number of workers in any number of processes share the queue. A job belongs to one worker by a lease that it
/// keeps alive; rows and the file's state are committed together and only while the lease is held, so a worker may die
/// at any point. Passing failures of the store or the database put the job back with a growing pause, files that can't
/// be read fail with one message for their owner.
///
/// On graceful shutdown no further job is claimed; the current ones have `shutdownGrace` to end, then they are rolled
/// back and put back. Each job's end is one log line without anything of the file's content.
public struct IngestionWorker: Service {
    private let configuration: Configuration
    private let runner: JobRunner
    private let jobs: JobQueue
    private let kinds: [JobKind]
    private let logger: Logger
    private let clock: any Clock<Duration>
    private let name: String
    private let random: @Sendable () -> Double
    private let observer: JobEvent.Observer?

    /// Connects the worker to its queue and stores; nothing runs before `run()`.
    ///
    /// - Parameters:
    ///   - configuration: How many jobs at once, leases, pauses.
    ///   - store: Where the objects are.
    ///   - jobs: The queue to work on.
    ///   - ingestions: Where the transactions go.
    ///   - confirmation: Does deferred confirmations; without it their jobs are left to other workers.
    ///   - logger: Where the line per job goes.
    ///   - name: Tells this process from all others that share the queue; a new UUID unless told.
    ///   - clock: Measures pauses and leases.
    ///   - random: Gives numbers in 0..<1 that spread retries.
    ///   - observer: Is told when work on a job begins and ends, for metrics; it must not block.
    public init(
        configuration: Configuration, store: ObjectStore, jobs: JobQueue, ingestions: IngestionStore,
        confirmation: DeferredConfirmation? = nil, logger: Logger,
        name: String? = nil, clock: any Clock<Duration> = ContinuousClock(),
        random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }, observer: JobEvent.Observer? = nil
    ) {
        self.configuration = configuration
        self.observer = observer
        self.jobs = jobs
        self.logger = logger
        self.name = name ?? UUID().uuidString.lowercased()
        self.clock = clock
        self.random = random
        runner = JobRunner(
            configuration: configuration, store: store, jobs: jobs, ingestions: ingestions, confirmation: confirmation,
            random: random, clock: clock)
        kinds = confirmation == nil ? JobKind.allCases.filter { $0 != .confirm } : JobKind.allCases
    }

    /// Works until graceful shutdown, or until the task is cancelled; never throws.
    public func run() async {
        await ChangeOrigin.$current.withValue(.worker) {
            await withTaskGroup(of: Void.self) { group in
                for number in 1...configuration.workers {
                    group.addTask { await work(as: "\(name)/\(number)") }
                }
            }
        }
    }

    private func work(as worker: String) async {
        var failures = 0
        while !Task.isCancelled, !Task.isShuttingDownGracefully {
            do {
                let mark = jobs.mark
                let job = try await jobs.claim(worker: worker, kinds: kinds, lease: configuration.lease)
                failures = 0
                if let job {
                    await work(on: job, as: worker)
                } else {
                    await pause { await jobs.waitForWork(since: mark, upTo: configuration.pollInterval) }
                }
            } catch {
                guard !Task.isCancelled else { return }
                failures += 1
                // One line for an outage, not one for each look.
                if failures == 1 { logger.warning("Job queue unavailable", metadata: ["error": "\(error)"]) }
                let delay = RetryPolicy(initialDelay: .seconds(1), maximumDelay: .seconds(30), factor: 2)
                    .delay(afterAttempt: failures, random: random())
                await pause { try? await clock.sleep(for: delay) }
            }
        }
    }

    /// Waits, but no longer than until graceful shutdown.
    private func pause(_ body: @escaping @Sendable () async -> Void) async {
        await cancelWhenGracefulShutdown { await body() }
    }

    /// Works on a job within the trace of the request that queued it, so that log lines and spans on both sides of the
    /// queue are found by one identifier.
    private func work(on job: Job, as worker: String) async {
        let origin = ServiceContext.work(of: job.requestID, in: job.trace)
        let span = startSpan("job \(job.kind.rawValue)", context: origin, ofKind: .consumer)
        var context = span.context
        // Without a tracer the span is none of its own, but the job still is another step.
        if context.traceContext == origin.traceContext {
            context.traceContext = origin.traceContext?.child() ?? .root(isSampled: false)
        }
        await ServiceContext.withValue(context) {
            observer?(.began(kind: job.kind.rawValue))
            let start = ContinuousClock.now
            let outcome = await runner.run(job, worker: worker)
            let duration = ContinuousClock.now - start
            JobLog(logger: logger, maximumAttempts: configuration.maximumAttempts)
                .write(outcome, of: job, duration: duration)
            observer?(
                .ended(
                    JobEvent.Ended(
                        outcome, of: job, maximumAttempts: configuration.maximumAttempts, duration: duration)))
            span.updateAttributes { $0["matchbot.job.outcome"] = outcome.name }
        }
        span.end()
    }
}
