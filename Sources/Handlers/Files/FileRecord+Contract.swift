import ContractRuntime
import Foundation
import Generated
import Metadata

/// How records are shown by the contract.
extension File {
    init(_ record: FileRecord) {
        self.init(
            fileID: record.id.rawValue, filename: record.filename, fileType: Generated.FileType(record.fileType),
            status: Generated.FileStatus(record.status), contentType: record.contentType,
            fileSizeBytes: record.size ?? record.declaredSize, rowCount: record.rowCount.map(Int64.init),
            rejectedRowCount: record.rejectedRowCount,
            fileHash: record.fileHash, reconciliationID: record.reconciliationID?.rawValue,
            fileIngestionID: record.ingestionID?.rawValue, downloadCount: record.downloadCount,
            metadata: record.metadataJSON.flatMap(Self.metadata), errorMessage: record.errorMessage,
            createdAt: record.createdAt, updatedAt: record.updatedAt, uploadedAt: record.uploadCompletedAt,
            processedAt: record.processedAt)
    }

    private static func metadata(_ json: String) -> JSONMap<JSONValue>? {
        guard case .object(let map) = try? JSONValue.read(jsonBytes: Array(json.utf8)) else { return nil }
        return map
    }
}

extension FileStatusResponse {
    init(_ record: FileRecord) {
        self.init(
            fileID: record.id.rawValue, fileIngestionID: record.ingestionID?.rawValue,
            status: Generated.FileStatus(record.status), filename: record.filename,
            fileSizeBytes: record.size ?? record.declaredSize, rowCount: record.rowCount.map(Int64.init),
            rejectedRowCount: record.rejectedRowCount,
            fileHash: record.fileHash, uploadedAt: record.uploadCompletedAt, processedAt: record.processedAt,
            errorMessage: record.errorMessage, error: record.errorMessage)
    }
}

extension Generated.FileStatus {
    init(_ status: Metadata.FileStatus) {
        switch status {
        case .pending: self = .pending
        case .uploading: self = .uploading
        case .uploaded: self = .uploaded
        case .confirmed: self = .confirmed
        case .processing: self = .processing
        case .ready: self = .ready
        case .failed: self = .failed
        }
    }
}

extension Metadata.FileStatus {
    init(_ status: Generated.FileStatus) {
        switch status {
        case .pending: self = .pending
        case .uploading: self = .uploading
        case .uploaded: self = .uploaded
        case .confirmed: self = .confirmed
        case .processing: self = .processing
        case .ready: self = .ready
        case .failed: self = .failed
        }
    }
}

extension ProcessingStatus {
    /// Where the ingestion of a confirmed file is, by the file's status.
    init(_ status: Metadata.FileStatus) {
        switch status {
        case .pending, .uploading, .uploaded, .confirmed: self = .queued
        case .processing: self = .processing
        case .ready: self = .finished
        case .failed: self = .failed
        }
    }
}

extension Generated.FileType {
    init(_ type: Metadata.FileType) {
        switch type {
        case .source: self = .source
        case .comparison: self = .comparison
        }
    }
}

extension Metadata.FileType {
    init(_ type: Generated.FileType) {
        switch type {
        case .source: self = .source
        case .comparison: self = .comparison
        }
    }
}
