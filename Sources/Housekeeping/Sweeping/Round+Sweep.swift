import Logging
import Metadata
import Storage

extension Round {
    /// Looks at the objects of a place, page by page, and deletes those that nothing needs.
    mutating func sweep(_ place: SweptPlace) async throws {
        let rule = SweepRule(
            releasedBefore: moment(before: configuration.temporaryPeriod),
            orphanedBefore: moment(before: configuration.orphanPeriod), ownedSince: ownedSince)
        var token = try await janitor.records.position(of: place.task)
        for number in 0..<configuration.pagesPerRound {
            try await keepLease()
            let page = try await page(of: place, token, isResumed: number == 0 && token != nil)
            try await sweep(page, of: place, by: rule)
            token = page.nextContinuationToken
            try await remember(token, of: place.task)
            if token == nil { return }
        }
        report.isComplete = false
    }

    /// A token that an earlier round kept may be too old for the store; then the place is begun anew.
    private func page(of place: SweptPlace, _ token: String?, isResumed: Bool) async throws -> ObjectPage {
        do throws(StorageError) {
            return try await janitor.store.list(
                bucket: place.bucket, prefix: place.prefix, continuationToken: token, limit: configuration.pageSize)
        } catch {
            guard isResumed, !error.isRetryable, error.code == .unexpected else { throw error }
            return try await janitor.store.list(
                bucket: place.bucket, prefix: place.prefix, continuationToken: nil, limit: configuration.pageSize)
        }
    }

    private mutating func sweep(_ page: ObjectPage, of place: SweptPlace, by rule: SweepRule) async throws {
        let standings = try await janitor.records.standings(bucket: place.bucket, keys: page.objects.map(\.key))
        report.checkedObjects += page.objects.count
        for object in page.objects {
            // The answer holds every key that was asked for; one that isn't there is left alone.
            guard let standing = standings[object.key] else { continue }
            let verdict = rule.verdict(standing, lastModified: object.lastModified)
            switch verdict {
            case .keep:
                continue
            case .orphanToKeep:
                report.orphanedObjects += 1
            case .orphanToDelete, .releasedToDelete:
                try await delete(object, of: place, by: rule, verdict)
            }
        }
    }

    /// Deletes one object if the database still says the same about it.
    private mutating func delete(
        _ object: ObjectSummary, of place: SweptPlace, by rule: SweepRule, _ verdict: SweepRule.Verdict
    ) async throws {
        if !isDryRun {
            try await keepLease()
            let standing = try await janitor.records.standings(bucket: place.bucket, keys: [object.key])[object.key]
            guard let standing, rule.verdict(standing, lastModified: object.lastModified) == verdict else { return }
            let reason = verdict == .orphanToDelete ? "no_record" : "not_needed"
            try await janitor.audit.recordRemoval(bucket: place.bucket, key: object.key, reason: reason)
            try await janitor.store.delete(ObjectLocation(bucket: place.bucket, key: object.key))
            janitor.logger.info(
                "Object removed",
                metadata: [
                    "bucket": "\(place.bucket)", "object": "\(object.key)", "bytes": "\(object.size)",
                    "reason": "\(reason)",
                ])
        }
        if verdict == .orphanToDelete {
            report.orphanedObjects += 1
            report.removedOrphans += 1
        } else {
            report.removedTemporaryObjects += 1
        }
    }
}
