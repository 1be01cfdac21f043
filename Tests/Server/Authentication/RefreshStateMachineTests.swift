import Testing

@testable import Server

@Suite struct RefreshStateMachineTests {
    private var machine = RefreshStateMachine(
        interval: .seconds(300), retryPause: .seconds(10), minimumPause: .seconds(5))

    /// What the passing of time leads to at each of some moments, until a reading begins.
    private mutating func ticks(at seconds: Int...) -> [Bool] {
        seconds.map { machine.tick(at: .seconds($0)) }
    }

    private mutating func demands(at seconds: Int...) -> [RefreshStateMachine.Demand] {
        seconds.map { machine.unknownKey(at: .seconds($0)) }
    }

    @Test mutating func readsAtOnceAndThenOnTime() {
        let first = ticks(at: 0)
        machine.ended(at: .seconds(1), failed: false)
        let later = ticks(at: 300, 301)
        #expect(first == [true])
        #expect(later == [false, true])
    }

    @Test mutating func triesAgainSoonerAfterAFailure() {
        _ = ticks(at: 0)
        machine.ended(at: .zero, failed: true)
        let later = ticks(at: 9, 10)
        #expect(later == [false, true])
    }

    @Test mutating func readsOnceForTenThousandUnknownKeys() {
        var starts = 0
        for _ in 0..<5_000 where machine.unknownKey(at: .seconds(60)) == .start { starts += 1 }
        machine.ended(at: .seconds(61), failed: false)
        for _ in 0..<5_000 where machine.unknownKey(at: .seconds(62)) == .start { starts += 1 }
        #expect(starts == 1)
        let later = demands(at: 62, 66, 67)
        #expect(later == [.decline, .start, .join])
    }

    @Test mutating func keepsThePauseAlsoAfterAFailure() {
        _ = demands(at: 0)
        machine.ended(at: .zero, failed: true)
        let later = demands(at: 4)
        #expect(later == [.decline])
    }

    @Test mutating func doesNotBeginASecondReading() {
        _ = demands(at: 0)
        let later = ticks(at: 1_000)
        #expect(later == [false])
    }
}
