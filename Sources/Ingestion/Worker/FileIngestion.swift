import Metadata
import NIOCore
import Storage

/// Works on one `ingest` job: from the confirmed object to stored transactions, or to a message for the owner.
///
///     begin --task--> name --any--> [ get --> read --> commit ] --> ready, or failed where every row was rejected
///       |              |              ^  |        |
///       nil            .xls           |  |        +--RefusedFile--> fail --> failed
///       v              v              +--+--ReadAgain (at most twice: one proof for dates, one for amounts)
///    nothingToDo      fail
struct FileIngestion: Sendable {
    let store: ObjectStore
    let jobs: JobQueue
    let ingestions: IngestionStore
    let maximumAttempts: Int

    /// - Throws: `StorageError`, `StoreOutage`, `DatabaseError`, `TemporaryFileError` and `CancellationError`; after them
    ///   nothing has changed but that the file is `processing`.
    func run(_ job: Job, ingestion: IngestionID, worker: String) async throws -> JobOutcome {
        guard let task = try await ingestions.begin(ingestion) else {
            return try await jobs.complete(job.id, worker: worker) ? .nothingToDo : .leaseLost
        }
        do {
            return try await store(task, job, worker)
        } catch let refused as RefusedFile {
            let isHeld = try await ingestions.fail(
                task, job: job.id, worker: worker, message: refused.reason.description, hash: refused.hash)
            return isHeld ? .failed(refused.reason, refused.figures) : .leaseLost
        }
    }

    private func store(_ task: IngestionTask, _ job: Job, _ worker: String) async throws -> JobOutcome {
        if FileFormat.named(task.filename) == .legacyExcelWorkbook {
            throw RefusedFile(reason: .legacyWorkbook, hash: nil, figures: IngestionFigures())
        }
        var choices = ReadingChoices()
        while true {
            do {
                return try await store(task, job, worker, choices)
            } catch let again as ReadAgain {
                choices = again.choices
            }
        }
    }

    private func store(
        _ task: IngestionTask, _ job: Job, _ worker: String, _ choices: ReadingChoices
    ) async throws -> JobOutcome {
        // The object is opened first: a missing one needs no transaction.
        let object = try await open(task, job)
        var figures = IngestionFigures()
        var failure: ContentError?
        let isCommitted = try await ingestions.commit(task, job: job.id, worker: worker) { writer in
            var reading = FileReading(task, size: object.metadata.size, choices: choices)
            do {
                for try await chunk in object {
                    try Task.checkCancellation()
                    try await reading.read(chunk, &writer)
                }
            } catch let error as StorageError {
                throw try refusal(of: error, job)
            } catch let error as TemporaryFileError {
                throw try refusal(of: error, job)
            }
            do {
                let result = try await reading.finish(&writer)
                figures = reading.figures
                failure = reading.failure
                return result
            } catch let error as TemporaryFileError {
                throw try refusal(of: error, job)
            }
        }
        if isCommitted { return failure.map { .failed($0, figures) } ?? .ready(figures) }
        // Either the lease is lost, then this changes nothing; or the file was deleted, then the job is done.
        return try await jobs.complete(job.id, worker: worker) ? .nothingToDo : .leaseLost
    }

    private func open(_ task: IngestionTask, _ job: Job) async throws -> ObjectStream {
        do {
            return try await store.get(ObjectLocation(bucket: task.bucket, key: task.key), ifMatch: task.etag)
        } catch {
            // Nothing of the file has been seen, so this says nothing about its content.
            if error.isOutage { throw StoreOutage(cause: error, bucket: task.bucket) }
            throw try refusal(of: error, job)
        }
    }

    /// What a failure of the store means for the file; throws the failure itself where a later attempt may succeed.
    ///
    /// What breaks within the object may be the object's doing, so it passes until the last attempt only.
    private func refusal(of error: StorageError, _ job: Job) throws -> RefusedFile {
        switch error.code {
        case .objectNotFound: return RefusedFile(reason: .objectMissing, hash: nil, figures: IngestionFigures())
        case .preconditionFailed: return RefusedFile(reason: .objectChanged, hash: nil, figures: IngestionFigures())
        case .cancelled: throw error
        case _ where JobRunner.isStoreAway(error): throw error
        default: return try lastRefusal(of: error, job)
        }
    }

    /// The disk for temporary files may have room again at a later attempt.
    private func refusal(of error: TemporaryFileError, _ job: Job) throws -> RefusedFile {
        try lastRefusal(of: error, job)
    }

    private func lastRefusal(of error: any Error, _ job: Job) throws -> RefusedFile {
        guard job.attempt >= maximumAttempts, !Task.isCancelled else { throw error }
        return RefusedFile(reason: .attemptsExhausted(job.attempt), hash: nil, figures: IngestionFigures())
    }
}
