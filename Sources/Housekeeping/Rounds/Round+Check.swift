import Logging
import Metadata
import Storage

extension Round {
    private static let task = "check files"

    /// Looks for the objects of files that must have one. What's missing is told, and nothing is done about it: only a
    /// person can know where the object went.
    mutating func checkFiles() async throws {
        guard configuration.checksPerRound > 0 else { return }
        var position = try await janitor.records.position(of: Self.task).flatMap { FileID($0) }
        var remaining = configuration.checksPerRound
        while remaining > 0 {
            let limit = min(remaining, configuration.pageSize)
            let files = try await janitor.records.storedFiles(after: position, limit: limit)
            var missing: [FileID] = []
            for file in files {
                try await keepLease()
                if try await isMissing(file) { missing.append(file.id) }
            }
            if !isDryRun { try await janitor.records.noteMissingObjects(checked: files.map(\.id), missing: missing) }
            position = files.last?.id
            remaining -= files.count
            let isEnd = files.count < limit
            try await remember(isEnd ? nil : position?.description, of: Self.task)
            if isEnd { return }
        }
        report.isComplete = false
    }

    private mutating func isMissing(_ file: StoredFile) async throws -> Bool {
        report.checkedFiles += 1
        if try await hasObject(file) { return false }
        // Deleted, archived or failed since the page was read? Then there may be another place to look at.
        guard let current = try await janitor.records.storedFile(file.id) else { return false }
        let isMoved = (current.bucket, current.key) != (file.bucket, file.key)
        if isMoved, try await hasObject(current) { return false }
        report.filesWithoutObject += 1
        janitor.logger.error(
            "Object of a file is missing",
            metadata: [
                "file_id": "\(current.id)", "status": "\(current.status.rawValue)", "bucket": "\(current.bucket)",
                "object": "\(current.key)",
            ])
        return true
    }

    private func hasObject(_ file: StoredFile) async throws -> Bool {
        do throws(StorageError) {
            _ = try await janitor.store.head(ObjectLocation(bucket: file.bucket, key: file.key))
            return true
        } catch {
            guard error.code == .objectNotFound else { throw error }
            return false
        }
    }
}
