import AsyncHTTPClient
import Foundation
import Logging
import Metadata
import NIOCore
import NIOHTTP1
import Storage
import Testing

@testable import Housekeeping

/// The suites that need PostgreSQL and a store, one after the other.
@Suite(.serialized) enum Live {}

/// A database and buckets of its own for one test, removed at its end.
struct LivePlace: Sendable {
    /// One of the two stores.
    enum Store: String, Sendable, CaseIterable {
        case seaweedFS = "MINIO_ENDPOINT"
        case juiceFS = "JUICEFS_ENDPOINT"
    }

    struct Missing: Error, CustomStringConvertible {
        let variable: String
        var description: String { "\(variable) is not set: run `make test`, which starts PostgreSQL and the stores" }
    }

    let database: Database
    let storage: StorageConfiguration
    let client: HTTPClient
    let store: ObjectStore
    let owner = UserID.random()

    var temporary: String { storage.buckets.temporaryUploads }
    var files: String { storage.buckets.reconciliationFiles }
    var repository: FileRepository { FileRepository(database: database) }
    var jobs: JobQueue { JobQueue(database: database) }

    static func with(
        _ kind: Store = .seaweedFS, isClaimed: Bool = true, _ body: (LivePlace) async throws -> Void
    ) async throws {
        let url = try variable("DATABASE_URL")
        let suffix = String(UInt64.random(in: 0 ... .max), radix: 36)
        let name = "matchbot_test_\(suffix)"
        let storage = StorageConfiguration(
            endpoint: try StorageEndpoint(parsing: try variable(kind.rawValue), secure: false),
            credentials: StorageCredentials(
                accessKey: try variable("MINIO_ACCESS_KEY"), secretKey: try variable("MINIO_SECRET_KEY")),
            buckets: BucketNames(
                reconciliationFiles: "files-\(suffix)", reconciliationReports: "reports-\(suffix)",
                temporaryUploads: "uploads-\(suffix)"))
        let administrator = Database(
            configuration: DatabaseConfiguration(url: url, poolSize: 1, statementTimeout: .seconds(60)),
            logger: silentLogger)
        try await administrator.query(.once("createDatabase", "CREATE DATABASE \(name)"))
        let database = Database(
            configuration: DatabaseConfiguration(url: url, databaseName: name, poolSize: 5), logger: silentLogger)
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: storage.httpClientConfiguration)
        let store = ObjectStore(configuration: storage, httpClient: client, logger: silentLogger, now: { Date() })
        let place = LivePlace(database: database, storage: storage, client: client, store: store)
        let result: Result<Void, any Error>
        do {
            _ = try await Migrator(database: database, logger: silentLogger).run()
            for bucket in [place.temporary, place.files] { try await store.createBucket(bucket) }
            // The first round of all claims the buckets.
            if isClaimed { _ = try await place.janitor().round(dryRun: false) }
            result = .success(try await body(place))
        } catch {
            result = .failure(error)
        }
        await database.close()
        _ = try? await administrator.query(.once("dropDatabase", "DROP DATABASE \(name) WITH (FORCE)"))
        await administrator.close()
        for bucket in [place.temporary, place.files] {
            for key in ((try? await place.keys(bucket)) ?? []) + [BucketClaim.key] {
                try? await store.delete(ObjectLocation(bucket: bucket, key: key))
            }
            try? await store.deleteBucket(bucket)
        }
        try await client.shutdown()
        try result.get()
    }

    private static func variable(_ name: String) throws -> String {
        guard let value = ProcessInfo.processInfo.environment[name], !value.isEmpty else {
            throw Missing(variable: name)
        }
        return value
    }

    /// A janitor whose clock is ahead.
    func janitor(
        _ configuration: Janitor.Configuration = .init(), ahead: Duration = .zero, logger: Logger = silentLogger
    ) -> Janitor {
        let seconds = TimeInterval(ahead.components.seconds)
        return Janitor(
            configuration: configuration, buckets: storage.buckets, store: store, database: database, logger: logger,
            now: { Date(timeIntervalSinceNow: seconds) })
    }

    /// Every key of a bucket but the one that says whose it is, in order.
    func keys(_ bucket: String, prefix: String = "") async throws -> [String] {
        var keys: [String] = []
        var token: String?
        repeat {
            let page = try await store.list(bucket: bucket, prefix: prefix, continuationToken: token, limit: 500)
            keys += page.objects.map(\.key)
            token = page.nextContinuationToken
        } while token != nil
        return keys.filter { $0 != BucketClaim.key }
    }

    /// The object's bytes; nil when it isn't there.
    func bytes(_ bucket: String, _ key: String) async throws -> [UInt8]? {
        do throws(StorageError) {
            let stream = try await store.get(ObjectLocation(bucket: bucket, key: key))
            var bytes: [UInt8] = []
            for try await chunk in stream { bytes += Array(buffer: chunk) }
            return bytes
        } catch {
            guard error.code == .objectNotFound else { throw error }
            return nil
        }
    }

    /// Downloads what a presigned URL names, as a browser would.
    func download(_ key: String) async throws -> (status: UInt, bytes: [UInt8]) {
        let presigner = Presigner(configuration: storage, now: { Date() })
        let request = presigner.getObject(
            ObjectLocation(bucket: files, key: key), expiresIn: .seconds(300),
            contentDisposition: ContentDisposition.attachment(filename: "a.csv"), contentType: "text/csv")
        let response = try await client.execute(HTTPClientRequest(url: request.url), timeout: .seconds(20))
        return (response.status.code, Array(buffer: try await response.body.collect(upTo: 1 << 20)))
    }
}

let silentLogger: Logger = {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    return logger
}()

extension Duration {
    static func hours(_ number: Int) -> Duration { .seconds(number * 3600) }
    static func days(_ number: Int) -> Duration { .seconds(number * 86_400) }
}
