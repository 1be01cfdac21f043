import InMemoryTracing
import Logging
import Storage
import Synchronization
import Testing
import Tracing

/// What is said of a call besides its answer: events and spans; the log has tests of its own.
@Suite struct CallRecordTests {
    private final class Observed: Sendable {
        let events = Mutex<[StorageEvent]>([])
        func record(_ event: StorageEvent) { events.withLock { $0.append(event) } }
        var downloads: [StorageEvent.Download] {
            events.withLock { $0 }.compactMap { if case .download(let download) = $0 { download } else { nil } }
        }
        var calls: [StorageEvent.Call] {
            events.withLock { $0 }.compactMap { if case .call(let call) = $0 { call } else { nil } }
        }
    }

    private let head = "HTTP/1.1 200 OK\r\nETag: \"ab\"\r\nx-amz-request-id: R1\r\nContent-Length: "

    @Test func aDownloadEndsWithItsBytesAndOnce() async throws {
        let observed = Observed()
        try await FaultServer.with(answer: head + "5\r\n\r\n12345", observer: observed.record) { server async throws in
            for try await _ in try await server.store.get(server.location) {}
        }
        #expect(observed.downloads == [StorageEvent.Download(outcome: "success", bytes: 5)])
        #expect(observed.calls.map(\.outcome) == ["success"])
    }

    /// The call itself succeeded with its head, so this is the only place where the failure shows.
    @Test func aDownloadThatBreaksOffIsTold() async throws {
        let observed = Observed()
        let recorder = LogRecorder()
        try await FaultServer.with(
            answer: head + "10\r\n\r\n12345", logger: Logger(label: "test") { _ in recorder }, observer: observed.record
        ) { server async throws in
            let stream = try await server.store.get(server.location)
            _ = try await failure { for try await _ in stream {} }
        }
        #expect(observed.downloads.map(\.outcome) == ["truncated_body"])
        #expect(recorder.lines.contains { $0.contains("Storage download broke off") && $0.contains("truncated_body") })
    }

    @Test func aSpanNamesTheCallAndNothingSecret() async throws {
        let tracer = InMemoryTracer()
        let answer = "HTTP/1.1 403 Forbidden\r\nx-amz-request-id: R2\r\nContent-Length: 0\r\n\r\n"
        try await withTracer(tracer) {
            try await FaultServer.with(answer: answer) { server async throws in
                _ = try await failure { try await server.store.head(server.location) }
            }
        }
        let span = try #require(tracer.finishedSpans.first)
        #expect(tracer.finishedSpans.count == 1)
        #expect(span.operationName == "S3/head" && span.kind == .client && span.status?.code == .error)
        var attributes: [String: String] = [:]
        span.attributes.forEach { attributes[$0] = "\($1)" }
        #expect(attributes["rpc.system"]?.contains("aws-api") == true)
        #expect(attributes["error.type"]?.contains("access_denied") == true)
        #expect(attributes["http.response.status_code"]?.contains("403") == true)
        #expect(attributes["aws.request_id"]?.contains("R2") == true)
        for secret in ["hunter2", "private-key-name", "Signature", "access,", "http://"] {
            #expect(!"\(attributes)".contains(secret))
        }
    }
}
