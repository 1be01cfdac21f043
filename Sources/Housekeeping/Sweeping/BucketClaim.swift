import Foundation
import Logging
import Metadata
import NIOCore
import Storage

/// Says whose buckets these are: an object beside the files that holds the name of the database.
///
/// "No record names this object" means nothing in the wrong database: with a mistyped URL every file would look like
/// an orphan. So the first round in a store writes the name of its database there. An object without a record is
/// deleted only if the name is this database's and the object is not older than it.
struct BucketClaim {
    /// Outside of every swept place, and in the bucket that no lifecycle rule empties.
    static let key = "matchbot-installation"

    /// The database's name as the object holds it.
    let name: String
    let location: ObjectLocation
    let store: ObjectStore

    /// What the store says.
    enum Answer: Hashable {
        case unclaimed
        case ours(since: Date)
        case foreign
    }

    init(installation: UUID, bucket: String, store: ObjectStore) {
        name = installation.uuidString.lowercased()
        location = ObjectLocation(bucket: bucket, key: Self.key)
        self.store = store
    }

    func read() async throws -> Answer {
        do throws(StorageError) {
            let stream = try await store.get(location)
            var bytes: [UInt8] = []
            for try await chunk in stream where bytes.count <= name.utf8.count {
                bytes += chunk.readableBytesView
            }
            guard bytes == Array(name.utf8), let date = stream.metadata.lastModified else { return .foreign }
            return .ours(since: date)
        } catch {
            guard error.code == .objectNotFound else { throw error }
            return .unclaimed
        }
    }

    func write() async throws {
        _ = try await store.put(location, bytes: Array(name.utf8), contentType: "text/plain")
    }
}

extension Round {
    /// Finds out whose buckets these are, and claims them if they're nobody's.
    mutating func claimBuckets() async throws {
        let claim = BucketClaim(
            installation: try await janitor.records.installationID(), bucket: janitor.buckets.reconciliationFiles,
            store: janitor.store)
        var answer = try await claim.read()
        if answer == .unclaimed, !isDryRun {
            try await claim.write()
            // Of two databases that claim at once the last one wins, and each believes what it reads.
            answer = try await claim.read()
        }
        switch answer {
        case .unclaimed:
            ownedSince = nil
        case .ours(let date):
            ownedSince = date
        case .foreign:
            report.isForeignStore = true
            janitor.logger.error(
                "Buckets belong to another database", metadata: ["bucket": "\(claim.location.bucket)"])
        }
    }
}
