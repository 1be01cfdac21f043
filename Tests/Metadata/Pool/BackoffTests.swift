import Testing

@testable import Metadata

@Suite struct BackoffTests {
    @Test func doublesUpToTheMaximumWithJitterBelowIt() {
        let backoff = Backoff(initial: .milliseconds(100), maximum: .seconds(5))
        #expect(backoff.delay(afterFailures: 1, random: 1) == .milliseconds(100))
        #expect(backoff.delay(afterFailures: 3, random: 1) == .milliseconds(400))
        #expect(backoff.delay(afterFailures: 1000, random: 1) == .seconds(5))
        #expect(backoff.delay(afterFailures: 1, random: 0) == .milliseconds(50))
    }
}
