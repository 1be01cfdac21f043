import Testing

@testable import Ingestion

@Suite("Retry policy")
struct RetryPolicyTests {
    @Test func pausesGrowUpToTheLongest() {
        let policy = RetryPolicy(initialDelay: .seconds(2), maximumDelay: .seconds(100), factor: 4)
        let pauses = (1...6).map { policy.delay(afterAttempt: $0, random: 1) }
        #expect(pauses == [.seconds(2), .seconds(8), .seconds(32), .seconds(100), .seconds(100), .seconds(100)])
    }

    @Test func chanceTakesAwayAtMostHalf() {
        let policy = RetryPolicy(initialDelay: .seconds(2), maximumDelay: .seconds(100), factor: 4)
        #expect(policy.delay(afterAttempt: 2, random: 0) == .seconds(4))
        #expect(policy.delay(afterAttempt: 2, random: 0.5) == .seconds(6))
        #expect(policy.delay(afterAttempt: 2, random: -7) == .seconds(4))
        #expect(policy.delay(afterAttempt: 2, random: 7) == .seconds(8))
    }

    @Test(arguments: [Int.min, -1, 0, Int.max])
    func anyAttemptHasAPause(attempt: Int) {
        let pause = RetryPolicy().delay(afterAttempt: attempt, random: 1)
        #expect(pause >= .seconds(1) && pause <= .seconds(300))
    }
}
