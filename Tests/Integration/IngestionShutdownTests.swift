import ContractRuntime
import Foundation
import Metadata
import TestSupport
import Testing

/// SIGTERM in the middle of an ingestion: what ends within ten seconds is finished, anything else is given back at once for
/// the next process, and no row is lost or stored twice.
@Suite(.serialized) struct IngestionShutdownTests {
    /// Within the COPY of transactions, behind most of them.
    private static let copying = DatabaseBarrier.Moment.insert(
        into: "transactions", when: "NEW.line_number = \(LargeStatement.line(50_002))")

    /// How long a worker goes on after the signal, and how long the process may take to notice, give back and end.
    private static let grace = Duration.milliseconds(9_500)...Duration.seconds(17)

    @Test func finishesWhatEndsWithinTheGrace() async throws {
        try await ServiceFixture.with { service in
            let statement = LargeStatement()
            let token = try await service.tokens.token(for: UUID())
            let file = try await statement.confirm(service, token: token)
            try await DatabaseBarrier.with(Self.copying, service.database) { barrier in
                let server = try await ServerProcess.start(environment: service.serverEnvironment)
                let isReached = try await service.eventually { try await barrier.isReached ? true : nil }
                #expect(isReached == true, "the step was not reached:\n\(server.log)")
                kill(server.processIdentifier, SIGTERM)
                try await Task.sleep(for: .seconds(2))
                #expect(server.isRunning, "it must wait for its job")
                #expect(try await LargeStatement.holdings(service) == [0, 0, 0, 0])
                try await barrier.lift()
                #expect(await server.ended() == 0)
            }
            #expect(try await LargeStatement.holdings(service) == statement.holdings)
            #expect(try await job(service) == Work(state: "done", attempts: 1, isLeased: false))
            try await service.withServer(["INGESTION_WORKERS": "0"]) { server in
                let status = try await MatchBotClient(service, server, token: token).finalStatus(file)
                #expect(status?["status"]?.string == "ready")
            }
        }
    }

    @Test func givesBackWhatTheDatabaseHoldsUp() async throws {
        try await ServiceFixture.with { service in
            let statement = LargeStatement()
            let token = try await service.tokens.token(for: UUID())
            let file = try await statement.confirm(service, token: token)
            try await slowTheCopyDown(service)
            let server = try await ServerProcess.start(environment: service.serverEnvironment)
            let isReached = try await service.eventually {
                let asleep =
                    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'"
                return try await service.database.query(.once("asleep", asleep)).count > 0 ? true : nil
            }
            #expect(isReached == true, "the step was not reached:\n\(server.log)")
            try await expectGivenBack(by: server, service)
            try await service.database.query(.once("awake", "DROP TRIGGER nap ON transactions"))
            try await expectFinishedByTheNextProcess(file, statement, service, token)
        }
    }

    @Test(arguments: TestEnvironment.Store.allCases)
    func givesBackWhatTheStoreHoldsUp(_ store: TestEnvironment.Store) async throws {
        try await ServiceFixture.with(store) { service in
            let statement = LargeStatement()
            let token = try await service.tokens.token(for: UUID())
            let file = try await statement.confirm(service, token: token)
            let gate = try await FaultProxy.start(to: service.environment.endpoint(of: store))
            // What the store answers at start is small, so this is in the middle of the object.
            try await gate.set(.stall(afterAnswered: 1_500_000))
            let environment = service.serverEnvironment.merging(["MINIO_ENDPOINT": gate.endpoint]) { _, new in new }
            let server = try await ServerProcess.start(environment: environment)
            let isReached = try await service.eventually { gate.isStalled ? true : nil }
            #expect(isReached == true, "the step was not reached:\n\(server.log)")
            try await expectGivenBack(by: server, service)
            await gate.close()
            try await expectFinishedByTheNextProcess(file, statement, service, token)
        }
    }

    /// The database takes a minute for one row; it waits for no lock, which would be given up sooner.
    private func slowTheCopyDown(_ service: ServiceFixture) async throws {
        try await service.database.query(
            .once(
                "makeNap",
                """
                CREATE FUNCTION nap() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_sleep(60); RETURN NEW; END $$
                """))
        try await service.database.query(
            .once(
                "nap",
                """
                CREATE TRIGGER nap BEFORE INSERT ON transactions FOR EACH ROW
                WHEN (NEW.line_number = \(LargeStatement.line(50_002))) EXECUTE FUNCTION nap()
                """))
    }

    /// Tells the server to stop, and looks at what it leaves.
    private func expectGivenBack(by server: ServerProcess, _ service: ServiceFixture) async throws {
        let start = ContinuousClock.now
        kill(server.processIdentifier, SIGTERM)
        let status = await server.ended(within: .seconds(30))
        let elapsed = ContinuousClock.now - start
        #expect(status == 0)
        #expect(Self.grace.contains(elapsed), "\(elapsed)")
        #expect(try await LargeStatement.holdings(service) == [0, 0, 0, 0])
        let left = try await job(service)
        #expect(left == Work(state: "ready", attempts: 0, isLeased: false))
    }

    /// Long before the lease of a worker that died would have run out.
    private func expectFinishedByTheNextProcess(
        _ file: String, _ statement: LargeStatement, _ service: ServiceFixture, _ token: String
    ) async throws {
        try await service.withServer { server in
            let status = try await MatchBotClient(service, server, token: token).finalStatus(file, within: 30)
            #expect(status?["status"]?.string == "ready", "\(server.log)")
            #expect(status?["row_count"]?.integer == Int64(statement.stored))
        }
        #expect(try await LargeStatement.holdings(service) == statement.holdings)
        let end = try await job(service)
        #expect(end == Work(state: "done", attempts: 1, isLeased: false))
    }

    /// What the queue holds of the file's ingestion.
    private struct Work: Equatable {
        var state: String
        var attempts: Int64
        var isLeased: Bool
    }

    private func job(_ service: ServiceFixture) async throws -> Work {
        var row = try #require(
            try await service.database.query(
                .once(
                    "job", "SELECT state, attempts::int8, leased_by IS NOT NULL FROM jobs WHERE kind = 'ingest'")
            ).first)
        return Work(state: try row.text(), attempts: try row.integer(), isLeased: try row.bool())
    }
}
