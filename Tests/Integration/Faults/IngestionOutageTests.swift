import ContractRuntime
import Foundation
import TestSupport
import Testing

/// A store that fails for longer than a job has attempts.
@Suite(.serialized) struct IngestionOutageTests {
    /// Longer than a job has attempts, so that a confirmed file would be failed if each of them counted.
    @Test(arguments: [
        Fault.storeError("500 Internal Server Error", code: "InternalError"), .reset(afterAnswered: 0),
        .storeError("403 Forbidden", code: "AccessDenied"),
    ])
    func aConfirmedFileWaitsOutAnyOutageOfTheStore(_ fault: Fault) async throws {
        try await FaultedService.with { faulted in
            try await faulted.holdIngestions()
            let file = try await faulted.upload(FaultedFiles.content)
            #expect(try await faulted.client.confirm(file).status == 200)
            try await faulted.stopHolding()
            try await faulted.store.set(fault)
            for number in 1...7 {
                try await faulted.releaseJobs()
                let isPutBack = try await faulted.service.eventually {
                    let lines = faulted.server.log.split(separator: "\n").filter { $0.contains("Job ended") }
                    let ingestions = lines.filter { $0.contains("\"ingestion_id\"") }
                    return ingestions.count { $0.contains("\"postponed\"") } >= number ? true : nil
                }
                #expect(isPutBack == true, "\(number):\n\(faulted.server.log.suffix(2_000))")
            }
            #expect(try await faulted.status(of: file) == "processing")
            try await faulted.store.set(nil)
            let isReady = try await faulted.service.eventually(within: 30) {
                try await faulted.releaseJobs()
                return try await faulted.status(of: file) == "ready" ? true : nil
            }
            #expect(isReady == true, "\(faulted.server.log.suffix(2_000))")
            // The deletion of the upload has met the same outage and waits as well.
            let isDone = try await faulted.service.eventually {
                try await faulted.releaseJobs()
                return try await faulted.number("SELECT count(*) FROM jobs WHERE state <> 'done'") == 0 ? true : nil
            }
            #expect(isDone == true, "\(faulted.server.log.suffix(2_000))")
            try await Invariants.expect(faulted)
        }
    }
}
