import AsyncHTTPClient
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Synchronization
import TestSupport
import Testing

@testable import Server

/// The refresher with a real file and a real HTTP server.
@Suite struct KeySetRefresherTests {
    /// What a server of keys answers, and how often it was asked.
    private final class Provider: Sendable {
        let answer: Mutex<(status: Int, body: String, delay: Duration)>
        let count = Mutex(0)

        init(_ body: String, status: Int = 200, delay: Duration = .zero) {
            answer = Mutex((status, body, delay))
        }

        func application() -> some ApplicationProtocol {
            let router = Router()
            router.get("/keys") { _, _ -> Response in
                self.count.withLock { $0 += 1 }
                let answer = self.answer.withLock { $0 }
                try await Task.sleep(for: answer.delay)
                var headers = HTTPFields()
                if answer.status == 302 { headers[.location] = "/elsewhere" }
                return Response(
                    status: .init(code: answer.status), headers: headers,
                    body: .init(byteBuffer: ByteBuffer(string: answer.body)))
            }
            router.get("/elsewhere") { _, _ in (try? SigningKey.set(.es256("elsewhere"))) ?? "" }
            var logger = Logger(label: "provider")
            logger.logLevel = .critical
            return Application(router: router, logger: logger)
        }
    }

    private let keyring = TokenKeyring(overlap: 0)
    private let outcomes = Outcomes()

    private func refresher(
        _ source: any KeySetSource, interval: Duration = .seconds(60), minimumPause: Duration = .seconds(60)
    ) -> KeySetRefresher {
        KeySetRefresher(
            source: source, keyring: keyring, interval: interval, minimumPause: minimumPause,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }), now: { Date() },
            observe: { [outcomes] in outcomes.add($0) })
    }

    /// Runs a refresher beside a body, and stops it.
    private func running(_ refresher: KeySetRefresher, _ body: () async throws -> Void) async throws {
        let task = Task { await refresher.run() }
        let result: Result<Void, any Error>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        task.cancel()
        await task.value
        try result.get()
    }

    private func withProvider(
        _ provider: Provider, _ body: @Sendable (WebKeySetSource) async throws -> Void
    ) async throws {
        try await provider.application().test(.live) { server in
            let client = WebKeySetSource.makeClient()
            let port = try #require(server.port)
            let result: Result<Void, any Error>
            do {
                result = .success(try await body(WebKeySetSource(url: "http://127.0.0.1:\(port)/keys", client: client)))
            } catch { result = .failure(error) }
            try await client.shutdown()
            try result.get()
        }
    }

    @Test func asksTheProviderOnceForTenThousandUnknownKeys() async throws {
        let provider = Provider(try SigningKey.set(.es256("known")), delay: .milliseconds(200))
        try await withProvider(provider) { source in
            let refresher = refresher(source)
            try await running(refresher) {
                await withTaskGroup(of: Void.self) { group in
                    for _ in 0..<10_000 { group.addTask { await refresher.refreshForUnknownKey() } }
                }
                for _ in 0..<1_000 { await refresher.refreshForUnknownKey() }
            }
        }
        #expect(provider.count.withLock { $0 } == 1)
        #expect(keyring.key(named: "known", at: Date()) != nil)
    }

    @Test func goesOnWithTheKnownKeysWhileTheProviderIsDown() async throws {
        let provider = Provider(try SigningKey.set(.es256("known")))
        try await withProvider(provider) { source in
            let refresher = refresher(source, interval: .milliseconds(50), minimumPause: .zero)
            try await running(refresher) {
                await refresher.refreshForUnknownKey()
                for (status, body) in [(500, "{}"), (200, "no set"), (200, #"{"keys":[]}"#), (302, "")] {
                    provider.answer.withLock { $0 = (status, body, .zero) }
                    await refresher.refreshForUnknownKey()
                    await refresher.refreshForUnknownKey()
                    #expect(keyring.key(named: "known", at: Date()) != nil)
                }
                provider.answer.withLock { $0 = (200, (try? SigningKey.set(.es256("next"))) ?? "", .zero) }
                await refresher.refreshForUnknownKey()
                await refresher.refreshForUnknownKey()
            }
        }
        #expect(keyring.key(named: "known", at: Date()) == nil)
        #expect(keyring.key(named: "next", at: Date()) != nil)
        #expect(keyring.key(named: "elsewhere", at: Date()) == nil)
        #expect(outcomes.all.isSuperset(of: [.changed, .unexpectedStatus, .invalid, .redirected]))
    }

    @Test func readsNoMoreThanASetMayHaveAndWaitsNoLongerThanItMust() async throws {
        let provider = Provider(String(repeating: " ", count: KeySet.maximumBytes + 1))
        try await withProvider(provider) { source in
            let tooLarge = await #expect(throws: KeySetReadFailure.self) { try await source.read() }
            #expect(tooLarge?.outcome == .tooLarge)
            provider.answer.withLock { $0 = (200, "", .seconds(1)) }
            let impatient = WebKeySetSource(url: source.url, client: source.client, deadline: .milliseconds(200))
            let late = await #expect(throws: KeySetReadFailure.self) { try await impatient.read() }
            #expect(late?.outcome == .timedOut)
            let away = WebKeySetSource(url: "http://127.0.0.1:1/keys", client: source.client)
            let refused = await #expect(throws: KeySetReadFailure.self) { try await away.read() }
            #expect(refused?.outcome == .unreachable)
        }
    }

    @Test func takesAFileThatIsReplacedAndNoneThatIsBroken() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "keys-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        func write(_ text: String) throws { try Data(text.utf8).write(to: file, options: .atomic) }
        func eventually(_ condition: () -> Bool) async throws {
            for _ in 0..<500 where !condition() { try await Task.sleep(for: .milliseconds(10)) }
            #expect(condition())
        }
        try write(SigningKey.set(.es256("first")))
        let refresher = refresher(
            FileKeySetSource(path: file.path(percentEncoded: false)), interval: .milliseconds(30), minimumPause: .zero)
        try await running(refresher) {
            try await eventually { keyring.key(named: "first", at: Date()) != nil }
            try write("half a fi")
            try await eventually { outcomes.all.contains(.invalid) }
            #expect(keyring.key(named: "first", at: Date()) != nil)
            try FileManager.default.removeItem(at: file)
            try await eventually { outcomes.all.contains(.unreachable) }
            #expect(keyring.key(named: "first", at: Date()) != nil)
            try write(SigningKey.set(.es256("second")))
            try await eventually { keyring.key(named: "second", at: Date()) != nil }
            #expect(keyring.key(named: "first", at: Date()) == nil)
        }
        // Nobody waits for a refresher that has ended.
        await refresher.refreshForUnknownKey()
    }
}

private final class Outcomes: Sendable {
    private let seen = Mutex<Set<KeySetOutcome>>([])

    var all: Set<KeySetOutcome> { seen.withLock { $0 } }

    func add(_ event: AuthenticationEvent) {
        if case .keySetRead(let outcome) = event { _ = seen.withLock { $0.insert(outcome) } }
    }
}
