import ContractRuntime
import Foundation
import Logging
import Testing

@testable import Server

@Suite struct JSONLogHandlerTests {
    /// Logs once and returns the line.
    private func line(_ log: (Logger) -> Void) throws -> String {
        let pipe = Pipe()
        let sink = LogSink(descriptor: pipe.fileHandleForWriting.fileDescriptor)
        let logger = Logger(label: "test") { label in
            JSONLogHandler(label: label, level: .info, sink: sink, now: { Date(timeIntervalSince1970: 0) })
        }
        log(logger)
        sink.flush()
        try pipe.fileHandleForWriting.close()
        return String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    }

    @Test func writesOneLineOfJSONWithTheMetadataAsMembers() throws {
        let text = try line { logger in
            logger.info(
                "Storage operation completed",
                metadata: [
                    "operation": "upload", "file_size": .stringConvertible(1_048_576), "list": ["a", "b"],
                    "hb.request.id": "7f",
                ])
        }
        #expect(
            text
                == #"{"timestamp":"1970-01-01T00:00:00Z","level":"info","logger":"test","#
                + #""message":"Storage operation completed","file_size":1048576,"#
                + #""list":["a","b"],"operation":"upload","request_id":"7f"}"# + "\n")
    }

    @Test func keepsALineALineWhateverItHolds() throws {
        let text = try line { $0.error("a\nb", metadata: ["name": "x\"\r\n{}"]) }
        #expect(text.filter { $0 == "\n" }.count == 1)
        let value = try JSONValue.read(jsonBytes: Array(text.utf8))
        guard case .object(let members) = value else { return #expect(Bool(false)) }
        #expect(members["name"] == .string("x\"\r\n{}"))
    }

    @Test func leavesOutWhatIsBelowItsLevel() throws {
        #expect(try line { $0.debug("nothing") }.isEmpty)
    }
}
