public import ContractRuntime
import Foundation
public import Generated
import Ingestion
import Logging
public import Metadata
import Storage

extension MatchBotHandlers {
    /// Verifies the object, copies exactly the verified version to where no upload URL reaches, and queues ingestion.
    ///
    /// 1. A file that is confirmed already answers the same again; the store is not asked.
    /// 2. `UploadVerification` checks and copies the object; one that is not what was announced ends the file as failed.
    /// 3. One conditional statement lets exactly one confirmation win; the loser takes its copy away.
    /// 4. While the store cannot be used, the confirmation is recorded and a job does the rest.
    public func confirmUpload(
        _ input: ConfirmUpload.Input, context: AuthenticatedContext<UserID>
    ) async throws -> ConfirmUpload.Output {
        let operation = FileOperation(
            action: .upload, file: FileID(input.body.fileID), user: context.principal, requestID: context.requestID)
        return try await logging(operation) { try await confirm(input.body, operation, context) }
    }

    private func confirm(
        _ body: ConfirmUploadRequest, _ operation: FileOperation, _ context: AuthenticatedContext<UserID>
    ) async throws -> ConfirmUpload.Output {
        let owner = context.principal
        guard let record = try await files.file(operation.file, owner: owner) else {
            finish(operation, .notFound)
            return .notFound(.fileNotFound(context.requestID))
        }
        if let ingestion = record.ingestionID {
            return try await confirmAgain(record, ingestion, body, context)
        }
        if let reason = body.metadata.flatMap(MetadataLimits.violation) {
            return .unprocessableContent(.violation("/metadata", "format", reason, context.requestID))
        }
        if let problem = mismatch(body, record, context.requestID) { return .unprocessableContent(problem) }
        guard record.status.canBecome(.confirmed) else {
            finish(operation, .conflict)
            return .conflict(
                .illegalState("The file is \(record.status.rawValue); sign a new upload.", context.requestID))
        }
        let verified: UploadVerification.Outcome
        do throws(StorageError) {
            verified = try await verification.verify(record, announcedSize: body.metadata?.size?.value)
        } catch {
            guard error.isOutage else { throw error }
            return try await postpone(record, body, operation, context)
        }
        switch verified {
        case .missing:
            finish(operation, .notFound, error: "upload_not_found")
            return .conflict(.uploadNotFound(context.requestID))
        case .changed:
            finish(operation, .conflict)
            return .conflict(
                .illegalState("The object changed while it was confirmed; confirm again.", context.requestID))
        case .refused(let refusal): return try await refuse(record, refusal, body, operation, context)
        case .verified(let object): return try await conclude(object, of: record, body, operation, context)
        }
    }

    /// Lets this confirmation win, or takes its copy away where another one has.
    private func conclude(
        _ object: ConfirmedObject, of record: FileRecord, _ body: ConfirmUploadRequest, _ operation: FileOperation,
        _ context: AuthenticatedContext<UserID>
    ) async throws -> ConfirmUpload.Output {
        let outcome = try await files.confirmUpload(
            record.id, owner: context.principal, object: object,
            reconciliationID: body.reconciliationID?.value.map { ReconciliationID($0) },
            metadataJSON: metadataJSON(body), declaredHash: declaredHash(body))
        if case .confirmed = outcome {
            finish(operation, .success, size: object.size, bucket: object.bucket)
        } else {
            await discard(ObjectLocation(bucket: object.bucket, key: object.key))
        }
        return output(outcome, record.id, context.requestID)
    }

    /// Records a confirmation that a job will carry out once the store can be used again.
    private func postpone(
        _ record: FileRecord, _ body: ConfirmUploadRequest, _ operation: FileOperation,
        _ context: AuthenticatedContext<UserID>
    ) async throws -> ConfirmUpload.Output {
        let outcome = try await files.deferConfirmation(
            record.id, owner: context.principal, announcedSize: body.metadata?.size?.value,
            reconciliationID: body.reconciliationID?.value.map { ReconciliationID($0) },
            metadataJSON: metadataJSON(body),
            declaredHash: declaredHash(body))
        if case .confirmed(let ingestion) = outcome {
            finish(operation, .deferred, bucket: record.bucket)
            return accepted(record.id, ingestion)
        }
        return output(outcome, record.id, context.requestID)
    }

    private func metadataJSON(_ body: ConfirmUploadRequest) -> String? {
        body.metadata.map { String(decoding: $0.jsonBytes, as: UTF8.self) }
    }

    private func declaredHash(_ body: ConfirmUploadRequest) -> String? {
        body.metadata?.fileHash?.value.map(Self.hexadecimal)
    }

    /// The digits of a declared hash, without the name of the algorithm that the contract allows before them.
    private static func hexadecimal(_ hash: String) -> String {
        let prefix = "sha256:"
        return (hash.hasPrefix(prefix) ? String(hash.dropFirst(prefix.count)) : hash).lowercased()
    }

    private func mismatch(_ body: ConfirmUploadRequest, _ record: FileRecord, _ requestID: String) -> Problem? {
        if let name = body.objectName?.value, name != record.key {
            return .violation("/object_name", "object_name", "is not that of the file", requestID)
        }
        if let bucket = body.bucketName?.value, bucket != record.bucket {
            return .violation("/bucket_name", "bucket_name", "is not that of the file", requestID)
        }
        return nil
    }

    /// Ends a file whose object is not what was announced, unless another confirmation has won meanwhile.
    private func refuse(
        _ record: FileRecord, _ refusal: UploadRefusal, _ body: ConfirmUploadRequest, _ operation: FileOperation,
        _ context: AuthenticatedContext<UserID>
    ) async throws -> ConfirmUpload.Output {
        let isRefused = try await files.updateFileStatus(
            record.id, from: [.pending, .uploading], to: .failed, errorMessage: refusal.description)
        if isRefused {
            await discard(ObjectLocation(bucket: record.bucket, key: record.key))
        } else if let current = try await files.file(record.id, owner: context.principal),
            let ingestion = current.ingestionID
        {
            return try await confirmAgain(current, ingestion, body, context)
        }
        switch refusal {
        case .size(let found, _): finish(operation, .sizeMismatch, size: found, bucket: record.bucket)
        case .content: finish(operation, .contentMismatch, bucket: record.bucket)
        }
        return .unprocessableContent(.uploadRefused(refusal, context.requestID))
    }

    /// Answers for a file that is confirmed already, and links it when the request names a reconciliation.
    private func confirmAgain(
        _ record: FileRecord, _ ingestion: IngestionID, _ body: ConfirmUploadRequest,
        _ context: AuthenticatedContext<UserID>
    ) async throws -> ConfirmUpload.Output {
        if let reconciliation = body.reconciliationID?.value.map({ ReconciliationID($0) }),
            reconciliation != record.reconciliationID
        {
            let outcome = try await files.linkToReconciliation(
                record.id, owner: context.principal, reconciliationID: reconciliation)
            switch outcome {
            case .linked: break
            case .fileNotFound: return .notFound(.fileNotFound(context.requestID))
            case .reconciliationNotFound: return .notFound(.reconciliationNotFound(context.requestID))
            }
        }
        return answer(record.id, ingestion, record.status)
    }

    /// What a confirmed file answers, or one whose confirmation waits for the store.
    private func answer(
        _ file: FileID, _ ingestion: IngestionID, _ status: Metadata.FileStatus
    ) -> ConfirmUpload.Output {
        status == .uploaded
            ? accepted(file, ingestion) : .ok(.init(file, ingestion, .confirmed, ProcessingStatus(status)))
    }

    private func accepted(_ file: FileID, _ ingestion: IngestionID) -> ConfirmUpload.Output {
        .accepted(.init(file, ingestion, .uploaded, .queued))
    }

    /// Deletes an object that nothing points at; one that cannot be deleted now is left for housekeeping.
    private func discard(_ location: ObjectLocation) async {
        do {
            try await verification.discard(location)
        } catch {
            logger.warning(
                "Object could not be deleted",
                metadata: ["bucket": .string(location.bucket), "error": .string(error.description)])
        }
    }

    private func output(_ outcome: ConfirmOutcome, _ file: FileID, _ requestID: String) -> ConfirmUpload.Output {
        switch outcome {
        case .confirmed(let ingestion): answer(file, ingestion, .confirmed)
        case .alreadyConfirmed(let ingestion, let status): answer(file, ingestion, status)
        case .illegalState(let status):
            .conflict(.illegalState("The file is \(status.rawValue); sign a new upload.", requestID))
        case .reconciliationNotFound: .notFound(.reconciliationNotFound(requestID))
        case .notFound: .notFound(.fileNotFound(requestID))
        }
    }
}

extension ConfirmUploadResponse {
    fileprivate init(_ file: FileID, _ ingestion: IngestionID, _ status: Status, _ processing: ProcessingStatus) {
        self.init(
            status: status, fileID: file.rawValue, fileIngestionID: ingestion.rawValue, processingStatus: processing)
    }
}
