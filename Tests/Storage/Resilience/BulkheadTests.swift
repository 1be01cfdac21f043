import Testing

@testable import Storage

@Suite struct BulkheadTests {
    @Test func aWaitingCallStartsWhenAnotherEnds() async throws {
        let time = ManualTime(jumps: false)
        let bulkhead = bulkhead(time)
        let first = try #require(await slot(bulkhead, time))
        async let second = slot(bulkhead, time)
        try await waiting(1, bulkhead)
        first.release()
        first.release()
        #expect(await second != nil)
    }

    @Test func aSlotThatNobodyHoldsIsFree() async throws {
        let time = ManualTime(jumps: false)
        let bulkhead = bulkhead(time)
        do { _ = await slot(bulkhead, time) }
        #expect(bulkhead.load.running == 0)
    }

    @Test func aFullQueueRefusesAtOnce() async throws {
        let time = ManualTime(jumps: false)
        let bulkhead = bulkhead(time)
        let first = try #require(await slot(bulkhead, time))
        async let second = slot(bulkhead, time)
        try await waiting(1, bulkhead)
        guard case .full = await bulkhead.enter(until: time.now + .seconds(5)) else {
            Issue.record("not refused")
            return
        }
        first.release()
        #expect(await second != nil)
    }

    @Test func aCallWaitsNoLongerThanItsDeadline() async throws {
        let time = ManualTime(jumps: false)
        let bulkhead = bulkhead(time)
        let first = try #require(await slot(bulkhead, time))
        async let turn = bulkhead.enter(until: time.now + .seconds(5))
        try await time.waitForSleepers(1)
        time.advance(by: .seconds(5))
        guard case .expired = await turn else {
            Issue.record("not expired")
            return
        }
        #expect(bulkhead.load == (1, 0))
        first.release()
        #expect(bulkhead.load == (0, 0))
    }

    @Test func aCancelledCallLeavesTheQueue() async throws {
        let time = ManualTime(jumps: false)
        let bulkhead = bulkhead(time)
        let first = try #require(await slot(bulkhead, time))
        let task = Task { await bulkhead.enter(until: time.now + .seconds(5)) }
        try await waiting(1, bulkhead)
        task.cancel()
        guard case .cancelled = await task.value else {
            Issue.record("not cancelled")
            return
        }
        #expect(bulkhead.load == (1, 0))
        first.release()
    }

    /// Calls that come, end, expire and are cancelled at the same time on all threads lose no place.
    @Test func noPlaceIsLostInAStorm() async throws {
        var configuration = ResilienceConfiguration.Bulkhead()
        configuration.concurrentCalls = 3
        configuration.waitingCalls = 2000
        let bulkhead = Bulkhead(configuration, time: .system)
        await withTaskGroup(of: Void.self) { group in
            for index in 0..<2000 {
                group.addTask {
                    let task = Task {
                        let deadline = ContinuousClock.now + .milliseconds(index % 7)
                        guard case .admitted(let slot) = await bulkhead.enter(until: deadline) else { return }
                        #expect(bulkhead.load.running <= 3)
                        await Task.yield()
                        slot.release()
                    }
                    if index % 5 == 0 { task.cancel() }
                    await task.value
                }
            }
        }
        #expect(bulkhead.load == (0, 0))
    }

    private func bulkhead(_ time: ManualTime) -> Bulkhead {
        var configuration = ResilienceConfiguration.Bulkhead()
        configuration.concurrentCalls = 1
        configuration.waitingCalls = 1
        return Bulkhead(configuration, time: time.parameter)
    }

    private func slot(_ bulkhead: Bulkhead, _ time: ManualTime) async -> BulkheadSlot? {
        guard case .admitted(let slot) = await bulkhead.enter(until: time.now + .seconds(5)) else { return nil }
        return slot
    }

    private func waiting(_ count: Int, _ bulkhead: Bulkhead) async throws {
        while bulkhead.load.waiting < count { try await Task.sleep(for: .milliseconds(1)) }
    }
}
