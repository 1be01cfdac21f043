import Foundation
import Logging
import Metadata
import Storage

extension Round {
    private static let task = "archive"

    /// Moves files that have been ready for long.
    ///
    /// ```
    /// copy (exactly the confirmed version) --> check --> record moved + old object's deletion queued (one statement)
    ///   |                                        |         '-- file deleted or moved meanwhile: the copy is deleted
    ///   '-- missing or changed: counted          '-- another size: counted, the copy is deleted
    /// ```
    /// Each attempt has a name of its own, so what one leaves behind after a crash is an object without a record, and
    /// no other attempt can be harmed by its removal. The place to go on is noted before the attempt, so that a file
    /// that can't be archived doesn't hold up the others.
    mutating func archiveFiles() async throws {
        guard configuration.archivesPerRound > 0 else { return }
        let deadline = moment(before: configuration.archivePeriod)
        var position = try await janitor.records.position(of: Self.task)
        var remaining = configuration.archivesPerRound
        while remaining > 0 {
            let limit = min(remaining, configuration.pageSize)
            let candidates = try await janitor.records.archiveCandidates(
                readyBefore: deadline, after: position, limit: limit)
            for candidate in candidates {
                try await keepLease()
                try await remember(candidate.position, of: Self.task)
                if isDryRun {
                    report.archivedFiles += 1
                } else {
                    try await archive(candidate)
                }
            }
            position = candidates.last?.position
            remaining -= candidates.count
            if candidates.count < limit { return try await remember(nil, of: Self.task) }
        }
        report.isComplete = false
    }

    private mutating func archive(_ candidate: ArchiveCandidate) async throws {
        let source = ObjectLocation(bucket: candidate.bucket, key: candidate.key)
        let target = ObjectLocation(
            bucket: janitor.buckets.reconciliationFiles,
            key: Self.archiveKey(of: candidate, attempt: janitor.makeUUID()))
        let copy: ObjectMetadata
        do throws(StorageError) {
            let confirmed: String
            if let etag = candidate.etag {
                confirmed = etag
            } else {
                confirmed = try await janitor.store.head(source).etag
            }
            try await copyToArchive(source, to: target, ifSourceMatches: confirmed)
            copy = try await janitor.store.head(target)
        } catch {
            guard error.code == .objectNotFound || error.code == .preconditionFailed else { throw error }
            return reportFailure(of: candidate, error.metricName)
        }
        if let size = candidate.size, size != copy.size {
            try await janitor.store.delete(target)
            return reportFailure(of: candidate, "size_differs")
        }
        let object = ConfirmedObject(
            bucket: target.bucket, key: target.key, size: copy.size, etag: copy.etag, contentType: copy.contentType)
        // If this throws nobody knows whether the record was moved, so the copy stays; without a record it's an orphan.
        let isMoved = try await janitor.records.archive(
            candidate, to: object, at: moment, deletingSourceAfter: configuration.archivedSourcePeriod)
        guard isMoved else { return try await janitor.store.delete(target) }
        report.archivedFiles += 1
        janitor.logger.info("File archived", metadata: ["file_id": "\(candidate.id)", "bytes": "\(copy.size)"])
    }

    /// In the archive's storage class; in the store's default where the store has no such class.
    ///
    /// Whether it has one is asked once a round, by the first copy.
    private mutating func copyToArchive(
        _ source: ObjectLocation, to target: ObjectLocation, ifSourceMatches etag: String
    ) async throws(StorageError) {
        if let storageClass = archiveStorageClass {
            do {
                _ = try await janitor.store.copy(
                    source, to: target, ifSourceMatches: etag, storageClass: storageClass)
                return
            } catch {
                guard error.code == .invalidStorageClass || error.code == .notImplemented else { throw error }
                archiveStorageClass = nil
                janitor.logger.notice(
                    "The store has no such storage class; files are archived in its default",
                    metadata: ["storage_class": "\(storageClass)"])
            }
        }
        _ = try await janitor.store.copy(source, to: target, ifSourceMatches: etag)
    }

    private mutating func reportFailure(of candidate: ArchiveCandidate, _ reason: String) {
        report.failedArchives += 1
        janitor.logger.warning(
            "File could not be archived", metadata: ["file_id": "\(candidate.id)", "reason": "\(reason)"])
    }

    /// `archive/USER/FILE/UUID.csv`: the ending is that of the object's present name, if it has a short plain one.
    static func archiveKey(of candidate: ArchiveCandidate, attempt: UUID) -> String {
        let name = candidate.key.split(separator: "/").last ?? ""
        var ending = ""
        if let point = name.lastIndex(of: "."), case let text = name[point...].dropFirst(),
            (1...8).contains(text.count), text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
        {
            ending = ".\(text)"
        }
        return SweptPlace.archivePrefix
            + "\(candidate.userID)/\(candidate.id)/\(attempt.uuidString.lowercased())\(ending)"
    }
}
