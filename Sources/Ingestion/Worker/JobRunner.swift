import Metadata
import ServiceLifecycle
import Storage

/// Works on one leased job and gives it back in one of the ways that the queue knows.
///
/// Three tasks run side by side; the first event decides what happens to the others:
///
///     work       --> outcome            : the others are cancelled, this is the result
///     heartbeat  --> lease lost         : the work is cancelled; its rollback leaves nothing behind
///     shutdown   --> grace is over      : the work is cancelled, the job put back for another worker
struct JobRunner: Sendable {
    private enum Event: Sendable {
        case ended(JobOutcome)
        case leaseLost
        case graceOver
        case stopped
    }

    let configuration: IngestionWorker.Configuration
    let store: ObjectStore
    let jobs: JobQueue
    let ingestions: IngestionStore
    let confirmation: DeferredConfirmation?
    let random: @Sendable () -> Double
    let clock: any Clock<Duration>

    /// Works on the job and gives it back; the outcome is what happened to it.
    func run(_ job: Job, worker: String) async -> JobOutcome {
        let outcome = await withTaskGroup(of: Event.self, returning: JobOutcome.self) { group in
            group.addTask { .ended(await work(job, worker)) }
            group.addTask { await keepLease(job, worker) }
            group.addTask { await awaitGrace() }
            var isLost = false
            var outcome = JobOutcome.stopped
            for await event in group {
                switch event {
                case .ended(let ended):
                    outcome = ended
                    group.cancelAll()
                case .leaseLost:
                    isLost = true
                    group.cancelAll()
                case .graceOver:
                    group.cancelAll()
                case .stopped:
                    break
                }
            }
            if isLost, case .stopped = outcome { return .leaseLost }
            return outcome
        }
        await giveBack(job, worker, outcome)
        return outcome
    }

    private func work(_ job: Job, _ worker: String) async -> JobOutcome {
        do {
            switch job.payload {
            case .ingest(_, let ingestion):
                let file = FileIngestion(
                    store: store, jobs: jobs, ingestions: ingestions, maximumAttempts: configuration.maximumAttempts)
                return try await file.run(job, ingestion: ingestion, worker: worker)
            case .confirm(let file, let ingestion, let announcedSize):
                guard let confirmation else { return .interrupted(reason: "this worker does not confirm") }
                return try await confirmation.run(
                    job.id, file: file, ingestion: ingestion, announcedSize: announcedSize, worker: worker, jobs: jobs)
            case .deleteObject(let bucket, let key):
                try await delete(ObjectLocation(bucket: bucket, key: key))
                return try await jobs.complete(job.id, worker: worker) ? .deleted : .leaseLost
            }
        } catch {
            return await outcome(of: error)
        }
    }

    private func delete(_ object: ObjectLocation) async throws {
        do throws(StorageError) {
            try await store.delete(object)
        } catch {
            throw StoreOutage.wrapping(error, in: object.bucket)
        }
    }

    /// Whether a failure passes without using an attempt up. A file that its owner has confirmed is lost when its job is
    /// given up, and one that its owner has deleted stays, so all of them wait for as long as the store's outage lasts. An
    /// object that alone fails would make its job wait for ever.
    private func outcome(of error: any Error) async -> JobOutcome {
        let reason = Self.reason(error)
        if Task.isCancelled { return .stopped }
        if Self.isStoreAway(error) { return .postponed(reason: reason) }
        guard let outage = error as? StoreOutage else { return .interrupted(reason: reason) }
        var isOfObject = outage.mayBeOfObject
        if isOfObject {
            isOfObject = await ObjectTrial(store: store).succeeds(in: outage.bucket, copyingTo: outage.target)
        }
        if Task.isCancelled { return .stopped }
        return isOfObject
            ? .interrupted(reason: "\(reason); it works for another object", isOfObject: true)
            : .postponed(reason: reason)
    }

    /// Only the errors of our own rooms promise that their text holds no secret.
    private static func reason(_ error: any Error) -> String {
        switch error {
        case let error as StorageError: error.description
        case let error as StoreOutage: error.cause.description
        case let error as DatabaseError: error.description
        case let error as TemporaryFileError: error.description
        default: "unexpected error of type \(type(of: error))"
        }
    }

    /// Whether nothing was sent to the store, so that the failure says nothing about this job.
    static func isStoreAway(_ error: any Error) -> Bool {
        guard let error = error as? StorageError else { return false }
        return [.connectionRefused, .circuitOpen, .tooManyWaiting].contains(error.code)
    }

    /// Gives signs of life until it's cancelled or the lease is lost.
    ///
    /// A database that can't be reached doesn't lose the lease at once, only when no sign of life has arrived for as
    /// long as the lease lasts, one that is under way included: from then on another worker may want the same rows.
    private func keepLease(_ job: Job, _ worker: String) async -> Event {
        while true {
            let beat = await withTaskGroup(of: Beat.self) { group in
                group.addTask { await giveSign(job, worker) }
                group.addTask {
                    do {
                        try await clock.sleep(for: configuration.lease)
                        return .lost
                    } catch {
                        return .stopped
                    }
                }
                defer { group.cancelAll() }
                return await group.next() ?? .stopped
            }
            switch beat {
            case .given: continue
            case .lost: return .leaseLost
            case .stopped: return .stopped
            }
        }
    }

    /// How an attempt to keep the lease ended.
    private enum Beat: Sendable {
        case given
        case lost
        case stopped
    }

    /// Waits for the next heartbeat, and tries until the database has taken it.
    private func giveSign(_ job: Job, _ worker: String) async -> Beat {
        while true {
            do {
                try await clock.sleep(for: configuration.heartbeat)
                return try await jobs.heartbeat(job.id, worker: worker, lease: configuration.lease) ? .given : .lost
            } catch {
                guard !Task.isCancelled else { return .stopped }
            }
        }
    }

    private func awaitGrace() async -> Event {
        do {
            try await gracefulShutdown()
            try await clock.sleep(for: configuration.shutdownGrace)
            return .graceOver
        } catch {
            return .stopped
        }
    }

    /// How much longer the pauses of a postponed job become; the file's owner waits when the store is back.
    private static let longestGrowth: Duration = .seconds(60)

    /// Puts a job back that isn't done. If even that fails, the lease runs out and another worker claims the job.
    ///
    /// A passing failure counts as an attempt; being stopped from outside doesn't, nor does a store that is away.
    private func giveBack(_ job: Job, _ worker: String, _ outcome: JobOutcome) async {
        // Tasks of their own, because this one may have been cancelled, and a cancelled task's statements are refused.
        // The database's time-outs bound them.
        switch outcome {
        case .interrupted(let reason, let isOfObject):
            let policy = isOfObject ? configuration.objectRetryPolicy : configuration.retryPolicy
            let pause = policy.delay(afterAttempt: job.attempt, random: random())
            await Task { [jobs] in
                try? await jobs.retry(job.id, worker: worker, after: pause, error: reason)
            }.value
        case .postponed:
            let pause = configuration.retryPolicy.delay(afterAttempt: 2, random: random())
            let growth = min(Self.longestGrowth, configuration.retryPolicy.maximumDelay)
            await Task { [jobs] in
                _ = try? await jobs.postpone(job.id, worker: worker, after: pause, growingBy: growth)
            }.value
        case .stopped:
            await Task { [jobs] in
                _ = try? await jobs.release(job.id, worker: worker)
            }.value
        default:
            return
        }
    }
}
