import Synchronization
import Testing

@testable import Metadata

extension Live {
    @Suite(.emptyDatabase) struct ConnectionTests {
        /// Opens a connection that no pool knows, and gives what `body` makes of it.
        private func open<Value: Sendable>(
            _ configuration: DatabaseConfiguration, _ body: @escaping @Sendable (consuming PostgresHandle) -> Value
        ) async throws -> Value {
            let opener = ConnectionOpener(configuration: configuration)
            let result: Result<Value, DatabaseError> = await withCheckedContinuation { continuation in
                opener.open { (opened: consuming Result<PostgresHandle, DatabaseError>) in
                    switch consume opened {
                    case .success(let handle): continuation.resume(returning: .success(body(handle)))
                    case .failure(let error): continuation.resume(returning: .failure(error))
                    }
                }
            }
            return try result.get()
        }

        private func script(_ text: String, timeout: Duration? = .seconds(5)) -> Request {
            Request(exchange: .script(text), operation: "test", timeout: timeout, isPooled: false)
        }

        /// The kernel accepts for a process that is stuck; so a server is silent whose machine is not dead.
        @Test func aHostThatIsSilentLeavesTimeForTheNext() async throws {
            let silent = try SilentListener()
            let place = try TestDatabase.required()
            let url = place.url.replacing("@", with: "@127.0.0.1:\(silent.port),", maxReplacements: 1)
            try #require(ConnectionHosts(url: url).hosts.count == 2)
            let configuration = DatabaseConfiguration(
                url: url, databaseName: place.name, poolSize: 1, connectTimeout: .seconds(4),
                acquireTimeout: .seconds(8))
            let database = Database(configuration: configuration, logger: silentLogger)
            let name = try? await database.text("SELECT current_database()")
            await database.close()
            #expect(name == place.name)
        }

        /// A request without a limit of its own, whose answer never comes: it is not even sent.
        @Test func aCancelledStatementGetsItsGraceOnce() async throws {
            let request = script("SELECT 1", timeout: nil)
            let outcomes = try await open(TestDatabase.required().configuration()) { handle -> [String] in
                var state = ConnectionState(handle: handle)
                state.begin(request)
                request.cancel()
                let start = ContinuousClock.now
                return [0, 500, 1000, 1500, 1999, 2000].map { (milliseconds: Int) in
                    let (progress, _) = state.tick(now: start + .milliseconds(milliseconds))
                    // The server has passed the signal on, and nothing came of it.
                    _ = state.finishCancelling()
                    guard case .answered(_, .failure(let error), isUsable: false) = progress else { return "waits" }
                    return "\(error.code)"
                }
            }
            let expected = DatabaseError(.cancelled, operation: "test").code
            #expect(outcomes == [String](repeating: "waits", count: 5) + ["\(expected)"])
        }

        /// Its descriptor is closed, or another one's by now: to go on polling it would take a whole processor.
        @Test func aLostConnectionIsNotPolledAnyMore() async throws {
            let database = try TestDatabase.required().database
            let poller = SocketPoller()
            poller.start {}
            defer { poller.stop() }
            let connection = try await open(TestDatabase.required().configuration()) { handle in
                Connection(id: ConnectionID(number: 1), adopting: handle, poller: poller)
            }
            let steps = Steps()
            let isWatched = connection.watch { _, progress in
                steps.count.add(1, ordering: .relaxed)
                switch progress {
                case .nothing: break
                case .answered(let request, let answer, _): request.resume(answer)
                case .lost: steps.isLost.store(true, ordering: .relaxed)
                }
            }
            #expect(isWatched)
            let request = script("SET application_name = 'to be lost'")
            let answer = await withCheckedContinuation { (continuation: CheckedContinuation<Request.Answer, Never>) in
                request.arm(continuation)
                if case .answered(_, let answer, _) = connection.start(request) { request.resume(answer) }
            }
            _ = try answer.get()
            try await database.query(
                .once(
                    "test",
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'to be lost'"))
            #expect(try await eventually { steps.isLost.load(ordering: .relaxed) })
            // As a pool does whose borrower has not found out yet: nobody closes it.
            let before = steps.count.load(ordering: .relaxed)
            try await Task.sleep(for: .milliseconds(300))
            #expect(steps.count.load(ordering: .relaxed) <= before + 1)
            _ = connection.close()
        }

        /// What a handler has been told.
        private final class Steps: Sendable {
            let count = Atomic<Int>(0)
            let isLost = Atomic<Bool>(false)
        }
    }
}
