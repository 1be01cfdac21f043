import ContractRuntime
import Foundation
import Metadata
import Storage
import TestSupport
import Testing

/// A service that reaches its store and its database through proxies, with deadlines short enough to be waited for.
struct FaultedService: Sendable {
    let service: ServiceFixture
    let server: ServerProcess
    let store: FaultProxy
    let database: FaultProxy
    let client: MatchBotClient
    /// What the server was started with; commands take the same way.
    let environment: [String: String]

    private static let deadlines = [
        "DATABASE_CONNECT_SECONDS": "1", "DATABASE_STATEMENT_SECONDS": "1", "DATABASE_WAIT_SECONDS": "1",
        "STORAGE_REQUEST_SECONDS": "2", "STORAGE_TRANSFER_SECONDS": "3", "STORAGE_HEALTH_MILLISECONDS": "1000",
        "INGESTION_LEASE_SECONDS": "3", "HOUSEKEEPING_MINUTES": "0",
    ]

    static func with(
        _ store: TestEnvironment.Store = .seaweedFS, _ changes: [String: String] = [:],
        _ body: (FaultedService) async throws -> Void
    ) async throws {
        try await ServiceFixture.with(store) { service in
            let storeProxy = try await FaultProxy.start(to: service.environment.endpoint(of: store))
            let databaseProxy = try await FaultProxy.start(to: service.environment.databaseURL)
            var environment = service.serverEnvironment.merging(deadlines) { _, new in new }
            environment["MINIO_ENDPOINT"] = storeProxy.endpoint
            environment["DATABASE_URL"] = databaseProxy.rewrite(environment["DATABASE_URL"] ?? "")
            environment.merge(changes) { _, new in new }
            let variables = environment
            let token = try await service.tokens.token(for: UUID())
            try await service.withServer(variables) { server in
                try await body(
                    FaultedService(
                        service: service, server: server, store: storeProxy, database: databaseProxy,
                        client: MatchBotClient(service, server, token: token), environment: variables))
                #expect(server.isRunning, "the process must live on:\n\(server.log.suffix(4_000))")
            }
            await storeProxy.close()
            await databaseProxy.close()
        }
    }

    /// Waits until the service has prepared its buckets, after which it asks the store nothing by itself.
    func awaitPreparedBuckets() async throws {
        var seen = -1
        let isQuiet = try await service.eventually {
            try await Task.sleep(for: .milliseconds(400))
            defer { seen = store.exchanges }
            return store.exchanges > 0 && store.exchanges == seen ? true : nil
        }
        #expect(isQuiet == true)
    }

    // MARK: Jobs

    /// Makes new ingestion jobs wait until ``releaseJobs()``.
    func holdIngestions() async throws {
        try await sql(
            """
            CREATE FUNCTION hold_job() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN NEW.run_at = now() + interval '1 hour'; RETURN NEW; END $$
            """)
        try await sql(
            """
            CREATE TRIGGER hold BEFORE INSERT ON jobs FOR EACH ROW WHEN (NEW.kind = 'ingest')
            EXECUTE FUNCTION hold_job()
            """)
    }

    func stopHolding() async throws {
        try await sql("DROP FUNCTION hold_job() CASCADE")
    }

    /// Makes every job due that waits, and wakes the worker.
    func releaseJobs() async throws {
        try await sql("UPDATE jobs SET run_at = now() WHERE state = 'ready'")
        try await sql("SELECT pg_notify('jobs', 'ingest')")
    }

    @discardableResult func sql(_ text: String) async throws -> ResultSet {
        try await service.database.query(.once("test", text))
    }

    func number(_ text: String) async throws -> Int64 {
        var row = try #require(try await sql(text).first)
        return try row.integer()
    }

    /// Runs `matchbot housekeeping` over the same proxies; returns its exit status.
    func housekeeping() async throws -> CommandRun {
        try await CommandRun.matchbot(["housekeeping"], environment: environment)
    }

    // MARK: Requests

    func upload(_ content: [UInt8]) async throws -> String {
        let signed = try await client.sign(size: content.count, contentType: "text/csv")
        #expect(signed.status == 201)
        let status = try await client.upload(content, signed).status
        #expect((200..<300).contains(status))
        return try #require(signed.json["file_id"]?.string)
    }

    func status(of file: String) async throws -> String? {
        try await client.call("GET", "/files/\(file)/status").json["status"]?.string
    }

    /// Asks for the store's health until what was found before has been forgotten, then a few times more.
    func storageHealth() async throws -> [Int] {
        func ask() async throws -> Int { try await service.send("GET", server.url + "/health/storage").status }
        _ = try await ask()
        try await Task.sleep(for: .milliseconds(1_050))
        var statuses: [Int] = []
        for _ in 0..<3 { statuses.append(try await ask()) }
        return statuses
    }

    /// An answer must have one of these statuses; a 503 must say when to ask again.
    func expect(
        _ answer: MatchBotClient.Answer, _ allowed: Set<Int>, _ step: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let body = String(decoding: answer.response.body.prefix(300), as: UTF8.self)
        #expect(
            allowed.contains(answer.status), "\(step) answered \(answer.status): \(body)",
            sourceLocation: sourceLocation)
        guard answer.status == 503 else { return }
        let wait = answer.response.headers.first { $0.name.lowercased() == "retry-after" }?.value
        #expect(wait.flatMap { Int($0) } ?? 0 > 0, "\(step) has no Retry-After", sourceLocation: sourceLocation)
    }
}
