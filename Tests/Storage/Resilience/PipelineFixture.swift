import Synchronization

@testable import Storage

/// A pipeline over a scripted exchange and a clock that tests move; what comes in and out is recorded.
final class PipelineFixture: Sendable {
    /// What the scripted store does with one attempt.
    enum Step: Sendable {
        case success
        case failure(StorageError.Code, status: Int? = nil, retryAfter: Duration? = nil, isUnsent: Bool = false)
        /// Takes so long, then fails.
        case slow(Duration, StorageError.Code)
    }

    struct Report: Sendable, Hashable {
        let number: Int
        /// The error's name or `success`.
        let outcome: String
        let isLast: Bool

        init(_ number: Int, _ outcome: String, isLast: Bool) {
            self.number = number
            self.outcome = outcome
            self.isLast = isLast
        }
    }

    let time: ManualTime
    let pipeline: StoragePipeline
    private let transitionLog: Log
    private let sent = Atomic(0)

    private final class Log: Sendable {
        let entries = Mutex<[CircuitBreakerStateMachine.Transition]>([])
    }

    init(_ configuration: ResilienceConfiguration = .init(), jumps: Bool = true, random: Double = 0.5) {
        let time = ManualTime(jumps: jumps)
        let log = Log()
        self.time = time
        transitionLog = log
        pipeline = StoragePipeline(configuration, time: time.parameter, random: { random }) { transition in
            log.entries.withLock { $0.append(transition) }
        }
    }

    /// How many attempts reached the scripted store.
    var requests: Int { sent.load(ordering: .sequentiallyConsistent) }

    /// The breaker's changes so far.
    var transitions: [CircuitBreakerStateMachine.Transition] { transitionLog.entries.withLock { $0 } }

    /// Leads one call through the pipeline; the last step of the script is repeated.
    @discardableResult
    func run(
        _ script: [Step], isIdempotent: Bool = true, limit: Duration = .seconds(60)
    ) async -> (code: StorageError.Code?, reports: [Report], error: StorageError?) {
        var reports: [Report] = []
        var remaining = script[...]
        do throws(StorageError) {
            let success = try await pipeline.run(
                StoragePipeline.Call(operation: "head", isIdempotent: isIdempotent, limit: limit),
                attempt: { (_) async throws(AttemptFailure) -> Int in
                    sent.add(1, ordering: .sequentiallyConsistent)
                    let step = remaining.first ?? .success
                    if remaining.count > 1 { remaining.removeFirst() }
                    switch step {
                    case .success: return 200
                    case .failure(let code, let status, let retryAfter, let isUnsent):
                        throw AttemptFailure(
                            StorageError(code, operation: "head", status: status, retryAfter: retryAfter),
                            isUnsent: isUnsent)
                    case .slow(let duration, let code):
                        time.advance(by: duration)
                        throw AttemptFailure(StorageError(code, operation: "head"))
                    }
                },
                report: { attempt in
                    let outcome =
                        switch attempt.result {
                        case .success: "success"
                        case .failure(let error): error.metricName
                        }
                    reports.append(Report(attempt.number, outcome, isLast: attempt.isLast))
                })
            success.slot.release()
            return (nil, reports, nil)
        } catch {
            return (error.code, reports, error)
        }
    }

    /// Opens the breaker by ten calls that fail and may not be repeated.
    func openBreaker() async {
        for _ in 0..<10 { await run([.failure(.serverError, status: 500)], isIdempotent: false) }
    }
}
