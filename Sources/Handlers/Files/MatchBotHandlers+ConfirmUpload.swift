public import ContractRuntime
import Foundation
public import Generated
import Logging
public import Metadata
import Storage

extension MatchBotHandlers {
    /// Verifies the object, copies exactly the verified version to where no upload URL reaches, and queues ingestion.
    ///
    /// 1. A file that is confirmed already answers the same again; the store is not asked.
    /// 2. HEAD tells the object's size and entity tag; another size than announced ends the file as failed.
    /// 3. The copy is conditional on that tag, and each confirmation copies to a name of its own.
    /// 4. One conditional statement lets exactly one confirmation win; the loser takes its copy away.
    public func confirmUpload(
        _ input: ConfirmUpload.Input, context: AuthenticatedContext<UserID>
    ) async throws -> ConfirmUpload.Output {
        let start = ContinuousClock.now
        let body = input.body
        let owner = context.principal
        guard let record = try await files.file(FileID(body.fileID), owner: owner) else {
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
            return .conflict(
                .illegalState("The file is \(record.status.rawValue); sign a new upload.", context.requestID))
        }
        let source = ObjectLocation(bucket: record.bucket, key: record.key)
        let found: ObjectMetadata
        do throws(StorageError) {
            found = try await store.head(source)
        } catch {
            guard error.code == .objectNotFound else { throw error }
            return .conflict(.uploadNotFound(context.requestID))
        }
        if let announced = announcedSize(body, record, found: found.size) {
            return try await reject(record, found: found.size, announced: announced, body, context)
        }
        let target = ObjectLocation(
            bucket: buckets.reconciliationFiles,
            key: FileNaming.confirmedKey(
                owner: owner, file: record.id, filename: record.filename, attempt: makeUUID()))
        let etag: String
        do throws(StorageError) {
            etag = try await store.copy(source, to: target, ifSourceMatches: found.etag)
        } catch {
            guard error.code == .preconditionFailed || error.code == .objectNotFound else { throw error }
            return .conflict(
                .illegalState("The object changed while it was confirmed; confirm again.", context.requestID))
        }
        let outcome = try await files.confirmUpload(
            record.id, owner: owner,
            object: ConfirmedObject(
                bucket: target.bucket, key: target.key, size: found.size, etag: etag,
                contentType: contentType(found, of: record)),
            reconciliationID: body.reconciliationID.map { ReconciliationID($0) },
            metadataJSON: body.metadata.map { String(decoding: $0.jsonBytes, as: UTF8.self) },
            declaredHash: body.metadata?.fileHash.map(Self.hexadecimal))
        if case .confirmed = outcome {
            logStorageOperation(
                "upload", file: record.id, user: owner, requestID: context.requestID, size: found.size,
                bucket: target.bucket, since: start)
        } else {
            await discard(target)
        }
        return output(outcome, record.id, context.requestID)
    }

    /// The digits of a declared hash, without the name of the algorithm that the contract allows before them.
    private static func hexadecimal(_ hash: String) -> String {
        let prefix = "sha256:"
        return (hash.hasPrefix(prefix) ? String(hash.dropFirst(prefix.count)) : hash).lowercased()
    }

    /// The size that was announced, if the object has another.
    private func announcedSize(_ body: ConfirmUploadRequest, _ record: FileRecord, found: Int64) -> Int64? {
        for announced in [record.declaredSize, body.metadata?.size] {
            if let announced, announced != found { return announced }
        }
        return found > SignUploadRequest.fileSizeBytesMaximum ? SignUploadRequest.fileSizeBytesMaximum : nil
    }

    private func mismatch(_ body: ConfirmUploadRequest, _ record: FileRecord, _ requestID: String) -> Problem? {
        if let name = body.objectName, name != record.key {
            return .violation("/object_name", "object_name", "is not that of the file", requestID)
        }
        if let bucket = body.bucketName, bucket != record.bucket {
            return .violation("/bucket_name", "bucket_name", "is not that of the file", requestID)
        }
        return nil
    }

    /// Ends a file whose object has another size, unless another confirmation has won meanwhile.
    private func reject(
        _ record: FileRecord, found: Int64, announced: Int64, _ body: ConfirmUploadRequest,
        _ context: AuthenticatedContext<UserID>
    ) async throws -> ConfirmUpload.Output {
        let isRejected = try await files.updateFileStatus(
            record.id, from: Metadata.FileStatus.predecessors(of: .confirmed), to: .failed,
            errorMessage: "The uploaded object has \(found) bytes and \(announced) were announced.")
        if isRejected {
            await discard(ObjectLocation(bucket: record.bucket, key: record.key))
        } else if let current = try await files.file(record.id, owner: context.principal),
            let ingestion = current.ingestionID
        {
            return try await confirmAgain(current, ingestion, body, context)
        }
        return .unprocessableContent(.sizeMismatch(found: found, announced: announced, context.requestID))
    }

    /// Answers for a file that is confirmed already, and links it when the request names a reconciliation.
    private func confirmAgain(
        _ record: FileRecord, _ ingestion: IngestionID, _ body: ConfirmUploadRequest,
        _ context: AuthenticatedContext<UserID>
    ) async throws -> ConfirmUpload.Output {
        if let reconciliation = body.reconciliationID.map({ ReconciliationID($0) }),
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
        return .ok(.init(record.id, ingestion, ProcessingStatus(record.status)))
    }

    /// The media type that the store has, if it is one that this file may be; otherwise what was recorded stays.
    private func contentType(_ found: ObjectMetadata, of record: FileRecord) -> String? {
        guard let type = found.contentType.flatMap({ ContentType(rawValue: MediaTypeName($0).name) }),
            FileNaming.accepts(type, for: record.filename)
        else { return nil }
        return type.rawValue
    }

    /// Deletes an object that nothing points at; one that cannot be deleted now is left for housekeeping.
    private func discard(_ location: ObjectLocation) async {
        do {
            try await store.delete(location)
        } catch {
            logger.warning(
                "Object could not be deleted",
                metadata: ["bucket": .string(location.bucket), "error": .string(error.description)])
        }
    }

    private func output(_ outcome: ConfirmOutcome, _ file: FileID, _ requestID: String) -> ConfirmUpload.Output {
        switch outcome {
        case .confirmed(let ingestion): .ok(.init(file, ingestion, .queued))
        case .alreadyConfirmed(let ingestion, let status): .ok(.init(file, ingestion, ProcessingStatus(status)))
        case .illegalState(let status):
            .conflict(.illegalState("The file is \(status.rawValue); sign a new upload.", requestID))
        case .reconciliationNotFound: .notFound(.reconciliationNotFound(requestID))
        case .notFound: .notFound(.fileNotFound(requestID))
        }
    }
}

extension ConfirmUploadResponse {
    fileprivate init(_ file: FileID, _ ingestion: IngestionID, _ status: ProcessingStatus) {
        self.init(
            status: .confirmed, fileID: file.rawValue, fileIngestionID: ingestion.rawValue, processingStatus: status)
    }
}
