import ContractRuntime
import Foundation
import Logging
import Testing
import TracePropagation
import Tracing

@testable import Server

@Suite struct TraceMetadataTests {
    private static let trace = TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")

    private func line(_ log: (Logger) -> Void) throws -> String {
        let pipe = Pipe()
        let sink = LogSink(descriptor: pipe.fileHandleForWriting.fileDescriptor)
        log(JSONLogHandler.makeLogger(label: "test", level: .info, sink: sink))
        sink.flush()
        try pipe.fileHandleForWriting.close()
        return String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    }

    @Test func everyLineOfATaskHasItsTraceAndItsRequest() throws {
        let text = try line { logger in
            ServiceContext.withValue(.work(of: "7f", in: Self.trace)) { logger.info("Storage call ended") }
        }
        #expect(text.contains(#""request_id":"7f""#))
        #expect(text.contains(#""trace_id":"0af7651916cd43dd8448eb211c80319c""#))
        #expect(text.contains(#""span_id":"b7ad6b7169203331""#))
    }

    @Test func aLineOutsideOfAnyWorkHasNone() throws {
        let text = try line { $0.info("Server listening") }
        #expect(!text.contains("_id"))
    }

    /// The server's logger, the task and the line may each know the request; a member stands in a line once.
    @Test func nameEachMemberOnceAndTheLineWins() throws {
        let text = try line { logger in
            var logger = logger
            logger[metadataKey: "hb.request.id"] = "of the logger"
            ServiceContext.withValue(.work(of: "of the task", in: nil)) {
                logger.info("Job ended", metadata: ["request_id": "of the line"])
            }
        }
        #expect(text.components(separatedBy: "request_id").count == 2)
        #expect(text.contains(#""request_id":"of the line""#))
    }

    @Test func anErrorIsNamedByItsTypeAlone() throws {
        struct Secret: Error { let password = "hunter2" }
        let text = try line { $0.error("It failed", error: Secret()) }
        #expect(text.contains(#""error_type":"Secret""#) && !text.contains("hunter2"))
    }
}
