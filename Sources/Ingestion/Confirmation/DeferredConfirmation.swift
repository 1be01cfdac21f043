public import Metadata
import Storage

/// Works on `confirm` jobs: does for a file whose confirmation came while the store could not be asked what a
/// confirmation does, once the store is back.
public struct DeferredConfirmation: Sendable {
    private let verification: UploadVerification
    private let files: FileRepository

    /// - Parameters:
    ///   - verification: Checks and copies objects.
    ///   - files: Where files are recorded.
    public init(verification: UploadVerification, files: FileRepository) {
        self.verification = verification
        self.files = files
    }

    /// - Throws: `StorageError`, `StoreOutage`, `DatabaseError` and `CancellationError`; after them nothing has changed but that a copy
    ///   may be left, which housekeeping removes.
    func run(
        _ job: JobID, file: FileID, ingestion: IngestionID, announcedSize: Int64?, worker: String, jobs: JobQueue
    ) async throws -> JobOutcome {
        guard let record = try await files.deferredUpload(ingestion) else {
            return try await jobs.complete(job, worker: worker) ? .nothingToDo : .leaseLost
        }
        let outcome: UploadVerification.Outcome
        do throws(StorageError) {
            outcome = try await verification.verify(record, announcedSize: announcedSize)
        } catch {
            throw StoreOutage.wrapping(error, in: record.bucket, copyingTo: verification.bucket)
        }
        switch outcome {
        case .verified(let object):
            let isConfirmed = try await files.confirmDeferred(
                file, ingestion: ingestion, object: object, job: job, worker: worker)
            if isConfirmed { return .confirmed(size: object.size) }
            try? await verification.discard(ObjectLocation(bucket: object.bucket, key: object.key))
            return .leaseLost
        case .missing:
            return try await refuse(
                "Nothing was uploaded before the file was confirmed.", reason: "upload_not_found", job, record, worker)
        case .changed:
            // Whoever holds the upload URL is uploading right now.
            return .interrupted(reason: "the object was replaced while it was checked")
        case .refused(let refusal):
            let reason =
                switch refusal {
                case .size: "size_mismatch"
                case .content: "content_mismatch"
                }
            return try await refuse(refusal.description, reason: reason, job, record, worker)
        }
    }

    private func refuse(
        _ message: String, reason: String, _ job: JobID, _ file: FileRecord, _ worker: String
    ) async throws -> JobOutcome {
        guard let ingestion = file.ingestionID else { return .nothingToDo }
        let isHeld = try await files.refuseDeferred(
            file.id, ingestion: ingestion, message: message, job: job, worker: worker)
        return isHeld ? .refused(reason: reason) : .leaseLost
    }
}
