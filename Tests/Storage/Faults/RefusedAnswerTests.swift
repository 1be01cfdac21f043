import Logging
import Storage
import Testing

@Suite struct RefusedAnswerTests {
    @Test func aCopyThatFailsAfterItsHeadIsAnError() async throws {
        let body = "<?xml version=\"1.0\"?>\n\n <Error><Code>InternalError</Code><RequestId>7</RequestId></Error>"
        try await FaultServer.with(answer: answer("200 OK", body: body)) { server async throws in
            let error = try await failure {
                try await server.store.copy(server.location, to: server.location, ifSourceMatches: "ab")
            }
            #expect(error.code == .serverError)
            #expect(error.storeCode == "InternalError")
            #expect(error.requestID == "7")
        }
    }

    @Test func aStoreThatAsksToSlowDownSaysForHowLong() async throws {
        let body = "<Error><Code>SlowDown</Code></Error>"
        let answer = answer("503 Slow Down", headers: "Retry-After: 3\r\nx-amz-request-id: R1\r\n", body: body)
        try await FaultServer.with(answer: answer) { server async throws in
            let error = try await failure {
                try await server.store.put(server.location, bytes: [1], contentType: "text/csv")
            }
            #expect(error.code == .slowDown)
            #expect(error.retryAfter == .seconds(3))
            #expect(error.requestID == "R1")
            #expect(error.status == 503)
        }
    }

    @Test func aRedirectIsNotFollowed() async throws {
        let answer = answer("307 Temporary Redirect", headers: "Location: http://127.0.0.1:1/\r\n", body: "")
        try await FaultServer.with(answer: answer) { server async throws in
            #expect(try await failure { try await server.store.head(server.location) }.code == .unexpectedRedirect)
        }
    }

    @Test func aProxysErrorPageIsAServerError() async throws {
        try await FaultServer.with(answer: answer("502 Bad Gateway", body: "<html>&nbsp;</html>")) {
            server async throws in
            #expect(try await failure { try await server.store.get(server.location) }.code == .serverError)
        }
    }

    @Test func aHeadCanSayItsCodeInAHeader() async throws {
        let answer = answer("404 Not Found", headers: "x-minio-error-code: NoSuchBucket\r\n", body: "")
        try await FaultServer.with(answer: answer) { server async throws in
            #expect(try await failure { try await server.store.head(server.location) }.code == .bucketNotFound)
        }
    }

    @Test func aValueThatIsNoHeaderNeverLeaves() async throws {
        try await FaultServer.with(answer: answer("200 OK", body: "")) { server async throws in
            let error = try await failure {
                try await server.store.get(server.location, ifMatch: "a\r\nX-Evil: yes")
            }
            #expect(error.code == .unexpected)
            #expect(!error.description.contains("X-Evil"))
        }
    }

    @Test func theLogNamesTheCallAndNothingSecret() async throws {
        let recorder = LogRecorder()
        var logger = Logger(label: "test") { _ in recorder }
        logger.logLevel = .trace
        let answer = answer("403 Forbidden", headers: "x-amz-request-id: R2\r\n", body: "")
        try await FaultServer.with(answer: answer, logger: logger) { server async throws in
            _ = try await failure { try await server.store.head(server.location) }
        }
        let lines = recorder.lines
        #expect(lines.count == 2)
        #expect(lines.first?.contains("debug Storage attempt ended") == true)
        let line = try #require(lines.last)
        for part in [
            "warning Storage call ended", "operation=head", "bucket=bucket", "status=failure", "http_status=403",
            "duration_ms=", "store_request_id=R2", "error=access_denied", "attempts=1",
        ] {
            #expect(line.contains(part))
        }
        for secret in ["hunter2", "private-key-name", "Signature", "access,", "http://"] {
            #expect(!lines.joined().contains(secret))
        }
    }

    private func answer(_ status: String, headers: String = "", body: String) -> String {
        "HTTP/1.1 \(status)\r\n\(headers)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }
}
