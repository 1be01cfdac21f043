import ContractRuntime
import Foundation
import TestSupport
import Testing

/// One trace from the caller's header through request, store and job, in the answer and in every line of the log.
@Suite(.serialized, .sharedServer) struct TraceTests {
    private static let content = Array("date,amount,description\n2026-01-05,-12.50,Coffee\n".utf8)
    private static let trace = "0af7651916cd43dd8448eb211c80319c"
    private static let parent = "b7ad6b7169203331"
    private static let header = ("traceparent", "00-\(trace)-\(parent)-01")

    private func lines(_ server: ServerProcess) -> [JSONValue] {
        server.log.split(separator: "\n").compactMap { try? JSONValue.read(jsonBytes: Array($0.utf8)) }
    }

    private func field(_ name: String, _ response: ContractResponse) -> String? {
        response.headers.first { $0.name.lowercased() == name }?.value
    }

    @Test func aTraceGoesFromTheCallerIntoTheJobThatARequestQueues() async throws {
        try await ServiceFixture.with { service in
            try await service.withServer(["TRACE_LOG": "on"]) { server in
                let user = UUID()
                let client = MatchBotClient(service, server, token: try await service.tokens.token(for: user))
                let signed = try await client.sign(size: Self.content.count, contentType: "text/csv")
                let file = try #require(signed.json["file_id"]?.string)
                _ = try await client.upload(Self.content, signed)
                let confirmed = try await client.call(
                    "POST", "/files/confirm", "{\"file_id\":\(file.json)}", headers: [Self.header])
                #expect(confirmed.status == 200)
                let answer = try #require(field("traceresponse", confirmed.response)).split(separator: "-")
                let request = try #require(field("x-request-id", confirmed.response))
                #expect(answer.count == 4 && answer[1] == Self.trace && answer[2] != Self.parent)
                #expect(try await client.finalStatus(file)?["status"]?.string == "ready")

                let found = try await service.eventually { () -> [JSONValue]? in
                    let mine = lines(server).filter { $0["trace_id"]?.string == Self.trace }
                    let messages = Set(mine.compactMap { $0["message"]?.string })
                    return messages.isSuperset(of: [
                        "Request completed", "Storage call ended", "Storage operation completed", "Job ended",
                        "Span ended",
                    ]) ? mine : nil
                }
                let mine = try #require(found, "\(server.log)")
                #expect(mine.allSatisfy { $0["request_id"]?.string == request })
                try check(mine, user: user, span: String(answer[2]), file: file)
                #expect(!server.log.contains(service.environment.secretKey))
                #expect(!server.log.contains("X-Amz-Signature") && !server.log.contains("url.full"))
            }
        }
    }

    /// The fields that operators search by, and how spans hang together.
    private func check(_ lines: [JSONValue], user: UUID, span server: String, file: String) throws {
        func line(_ message: String, _ operation: String) throws -> JSONValue {
            try #require(
                lines.first { $0["message"]?.string == message && $0["operation"]?.string == operation },
                "\(message) \(operation)")
        }
        let request = try line("Request completed", "confirmUpload")
        #expect(request["status"]?.integer == 200 && request["method"]?.string == "POST")
        #expect(request["user_id"]?.string == user.uuidString.lowercased())
        #expect(request["span_id"]?.string == server)
        let upload = try line("Storage operation completed", "upload")
        #expect(upload["file_id"]?.string == file && upload["status"]?.string == "success")
        #expect(upload["file_size"]?.integer == Int64(Self.content.count))
        let copy = try line("Storage call ended", "copy")
        #expect(copy["status"]?.string == "success" && copy["attempts"]?.integer == 1)
        #expect(copy["bucket"]?.string?.hasPrefix("files-") == true && copy["duration_ms"]?.integer != nil)
        // The worker's own call belongs to the trace as well.
        _ = try line("Storage call ended", "get")

        let spans = lines.filter { $0["message"]?.string == "Span ended" }
        let root = try #require(spans.first { $0["span_id"]?.string == server })
        #expect(root["span"]?.string == "POST /api/v1/files/confirm" && root["kind"]?.string == "server")
        #expect(root["parent_span_id"]?.string == Self.parent)
        let children = spans.filter { $0["parent_span_id"]?.string == server }.compactMap { $0["span"]?.string }
        for name in ["S3/head", "S3/copy", "confirmUpload", "job ingest"] {
            #expect(children.contains { $0 == name }, "\(name) of \(children)")
        }
        let job = try #require(spans.first { $0["span"]?.string == "job ingest" }?["span_id"]?.string)
        let inner = spans.filter { $0["parent_span_id"]?.string == job }.compactMap { $0["span"]?.string }
        #expect(inner.contains("S3/get") && inner.contains("beginIngestion"), "\(inner)")
    }

    @Test(
        arguments: [
            [], [("traceparent", "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01")],
            [("traceparent", "00-00000000000000000000000000000000-b7ad6b7169203331-01")],
            [header, header],
        ] as [[(String, String)]])
    func aRequestWithoutOneGoodTraceBeginsOne(_ headers: [(String, String)]) async throws {
        let shared = try SharedServer.required()
        var traces: Set<String> = []
        for path in ["/health/live", "/nowhere"] {
            let answer = try await shared.service.send("GET", shared.server.url + path, headers: headers)
            let trace = try #require(field("traceresponse", answer))
            #expect(trace.wholeMatch(of: /00-[0-9a-f]{32}-[0-9a-f]{16}-02/) != nil, "\(trace)")
            traces.insert(String(trace.split(separator: "-")[1]))
        }
        #expect(traces.count == 2 && !traces.contains(Self.trace))
    }

    @Test func writesNoSpanUnlessAsked() async throws {
        let shared = try SharedServer.required()
        let answer = try await shared.service.send(
            "GET", shared.server.url + "/health/live", headers: [Self.header])
        #expect(field("traceresponse", answer)?.contains(Self.trace) == true)
        let line = try await shared.service.eventually {
            lines(shared.server).first { $0["trace_id"]?.string == Self.trace }
        }
        #expect(line?["message"]?.string == "Request completed")
        #expect(!shared.server.log.contains("Span ended"))
    }
}
