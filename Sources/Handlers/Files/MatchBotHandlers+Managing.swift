public import ContractRuntime
import Foundation
public import Generated
public import Metadata
import Storage

extension MatchBotHandlers {
    /// Counts the download in the same statement that finds the file, then signs; neither while the store's latest answer
    /// shows that it would refuse what is signed now.
    public func createDownloadURL(
        _ input: CreateDownloadURL.Input, context: AuthenticatedContext<UserID>
    ) async throws -> CreateDownloadURL.Output {
        let operation = FileOperation(
            action: .download, file: FileID(input.id), user: context.principal, requestID: context.requestID)
        if let skew = await refusedClockSkew() {
            return .serviceUnavailable(
                .storageClockSkew(skew, context.requestID), retryAfter: Self.clockRetryAfter)
        }
        switch try await logging(
            operation, { try await files.recordDownload(FileID(input.id), owner: context.principal) })
        {
        case .notFound:
            finish(operation, .notFound)
            return .notFound(.fileNotFound(context.requestID))
        case .notUploaded:
            finish(operation, .conflict)
            return .conflict(.notUploaded(context.requestID))
        case .available(let record):
            let lifetime = (input.body ?? DownloadURLRequest()).expiresInSeconds
            let request = presigner.getObject(
                ObjectLocation(bucket: record.bucket, key: record.key), expiresIn: .seconds(Int64(lifetime)),
                contentDisposition: ContentDisposition.attachment(filename: record.filename),
                contentType: record.contentType)
            finish(operation, .success, size: record.size, bucket: record.bucket)
            return .ok(
                DownloadURLResponse(
                    fileID: record.id.rawValue, downloadURL: URI(trusted: request.url), method: .get,
                    filename: record.filename, expiresAt: request.expiresAt))
        }
    }

    /// Links a file to a reconciliation of the same user.
    public func linkFile(
        _ input: LinkFile.Input, context: AuthenticatedContext<UserID>
    ) async throws -> LinkFile.Output {
        let outcome = try await files.linkToReconciliation(
            FileID(input.id), owner: context.principal,
            reconciliationID: ReconciliationID(input.body.reconciliationID))
        switch outcome {
        case .linked(let record): return .ok(File(record))
        case .fileNotFound: return .notFound(.fileNotFound(context.requestID))
        case .reconciliationNotFound: return .notFound(.reconciliationNotFound(context.requestID))
        }
    }

    /// Deletes the record; a job that is part of the same transaction deletes the object.
    public func deleteFile(
        _ input: DeleteFile.Input, context: AuthenticatedContext<UserID>
    ) async throws -> DeleteFile.Output {
        let operation = FileOperation(
            action: .delete, file: FileID(input.id), user: context.principal, requestID: context.requestID)
        switch try await logging(operation, { try await files.deleteFile(FileID(input.id), owner: context.principal) })
        {
        case .deleted:
            finish(operation, .success)
            return .noContent
        case .notFound:
            finish(operation, .notFound)
            return .notFound(.fileNotFound(context.requestID))
        }
    }
}
