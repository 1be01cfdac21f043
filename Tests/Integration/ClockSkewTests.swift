import ContractRuntime
import Foundation
import TestSupport
import Testing

/// A clock that is wrong by twenty minutes, the service's or the store's: what is signed would be refused.
@Suite(.serialized) struct ClockSkewTests {
    @Test(arguments: [-1_200.0, 1_200])
    func signsNothingWhileTheStoresClockIsWrongAndGoesOnByItself(ahead seconds: Double) async throws {
        try await FaultedService.with { faulted in
            let client = faulted.client
            try await faulted.awaitPreparedBuckets()
            #expect(try await client.sign().status == 201)
            try await faulted.store.set(.skewedClock(ahead: seconds))
            // Nothing has been asked yet that shows it.
            #expect(try await client.sign().status == 201)
            _ = try await faulted.storageHealth()

            let refused = try await client.sign()
            faulted.expect(refused, [503], "sign")
            #expect(refused.code == "storage_clock_skew")
            let detail = refused.json["detail"]?.string ?? ""
            #expect(detail.contains(seconds < 0 ? "behind" : "ahead of"), "\(detail)")
            let digits = detail.split { !$0.isNumber }.first.flatMap { Double($0) } ?? 0
            #expect(abs(digits - 1_200) <= 3, "\(detail)")
            let ready = try await faulted.service.send("GET", faulted.server.url + "/health/ready")
            #expect(ready.status == 503)
            #expect(try await faulted.number("SELECT count(*) FROM file_uploads") == 2, "nothing is recorded")

            // A store that is away proves nothing, and signing needs none.
            try await faulted.store.set(.refuse)
            let isSigned = try await faulted.service.eventually {
                try await client.sign().status == 201 ? true : nil
            }
            #expect(isSigned == true)

            try await faulted.store.set(.skewedClock(ahead: seconds))
            _ = try await faulted.storageHealth()
            #expect(try await client.sign().code == "storage_clock_skew")
            try await faulted.store.set(nil)
            try await Task.sleep(for: .milliseconds(1_050))
            #expect(try await client.sign().status == 201, "the next look finds the clock right")
        }
    }
}
