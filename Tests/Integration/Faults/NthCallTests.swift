import TestSupport
import Testing

/// Every call to the store and to the database is lost in turn, the first, the second, and so on until a flow goes
/// through untouched: the call itself, or only its answer. The flow completes, or a repetition completes it.
@Suite(.serialized) struct NthCallTests {
    @Test(arguments: NthCallFlow.allCases, Fault.Loss.allCases)
    func everyCallToTheDatabaseMayBeLost(_ flow: NthCallFlow, _ loss: Fault.Loss) async throws {
        let tried = try await loseEachCall(flow, loss, on: .seaweedFS) { $0.database }
        #expect(tried >= 1)
    }

    @Test(arguments: NthCallFlow.allCases, Fault.Loss.allCases)
    func everyCallToTheStoreMayBeLost(_ flow: NthCallFlow, _ loss: Fault.Loss) async throws {
        try await loseEachCallToTheStore(flow, loss, on: .seaweedFS)
    }

    @Test(arguments: NthCallFlow.allCases, Fault.Loss.allCases)
    func everyCallToJuiceFSMayBeLost(_ flow: NthCallFlow, _ loss: Fault.Loss) async throws {
        try await loseEachCallToTheStore(flow, loss, on: .juiceFS)
    }

    private func loseEachCallToTheStore(
        _ flow: NthCallFlow, _ loss: Fault.Loss, on store: TestEnvironment.Store
    ) async throws {
        let tried = try await loseEachCall(flow, loss, on: store) { $0.store }
        #expect(flow == .sign ? tried == 0 : tried >= 1, "signing asks no store, everything else does")
    }

    /// Returns how many calls were lost.
    private func loseEachCall(
        _ flow: NthCallFlow, _ loss: Fault.Loss, on store: TestEnvironment.Store,
        of proxy: @Sendable (FaultedService) -> FaultProxy
    ) async throws -> Int {
        var number = 1
        let changes = ["INGESTION_WORKERS": "0", "MATCHBOT_RATE_LIMITS": "off", "DATABASE_STATEMENT_SECONDS": "3"]
        try await FaultedService.with(store, changes) { faulted in
            try await faulted.awaitPreparedBuckets()
            while number < 100 {
                let file = try await flow.prepare(faulted)
                let proxy = proxy(faulted)
                try await proxy.set(.lose(exchange: number, loss))
                try await flow.act(faulted, file)
                let wasHit = proxy.exchanges >= number
                try await proxy.set(nil)
                try await flow.settle(faulted, file)
                try await flow.check(faulted, file, "\(flow), \(loss) \(number)")
                guard wasHit else { break }
                number += 1
            }
            #expect(number < 100, "the flow never goes through untouched")
        }
        return number - 1
    }
}
