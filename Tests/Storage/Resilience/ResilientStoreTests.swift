import AsyncHTTPClient
import FoundationEssentials
import Logging
import NIOCore
import Storage
import Synchronization
import Testing

@Suite struct ResilientStoreTests {
    private let serverError = "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
    private let object = "HTTP/1.1 200 OK\r\nConnection: close\r\nETag: \"ab\"\r\nContent-Length: 3\r\n\r\nabc"

    private final class Observed: Sendable {
        let events = Mutex<[StorageEvent]>([])

        var attempts: [StorageEvent.Attempt] {
            events.withLock { $0 }.compactMap { if case .attempt(let attempt) = $0 { attempt } else { nil } }
        }

        var calls: [StorageEvent.Call] {
            events.withLock { $0 }.compactMap { if case .call(let call) = $0 { call } else { nil } }
        }

        var changes: [StorageEvent] {
            events.withLock { $0 }.filter { if case .breakerChanged = $0 { true } else { false } }
        }

        func record(_ event: StorageEvent) { events.withLock { $0.append(event) } }
    }

    private var quick: ResilienceConfiguration {
        var configuration = ResilienceConfiguration()
        configuration.retry.initialDelay = .milliseconds(5)
        return configuration
    }

    @Test func aDownloadSucceedsAtTheThirdAttemptAndIsObserved() async throws {
        let observed = Observed()
        try await FaultServer.with(
            beginning: [serverError, ""], answer: object, resilience: quick, observer: observed.record
        ) { server async throws in
            var received = 0
            for try await chunk in try await server.store.get(server.location) { received += chunk.readableBytes }
            #expect(received == 3)
            #expect(server.requests == 3)
        }
        #expect(observed.attempts.map(\.outcome) == ["server_error", "connection_failed", "success"])
        #expect(observed.attempts.map(\.number) == [1, 2, 3])
        #expect(observed.attempts.map(\.isLast) == [false, false, true])
        #expect(observed.attempts.allSatisfy { $0.operation == "get" && $0.duration > .zero })
        let call = try #require(observed.calls.first)
        #expect(observed.calls.count == 1 && call.operation == "get" && call.outcome == "success")
        #expect(call.attempts == 3 && call.duration >= observed.attempts.reduce(.zero) { $0 + $1.duration })
    }

    @Test func aConditionalCopyIsRepeatedAndAnUploadIsNot() async throws {
        let body = "<CopyObjectResult><ETag>\"ab\"</ETag></CopyObjectResult>"
        let copied = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
        try await FaultServer.with(beginning: [serverError], answer: copied, resilience: quick) {
            server async throws in
            let tag = try await server.store.copy(server.location, to: server.location, ifSourceMatches: "ab")
            #expect(tag == "ab")
            #expect(server.requests == 2)
        }
        try await FaultServer.with(beginning: [serverError], answer: object, resilience: quick) {
            server async throws in
            let error = try await failure {
                try await server.store.put(server.location, bytes: [1], contentType: "text/csv")
            }
            #expect(error.code == .serverError)
            #expect(server.requests == 1)
        }
    }

    @Test func deletionsAndListingsAreRepeated() async throws {
        try await FaultServer.with(
            beginning: [serverError], answer: "HTTP/1.1 204 No Content\r\n\r\n", resilience: quick
        ) { server async throws in
            try await server.store.delete(server.location)
            #expect(server.requests == 2)
        }
        try await FaultServer.with(answer: serverError, resilience: quick) { server async throws in
            #expect(try await failure { try await server.store.listBuckets() }.code == .serverError)
            #expect(server.requests == 3)
        }
    }

    @Test func anOpenBreakerIsSharedByCopiesAndReportedAndTheHealthCheckGoesPastIt() async throws {
        let observed = Observed()
        let recorder = LogRecorder()
        var resilience = quick
        resilience.circuitBreaker.openDuration = .seconds(3600)
        try await FaultServer.with(
            answer: serverError, resilience: resilience, logger: Logger(label: "test") { _ in recorder },
            observer: observed.record
        ) { server async throws in
            for _ in 0..<10 {
                let copy = server
                let failed = try await failure { try await copy.store.head(copy.location) }
                #expect(failed.code == .serverError)
            }
            let sent = server.requests
            #expect(server.store.breakerState == .open)
            let refused = try await failure { try await server.store.head(server.location) }
            #expect(refused.code == .circuitOpen)
            #expect(refused.isRetryable)
            #expect(server.requests == sent)

            let report = await health(of: server)
            #expect(!report.isHealthy)
            #expect(report.errors.first?.contains("the store failed inside") == true)
            #expect(server.requests == sent + 1)
        }
        #expect(observed.changes == [.breakerChanged(from: .closed, to: .open)])
        #expect(observed.attempts.last?.operation == "list_buckets")
        #expect(recorder.lines.filter { $0.contains("warning Storage circuit breaker changed") }.count == 1)
    }

    @Test func theHealthCheckTeachesTheBreakerNothing() async throws {
        try await FaultServer.with(answer: serverError) { server async throws in
            for _ in 0..<20 { #expect(await !health(of: server).isHealthy) }
            #expect(server.requests == 20)
            #expect(server.store.breakerState == .closed)
        }
    }

    @Test func aDownloadIsUnderWayUntilItsLastByte() async throws {
        var resilience = quick
        resilience.bulkhead.concurrentCalls = 1
        resilience.bulkhead.waitingCalls = 0
        try await FaultServer.with(answer: object, resilience: resilience) { server async throws in
            let stream = try await server.store.get(server.location)
            #expect(try await failure { try await server.store.head(server.location) }.code == .tooManyWaiting)
            for try await _ in stream {}
            _ = try await server.store.head(server.location)
            // A stream that is dropped unread gives its place back too.
            do { _ = try await server.store.get(server.location) }
            _ = try await server.store.head(server.location)
        }
    }

    @Test func aDeadPortIsTriedThreeTimesEvenForAnUploadThenTheBreakerOpens() async throws {
        let observed = Observed()
        try await withDeadStore(quick, observed) { store in
            let location = ObjectLocation(bucket: "b", key: "k")
            let error = try await failure { try await store.put(location, bytes: [1], contentType: "text/csv") }
            #expect(error.code == .connectionRefused)
            #expect(observed.attempts.map(\.outcome) == Array(repeating: "connection_refused", count: 3))
            for _ in 0..<9 {
                #expect(try await failure { try await store.head(location) }.code == .connectionRefused)
            }
            #expect(store.breakerState == .open)
            let start = ContinuousClock.now
            #expect(try await failure { try await store.head(location) }.code == .circuitOpen)
            #expect(start.duration(to: .now) < .seconds(1))
        }
    }

    @Test func aCallCancelledWhileItPausesEndsAtOnce() async throws {
        let observed = Observed()
        var resilience = ResilienceConfiguration()
        resilience.retry.initialDelay = .seconds(5000)
        resilience.retry.maximumDelay = .seconds(5000)
        try await withDeadStore(resilience, observed, requestTimeout: .seconds(100_000)) { store in
            let task = Task {
                try await failure { try await store.head(ObjectLocation(bucket: "b", key: "k")) }
            }
            while observed.attempts.isEmpty { try await Task.sleep(for: .milliseconds(1)) }
            task.cancel()
            #expect(try await task.value.code == .cancelled)
        }
    }

    private func health(of server: FaultServer) async -> StorageHealthReport {
        await StorageHealthCheck(
            store: server.store, configuration: server.configuration, threshold: .seconds(5), randomKey: { "k" }
        ).run()
    }

    private func withDeadStore(
        _ resilience: ResilienceConfiguration, _ observed: Observed, requestTimeout: Duration = .seconds(10),
        _ body: (ObjectStore) async throws -> Void
    ) async throws {
        let configuration = StorageConfiguration(
            endpoint: try StorageEndpoint(parsing: "127.0.0.1:1", secure: false),
            credentials: StorageCredentials(accessKey: "access", secretKey: "hunter2-hunter2"),
            requestTimeout: requestTimeout, resilience: resilience)
        let client = HTTPClient(
            eventLoopGroupProvider: .singleton, configuration: configuration.httpClientConfiguration)
        let store = ObjectStore(
            configuration: configuration, httpClient: client, logger: Logger(label: "test"), now: { Date() },
            observer: observed.record)
        do {
            try await body(store)
        } catch {
            try await client.shutdown()
            throw error
        }
        try await client.shutdown()
    }
}
