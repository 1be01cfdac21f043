import Testing

@testable import Storage

@Suite struct StoragePipelineRetryTests {
    private typealias Report = PipelineFixture.Report

    @Test func aSuccessIsOneAttempt() async {
        let fixture = PipelineFixture()
        let result = await fixture.run([.success])
        #expect(result.code == nil)
        #expect(result.reports == [Report(1, "success", isLast: true)])
        #expect(fixture.time.pauses.isEmpty)
        #expect(fixture.pipeline.bulkhead.load == (0, 0))
    }

    @Test func aPassingFailureIsRepeatedUntilItPasses() async {
        let fixture = PipelineFixture()
        let result = await fixture.run([.failure(.serverError, status: 500), .failure(.timeout), .success])
        #expect(result.code == nil)
        #expect(
            result.reports == [
                Report(1, "server_error", isLast: false), Report(2, "timeout", isLast: false),
                Report(3, "success", isLast: true),
            ])
        #expect(fixture.time.pauses == [.milliseconds(500), .seconds(1)])
    }

    @Test func givesUpAtThreeWithTheLastError() async {
        let fixture = PipelineFixture()
        let result = await fixture.run([.failure(.timeout), .failure(.timeout), .failure(.serverError, status: 502)])
        #expect(result.code == .serverError)
        #expect(result.reports.map(\.isLast) == [false, false, true])
        #expect(fixture.requests == 3)
        #expect(fixture.pipeline.bulkhead.load == (0, 0))
    }

    @Test(arguments: [
        StorageError.Code.objectNotFound, .accessDenied, .preconditionFailed, .conflict, .quotaExceeded, .cancelled,
        .unexpectedRedirect, .malformedResponse,
    ])
    func whatWillNotPassIsNotRepeated(code: StorageError.Code) async {
        let fixture = PipelineFixture()
        #expect(await fixture.run([.failure(code, status: 400)]).code == code)
        #expect(fixture.requests == 1)
    }

    @Test func aCallThatIsNotIdempotentIsRepeatedOnlyWhereItNeverLeft() async {
        let sent = PipelineFixture()
        #expect(await sent.run([.failure(.connectionFailed), .success], isIdempotent: false).code == .connectionFailed)
        #expect(sent.requests == 1)
        let unsent = PipelineFixture()
        let refused = PipelineFixture.Step.failure(.connectionRefused, isUnsent: true)
        #expect(await unsent.run([refused, .success], isIdempotent: false).code == nil)
        #expect(unsent.requests == 2)
    }

    @Test func retryAfterIsHonoured() async {
        let fixture = PipelineFixture(random: 0)
        _ = await fixture.run([.failure(.slowDown, status: 503, retryAfter: .seconds(7)), .success])
        #expect(fixture.time.pauses == [.seconds(7)])
        #expect(fixture.requests == 2)
    }

    @Test func aRetryAfterAboveTheBoundEndsTheCall() async {
        let fixture = PipelineFixture()
        let result = await fixture.run([.failure(.slowDown, status: 503, retryAfter: .seconds(3600)), .success])
        #expect(result.code == .slowDown)
        #expect(fixture.time.pauses.isEmpty)
    }

    @Test func nobodySleepsPastTheDeadline() async {
        let fixture = PipelineFixture(random: 0)
        let result = await fixture.run(
            [.failure(.slowDown, status: 503, retryAfter: .seconds(10)), .success], limit: .seconds(10))
        #expect(result.code == .slowDown)
        #expect(result.reports == [Report(1, "slow_down", isLast: true)])
        #expect(fixture.time.pauses.isEmpty)
        #expect(fixture.time.now == fixture.time.start)
    }

    @Test func theTimeOfSlowAttemptsCounts() async {
        let fixture = PipelineFixture()
        #expect(await fixture.run([.slow(.seconds(10), .timeout), .success], limit: .seconds(10)).code == .timeout)
        #expect(fixture.requests == 1)
    }

    @Test func theBudgetStopsAStorm() async {
        var configuration = ResilienceConfiguration()
        configuration.circuitBreaker.minimumCalls = .max
        let fixture = PipelineFixture(configuration, random: 0)
        for _ in 0..<1000 { await fixture.run([.failure(.serverError, status: 503)]) }
        #expect(fixture.requests == 1100)
    }

    @Test func aQuietServiceRetriesEveryCall() async {
        let fixture = PipelineFixture()
        for _ in 0..<20 {
            #expect(await fixture.run([.failure(.connectionFailed), .success]).code == nil)
            fixture.time.advance(by: .seconds(5))
        }
        #expect(fixture.requests == 40)
    }

    @Test func aCancelledPauseEndsTheCall() async throws {
        let fixture = PipelineFixture(jumps: false)
        let task = Task { await fixture.run([.failure(.serverError, status: 500), .success]) }
        try await fixture.time.waitForSleepers(1)
        #expect(fixture.pipeline.bulkhead.load == (0, 0))
        task.cancel()
        let result = await task.value
        #expect(result.code == .cancelled)
        #expect(
            result.reports == [Report(1, "server_error", isLast: false), Report(2, "cancelled", isLast: true)])
        #expect(fixture.requests == 1)
    }
}
