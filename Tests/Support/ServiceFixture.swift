package import AsyncHTTPClient
package import ContractRuntime
import Foundation
import Logging
package import Metadata
import NIOCore
import NIOHTTP1
package import Storage

/// The whole service on real parts: a database and buckets of its own, and any number of servers on them.
package final class ServiceFixture: Sendable {
    package let environment: TestEnvironment
    package let store: TestEnvironment.Store
    package let databaseName: String
    package let database: Database
    package let storage: StorageConfiguration
    package let objects: ObjectStore
    package let httpClient: HTTPClient
    package let tokens: TestTokens
    private let place: StorePlace
    private let logger: Logger

    /// Makes the database and the buckets' names; `body` starts servers as it needs them. The store is one of those that
    /// all tests share, unless `place` says where another one of its kind is.
    package static func with<Value>(
        _ store: TestEnvironment.Store = .seaweedFS, at place: StorePlace? = nil,
        isolation: isolated (any Actor)? = #isolation,
        _ body: (ServiceFixture) async throws -> Value
    ) async throws -> Value {
        let fixture = try await ServiceFixture(store, at: place)
        let result: Result<Value, any Error>
        do { result = .success(try await body(fixture)) } catch { result = .failure(error) }
        try await fixture.tearDown()
        return try result.get()
    }

    private init(_ store: TestEnvironment.Store, at place: StorePlace?) async throws {
        environment = try TestEnvironment()
        self.place = place ?? environment.place(of: store)
        self.store = store
        var quiet = Logger(label: "test")
        quiet.logLevel = .critical
        logger = quiet
        let suffix = String(UInt64.random(in: 0 ... .max), radix: 36)
        databaseName = "matchbot_test_\(suffix)"
        let administrator = Database(
            configuration: DatabaseConfiguration(url: environment.databaseURL, poolSize: 1), logger: quiet)
        try await administrator.query(.once("createDatabase", "CREATE DATABASE \(databaseName)"))
        await administrator.close()
        database = Database(
            configuration: DatabaseConfiguration(url: environment.databaseURL, databaseName: databaseName, poolSize: 4),
            logger: quiet)
        _ = try await Migrator(database: database, logger: quiet).run()
        storage = StorageConfiguration(
            endpoint: try StorageEndpoint(parsing: self.place.endpoint, secure: false),
            credentials: StorageCredentials(accessKey: self.place.accessKey, secretKey: self.place.secretKey),
            buckets: BucketNames(
                reconciliationFiles: "files-\(suffix)", reconciliationReports: "reports-\(suffix)",
                temporaryUploads: "uploads-\(suffix)"))
        httpClient = HTTPClient(eventLoopGroupProvider: .singleton, configuration: storage.httpClientConfiguration)
        objects = ObjectStore(configuration: storage, httpClient: httpClient, logger: quiet, now: { Date() })
        try await BucketInitializer(store: objects, configuration: storage, logger: quiet).run()
        tokens = TestTokens(secret: "a secret of tests alone, \(suffix), of thirty-two bytes or more")
    }

    private func tearDown() async throws {
        await database.close()
        let administrator = Database(
            configuration: DatabaseConfiguration(url: environment.databaseURL, poolSize: 1), logger: logger)
        _ = try? await administrator.query(.once("dropDatabase", "DROP DATABASE \(databaseName) WITH (FORCE)"))
        await administrator.close()
        for bucket in storage.buckets.all {
            var token: String?
            repeat {
                guard
                    let page = try? await objects.list(
                        bucket: bucket, prefix: "", continuationToken: token, limit: 1_000)
                else { break }
                for object in page.objects {
                    try? await objects.delete(ObjectLocation(bucket: bucket, key: object.key))
                }
                token = page.nextContinuationToken
            } while token != nil
            try? await objects.deleteBucket(bucket)
        }
        try await httpClient.shutdown()
    }

    /// The environment that a server of this fixture needs.
    package var serverEnvironment: [String: String] {
        [
            "DATABASE_URL": databaseURL,
            "DATABASE_POOL_SIZE": "5",
            "MINIO_ENDPOINT": place.endpoint,
            "MINIO_PUBLIC_ENDPOINT": place.endpoint,
            "MINIO_ACCESS_KEY": place.accessKey,
            "MINIO_SECRET_KEY": place.secretKey,
            "MINIO_SECURE": "false",
            "MINIO_BUCKET_RECONCILIATION": storage.buckets.reconciliationFiles,
            "MINIO_BUCKET_REPORTS": storage.buckets.reconciliationReports,
            "MINIO_BUCKET_TEMP": storage.buckets.temporaryUploads,
            "JWT_SECRET": tokens.secret,
            "LOG_LEVEL": "info",
            // A machine that runs all tests at once is slow, and that is not what they are about.
            "STORAGE_HEALTH_MILLISECONDS": "20000",
            // Tests count what is asked of the store and the database.
            "METRICS_SAMPLE_SECONDS": "0",
        ]
    }

    private var databaseURL: String {
        guard var parts = URLComponents(string: environment.databaseURL) else { return environment.databaseURL }
        parts.path = "/\(databaseName)"
        return parts.string ?? environment.databaseURL
    }

    /// Runs `body` with a server, and stops it afterwards.
    package func withServer<Value>(
        _ changes: [String: String] = [:], isolation: isolated (any Actor)? = #isolation,
        _ body: (ServerProcess) async throws -> Value
    ) async throws -> Value {
        let server = try await ServerProcess.start(environment: serverEnvironment.merging(changes) { _, new in new })
        let result: Result<Value, any Error>
        do { result = .success(try await body(server)) } catch { result = .failure(error) }
        await server.stop()
        return try result.get()
    }

    /// Sends one request and reads the whole answer.
    package func send(
        _ method: String, _ url: String, headers: [(String, String)] = [], body: [UInt8]? = nil
    ) async throws -> ContractResponse {
        var request = HTTPClientRequest(url: url)
        request.method = .init(rawValue: method)
        for (name, value) in headers where name.lowercased() != "content-length" {
            request.headers.add(name: name, value: value)
        }
        if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
        let response = try await httpClient.execute(request, timeout: .seconds(30))
        let bytes = try await response.body.collect(upTo: 256 << 20)
        return ContractResponse(
            status: Int(response.status.code), headers: response.headers.map { HeaderField($0.name, $0.value) },
            mediaType: response.headers.first(name: "Content-Type"), body: Array(buffer: bytes))
    }

    /// Asks again until the answer is there, for at most `seconds`.
    package func eventually<Value>(
        within seconds: Double = 15, isolation: isolated (any Actor)? = #isolation,
        _ probe: () async throws -> Value?
    ) async throws -> Value? {
        let deadline = ContinuousClock.now + .seconds(seconds * TestEnvironment.patience)
        while ContinuousClock.now < deadline {
            if let value = try await probe() { return value }
            try await Task.sleep(for: .milliseconds(50))
        }
        return nil
    }
}
