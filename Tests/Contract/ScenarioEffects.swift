import ContractRuntime
import Foundation
import Metadata
import Storage
import TestSupport

/// Looks for the effects that the contract names under `x-effects`, in the database and in the store.
struct ScenarioEffects {
    let fixture: ContractFixture
    private var service: ServiceFixture { fixture.service }
    private var files: FileRepository { FileRepository(database: service.database) }

    /// What is recorded of the file that the scenario is about, whoever owns it, before and after.
    func snapshot(of file: FileID = ContractFixture.file) async throws -> FileRecord? {
        for owner in [ContractFixture.user, ContractFixture.stranger] {
            if let record = try await files.file(file, owner: owner) { return record }
        }
        return nil
    }

    /// What is missing of an effect; nil when all of it is there.
    func missing(_ name: String, before: FileRecord?, response: ContractResponse) async throws -> String? {
        switch name {
        case "nothing_is_stored":
            let count = try await service.database.query(.once("count", "SELECT 1 FROM file_uploads")).count
            return count == 0 ? nil : "\(count) files are recorded"
        case "one_upload_is_recorded":
            let count = try await service.database.query(.once("count", "SELECT 1 FROM file_uploads")).count
            return count == 1 ? nil : "\(count) files are recorded"
        case "file_is_pending":
            guard let text = string("file_id", response), let id = FileID(text), let record = try await snapshot(of: id)
            else { return "no file is recorded" }
            return record.status == .pending ? nil : "the file is \(record.status)"
        case "file_is_confirmed": return try await confirmed(response)
        case "confirmation_is_queued": return try await queued(response)
        case "file_becomes_ready": return try await ready()
        case "file_is_failed": return try await failed(before)
        case "file_is_unchanged":
            let after = try await snapshot()
            return after?.status == before?.status && after?.reconciliationID == before?.reconciliationID
                && after?.downloadCount == before?.downloadCount
                ? nil : "the file is \(String(describing: after?.status))"
        case "file_is_linked":
            let after = try await snapshot()
            return after?.reconciliationID == ContractFixture.reconciliation ? nil : "the file is not linked"
        case "file_is_gone": return try await gone(before)
        case "download_is_counted":
            let after = try await snapshot()
            return after?.downloadCount == (before?.downloadCount ?? 0) + 1 ? nil : "the download is not counted"
        case "download_returns_the_upload":
            guard let url = string("download_url", response) else { return "no URL was answered" }
            let download = try await service.send("GET", url)
            return download.status == 200 && download.body == ContractFixture.content
                ? nil : "the download answers \(download.status) with \(download.body.count) bytes"
        default: return "the effect is not looked for by ScenarioEffects; add it"
        }
    }

    private func confirmed(_ response: ContractResponse) async throws -> String? {
        guard let record = try await snapshot() else { return "the file is not recorded" }
        guard [.confirmed, .processing, .ready].contains(record.status) else { return "the file is \(record.status)" }
        guard let ingestion = record.ingestionID, ingestion.description == string("file_ingestion_id", response) else {
            return "the answered ingestion is not that of the file"
        }
        guard record.bucket == service.storage.buckets.reconciliationFiles else { return "the object is not promoted" }
        let object = try await service.objects.head(ObjectLocation(bucket: record.bucket, key: record.key))
        return object.size == 142 ? nil : "the object has \(object.size) bytes"
    }

    private func queued(_ response: ContractResponse) async throws -> String? {
        guard let record = try await snapshot() else { return "the file is not recorded" }
        guard record.status == .uploaded else { return "the file is \(record.status)" }
        guard let ingestion = record.ingestionID, ingestion.description == string("file_ingestion_id", response) else {
            return "the answered ingestion is not that of the file"
        }
        let jobs = try await service.database.query(.once("count", "SELECT 1 FROM jobs WHERE kind = 'confirm'")).count
        return jobs == 1 ? nil : "\(jobs) jobs wait"
    }

    private func ready() async throws -> String? {
        let record = try await service.eventually(within: 10) { () -> FileRecord? in
            try await snapshot().flatMap { $0.status == .ready ? $0 : nil }
        }
        guard let record else { return "the file is not ready within ten seconds" }
        let rows = try await files.transactions(of: record.id, owner: record.userID, afterLine: nil, limit: 10)
        guard rows?.count == 3, record.rowCount == 3 else { return "\(rows?.count ?? 0) transactions are stored" }
        let hash = SHA256Hasher.hexadecimal(of: SHA256Hasher.digest(of: ContractFixture.content))
        return record.fileHash == hash ? nil : "the hash is another"
    }

    private func failed(_ before: FileRecord?) async throws -> String? {
        let record = try await snapshot()
        guard record?.status == .failed else { return "the file is \(String(describing: record?.status))" }
        return try await isObjectGone(before) ? nil : "the object is still there"
    }

    private func gone(_ before: FileRecord?) async throws -> String? {
        guard try await snapshot() == nil else { return "the record is still there" }
        let isGone = try await service.eventually(within: 10) { try await isObjectGone(before) ? true : nil }
        return isGone == true ? nil : "the object is still there"
    }

    private func isObjectGone(_ record: FileRecord?) async throws -> Bool {
        guard let record else { return false }
        do throws(StorageError) {
            _ = try await service.objects.head(ObjectLocation(bucket: record.bucket, key: record.key))
            return false
        } catch {
            guard error.code == .objectNotFound else { throw error }
            return true
        }
    }

    private func string(_ name: String, _ response: ContractResponse) -> String? {
        guard case .object(let members) = try? JSONValue.read(jsonBytes: response.body),
            case .string(let text) = members[name]
        else { return nil }
        return text
    }
}
