import Testing

@testable import Storage

@Suite struct RetryBudgetTests {
    private let start = ContinuousClock.now

    @Test func aQuietServiceStillRetries() {
        var budget = RetryBudget(.init())
        budget.recordCall(at: start)
        #expect(taken(10, from: &budget, at: start) == 5)
    }

    @Test func retriesNeverExceedATenthOfTheTraffic() {
        var budget = RetryBudget(.init())
        for _ in 0..<1000 { budget.recordCall(at: start) }
        #expect(taken(1000, from: &budget, at: start) == 100)
    }

    @Test func aBudgetComesBackWithTime() {
        var budget = RetryBudget(.init())
        #expect(taken(10, from: &budget, at: start) == 5)
        #expect(taken(10, from: &budget, at: start + .seconds(8)) == 0)
        #expect(taken(10, from: &budget, at: start + .seconds(10)) == 5)
    }

    @Test func callsOutsideTheWindowEarnNothing() {
        var budget = RetryBudget(.init())
        for _ in 0..<1000 { budget.recordCall(at: start) }
        #expect(taken(1000, from: &budget, at: start + .seconds(10)) == 5)
    }

    @Test func aBudgetOfNothingAllowsNothing() {
        var configuration = ResilienceConfiguration.RetryBudget()
        configuration.minimum = -1
        configuration.share = -1
        var budget = RetryBudget(configuration)
        for _ in 0..<100 { budget.recordCall(at: start) }
        #expect(taken(10, from: &budget, at: start) == 0)
    }

    private func taken(_ tries: Int, from budget: inout RetryBudget, at moment: ContinuousClock.Instant) -> Int {
        var count = 0
        for _ in 0..<tries where budget.takeRetry(at: moment) { count += 1 }
        return count
    }
}
