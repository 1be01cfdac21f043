import ContractRuntime
import Foundation
import TestSupport
import Testing

/// Each step of each flow while the store fails, on both stores, and recovery without a restart.
struct StoreFaults {
    /// A fault and what a confirmation answers meanwhile.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let fault: Fault
        var confirms = 202
        var testDescription: String { name }

        static let all = [
            Case(name: "refuse", fault: .refuse),
            Case(name: "hang", fault: .hang),
            Case(name: "reset at start", fault: .reset(afterAnswered: 0)),
            Case(name: "reset in the middle of an answer", fault: .reset(afterAnswered: 60)),
            Case(name: "truncate bodies", fault: .truncateBody),
            Case(name: "delay", fault: .delay(600), confirms: 200),
            Case(name: "500", fault: .storeError("500 Internal Server Error", code: "InternalError")),
            Case(name: "503", fault: .storeError("503 Slow Down", code: "SlowDown")),
            Case(
                name: "503 with Retry-After",
                fault: .storeError("503 Slow Down", code: "SlowDown", headers: ["Retry-After: 1"])),
            Case(name: "200 with an error", fault: .storeError("200 OK", code: "InternalError")),
        ]
    }

    static func check(_ fault: Case, on store: TestEnvironment.Store) async throws {
        try await FaultedService.with(store) { faulted in
            let files = try await FaultedFiles.prepare(faulted)
            try await faulted.store.set(fault.fault)
            async let housekeeping = faulted.housekeeping()
            let signed = try await meanwhile(fault, faulted, files)
            let command = try await housekeeping
            #expect([0, 1].contains(command.status), "\(command.errors)")
            if fault.confirms == 202 { #expect(command.status == 1, "\(command.output)") }
            try await faulted.store.set(nil)
            try await files.expectTheirEnd(faulted, others: [signed])
        }
    }

    /// All steps under the fault; returns a file that was signed and uploaded.
    private static func meanwhile(
        _ fault: Case, _ faulted: FaultedService, _ files: FaultedFiles
    ) async throws -> String {
        let client = faulted.client
        try await faulted.releaseJobs()
        let signed = try await faulted.upload(FaultedFiles.content)
        faulted.expect(try await client.confirm(files.uploaded), [fault.confirms], "confirm")
        faulted.expect(try await client.confirm(files.ready), [200], "confirm again")
        #expect(try await faulted.status(of: files.ready) == "ready")
        faulted.expect(try await client.call("GET", "/files"), [200], "list")
        faulted.expect(try await client.call("POST", "/files/\(files.ready)/download_url"), [200], "download_url")
        faulted.expect(try await client.call("DELETE", "/files/\(files.doomed)"), [204], "delete")
        #expect(try await faulted.storageHealth() == [503, 503, 503])
        for path in ["/health/live", "/health/ready"] {
            #expect(try await faulted.service.send("GET", faulted.server.url + path).status == 200)
        }
        let isTried = try await faulted.service.eventually(within: 8) {
            try await faulted.number(
                "SELECT count(*) FROM jobs WHERE kind = 'ingest' AND state <> 'done' AND attempts = 0") == 0
                ? true : nil
        }
        // A store that refuses gives the attempt back, so that the job may look untouched.
        #expect(isTried == true || faulted.server.log.contains("postponed"))
        let states = try await faulted.status(of: files.confirmed)
        #expect(["confirmed", "processing", "ready"].contains(states), "\(states ?? "none")")
        return signed
    }
}

@Suite(.serialized) struct SeaweedFSFaultTests {
    @Test(arguments: StoreFaults.Case.all) func losesNothingAndRecovers(from fault: StoreFaults.Case) async throws {
        try await StoreFaults.check(fault, on: .seaweedFS)
    }
}

@Suite(.serialized) struct JuiceFSFaultTests {
    @Test(arguments: StoreFaults.Case.all) func losesNothingAndRecovers(from fault: StoreFaults.Case) async throws {
        try await StoreFaults.check(fault, on: .juiceFS)
    }
}
