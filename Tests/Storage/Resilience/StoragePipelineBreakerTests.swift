import Testing

@testable import Storage

@Suite struct StoragePipelineBreakerTests {
    private typealias Report = PipelineFixture.Report
    private typealias Transition = CircuitBreakerStateMachine.Transition

    @Test func anOpenBreakerLeavesTheStoreAlone() async {
        let fixture = PipelineFixture()
        await fixture.openBreaker()
        #expect(fixture.pipeline.breakerState == .open)
        #expect(fixture.requests == 10)
        let result = await fixture.run([.success])
        #expect(result.code == .circuitOpen)
        #expect(result.error?.retryAfter == .seconds(5))
        #expect(result.reports == [Report(1, "circuit_open", isLast: true)])
        #expect(fixture.requests == 10)
    }

    @Test func twoSuccessfulProbesCloseIt() async {
        let fixture = PipelineFixture()
        await fixture.openBreaker()
        fixture.time.advance(by: .seconds(5))
        #expect(fixture.pipeline.breakerState == .halfOpen)
        #expect(await fixture.run([.success]).code == nil)
        #expect(fixture.pipeline.breakerState == .halfOpen)
        #expect(await fixture.run([.failure(.objectNotFound, status: 404)]).code == .objectNotFound)
        #expect(fixture.pipeline.breakerState == .closed)
        #expect(
            fixture.transitions == [
                Transition(from: .closed, to: .open), Transition(from: .open, to: .halfOpen),
                Transition(from: .halfOpen, to: .closed),
            ])
    }

    @Test func aFailedProbeOpensItAgainWithoutARetry() async {
        let fixture = PipelineFixture()
        await fixture.openBreaker()
        fixture.time.advance(by: .seconds(5))
        #expect(await fixture.run([.failure(.timeout), .success]).code == .timeout)
        #expect(fixture.requests == 11)
        #expect(fixture.pipeline.breakerState == .open)
        #expect(await fixture.run([.success]).code == .circuitOpen)
    }

    @Test(
        arguments: [
            (StorageError.Code.objectNotFound, 404), (.accessDenied, 403), (.preconditionFailed, 412), (.conflict, 409),
            (.cancelled, nil), (.unexpected, 400),
        ] as [(StorageError.Code, Int?)])
    func mistakesOfClientsAndCancellationsNeverOpenIt(code: StorageError.Code, status: Int?) async {
        let fixture = PipelineFixture()
        for _ in 0..<100 { await fixture.run([.failure(code, status: status)]) }
        #expect(fixture.pipeline.breakerState == .closed)
    }

    @Test func aCallThatEndsWellAfterARetryCountsAsGood() async {
        let fixture = PipelineFixture()
        for _ in 0..<50 {
            await fixture.run([.failure(.serverError, status: 500), .success])
            fixture.time.advance(by: .seconds(3))
        }
        #expect(fixture.requests == 100)
        #expect(fixture.pipeline.breakerState == .closed)
    }

    @Test func aPausingCallDoesNotComeBackThroughABreakerThatOpened() async throws {
        let fixture = PipelineFixture(jumps: false)
        async let pausing = fixture.run([.failure(.serverError, status: 500), .success])
        try await fixture.time.waitForSleepers(1)
        await fixture.openBreaker()
        #expect(fixture.requests == 11)
        fixture.time.advance(by: .seconds(1))
        let result = await pausing
        #expect(result.code == .circuitOpen)
        #expect(
            result.reports == [Report(1, "server_error", isLast: false), Report(2, "circuit_open", isLast: true)])
        #expect(fixture.requests == 11)
    }

    @Test func aQueuedCallDoesNotGoThroughABreakerThatOpened() async throws {
        var configuration = ResilienceConfiguration()
        configuration.bulkhead.concurrentCalls = 1
        configuration.circuitBreaker.minimumCalls = 1
        let fixture = PipelineFixture(configuration, jumps: false)
        let bulkhead = fixture.pipeline.bulkhead
        guard case .admitted(let slot) = await bulkhead.enter(until: fixture.time.now) else {
            Issue.record("not admitted")
            return
        }
        let failing = Task { await fixture.run([.failure(.serverError, status: 500)], isIdempotent: false).code }
        while bulkhead.load.waiting < 1 { try await Task.sleep(for: .milliseconds(1)) }
        let queued = Task { await fixture.run([.success]).code }
        while bulkhead.load.waiting < 2 { try await Task.sleep(for: .milliseconds(1)) }
        slot.release()
        #expect(await failing.value == .serverError)
        #expect(await queued.value == .circuitOpen)
        #expect(fixture.requests == 1)
        #expect(bulkhead.load == (0, 0))
    }

    @Test func queueingCallsAreBoundedAndSayNothingAboutTheStore() async throws {
        var configuration = ResilienceConfiguration()
        configuration.bulkhead.concurrentCalls = 1
        configuration.bulkhead.waitingCalls = 1
        let fixture = PipelineFixture(configuration, jumps: false)
        let bulkhead = fixture.pipeline.bulkhead
        guard case .admitted(let slot) = await bulkhead.enter(until: fixture.time.now) else {
            Issue.record("not admitted")
            return
        }
        let waiting = Task { await fixture.run([.success], limit: .seconds(10)).code }
        while bulkhead.load.waiting < 1 { try await Task.sleep(for: .milliseconds(1)) }
        for _ in 0..<20 {
            let refused = await fixture.run([.success])
            #expect(refused.code == .tooManyWaiting)
            #expect(refused.reports.count == 1)
        }
        try await fixture.time.waitForSleepers(1)
        fixture.time.advance(by: .seconds(10))
        #expect(await waiting.value == .tooManyWaiting)
        #expect(fixture.requests == 0)
        #expect(fixture.pipeline.breakerState == .closed)
        slot.release()
        #expect(await fixture.run([.success]).code == nil)
    }

    @Test func aCallCancelledInTheQueueIsNeverSent() async throws {
        var configuration = ResilienceConfiguration()
        configuration.bulkhead.concurrentCalls = 1
        let fixture = PipelineFixture(configuration, jumps: false)
        let bulkhead = fixture.pipeline.bulkhead
        guard case .admitted(let slot) = await bulkhead.enter(until: fixture.time.now) else {
            Issue.record("not admitted")
            return
        }
        let waiting = Task { await fixture.run([.success]).code }
        while bulkhead.load.waiting < 1 { try await Task.sleep(for: .milliseconds(1)) }
        waiting.cancel()
        #expect(await waiting.value == .cancelled)
        #expect(fixture.requests == 0)
        #expect(bulkhead.load == (1, 0))
        slot.release()
    }
}
