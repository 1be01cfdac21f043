import ContractRuntime
import Foundation
import Logging
import Testing
import TracePropagation
import Tracing

@testable import Server

@Suite struct LogTracerTests {
    private static let parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

    private struct Headers: Injector, Extractor {
        func inject(_ value: String, forKey key: String, into carrier: inout [String: String]) { carrier[key] = value }
        func extract(key: String, from carrier: [String: String]) -> String? { carrier[key] }
    }

    private struct Secret: Error {
        let password = "hunter2"
    }

    /// The lines that spans become.
    private func lines(_ body: (LogTracer) throws -> Void) throws -> [JSONValue] {
        let pipe = Pipe()
        let sink = LogSink(descriptor: pipe.fileHandleForWriting.fileDescriptor)
        try body(LogTracer(logger: JSONLogHandler.makeLogger(label: "test", level: .info, sink: sink)))
        sink.flush()
        try pipe.fileHandleForWriting.close()
        let text = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        return try text.split(separator: "\n").map { try JSONValue.read(jsonBytes: Array($0.utf8)) }
    }

    private func member(_ line: JSONValue, _ path: String...) -> JSONValue? {
        var value: JSONValue? = line
        for name in path {
            guard case .object(let members) = value else { return nil }
            value = members[name]
        }
        return value
    }

    @Test func writesASpanWithItsTraceItsParentAndItsAttributes() throws {
        let parent = try #require(TraceContext(Self.parent))
        let lines = try lines { tracer in
            withTracer(tracer) {
                withSpan("outer", context: .work(of: "7f", in: parent), ofKind: .server) { outer in
                    withSpan("inner", ofKind: .client) { inner in
                        inner.attributes["aws.s3.bucket"] = "files"
                        inner.attributes["http.response.status_code"] = 200
                    }
                    outer.operationName = "GET /files/{id}"
                }
            }
        }
        try #require(lines.count == 2)
        let (inner, outer) = (lines[0], lines[1])
        for line in lines {
            #expect(member(line, "message") == .string("Span ended"))
            #expect(member(line, "trace_id") == .string(parent.traceID.description))
            #expect(member(line, "request_id") == .string("7f"))
            #expect(member(line, "status") == .string("ok"))
        }
        #expect(member(inner, "span") == .string("inner") && member(inner, "kind") == .string("client"))
        #expect(member(inner, "parent_span_id") == member(outer, "span_id"))
        #expect(member(outer, "parent_span_id") == .string(parent.spanID.description))
        #expect(member(outer, "span") == .string("GET /files/{id}"))
        #expect(member(inner, "attributes", "aws.s3.bucket") == .string("files"))
        #expect(member(inner, "attributes", "http.response.status_code") == .number("200"))
    }

    @Test func writesOfAnErrorItsTypeAlone() throws {
        let lines = try lines { tracer in
            try? withTracer(tracer) { try withSpan("failing") { _ in throw Secret() } }
        }
        let line = try #require(lines.first)
        #expect(member(line, "status") == .string("error"))
        #expect(member(line, "attributes", "exception.type") == .string("Secret"))
        #expect(!String(decoding: line.jsonBytes, as: UTF8.self).contains("hunter2"))
    }

    @Test func writesNothingOfATraceThatItsCallerDoesNotKeep() throws {
        let parent = try #require(TraceContext(Self.parent.dropLast() + "0"))
        let lines = try lines { tracer in
            withTracer(tracer) {
                withSpan("quiet", context: .work(of: nil, in: parent)) { span in
                    #expect(!span.isRecording)
                    #expect(span.context.traceContext?.traceID == parent.traceID)
                }
            }
        }
        #expect(lines.isEmpty)
    }

    @Test func endsASpanOnce() throws {
        let lines = try lines { tracer in
            let span = tracer.startSpan("twice", context: .topLevel)
            span.end()
            #expect(!span.isRecording)
            span.end()
        }
        #expect(lines.count == 1)
    }

    @Test func carriesTheTraceInAndOut() throws {
        _ = try lines { tracer in
            var context = ServiceContext.topLevel
            tracer.extract(["traceparent": Self.parent], into: &context, using: Headers())
            #expect(context.traceContext?.description == Self.parent)
            var headers: [String: String] = [:]
            tracer.inject(context, into: &headers, using: Headers())
            #expect(headers == ["traceparent": Self.parent])
            tracer.extract(["traceparent": "nonsense"], into: &context, using: Headers())
            #expect(context.traceContext == nil)
        }
    }
}
