import Testing

@testable import Storage

@Suite struct RetryPolicyTests {
    private let policy = RetryPolicy(.init())

    @Test(arguments: [
        StorageError.Code.timeout, .connectionRefused, .connectionFailed, .slowDown, .truncatedBody, .serverError,
    ])
    func passingFailuresOfIdempotentCallsAreRepeated(code: StorageError.Code) {
        #expect(pause(1, code) != nil)
        #expect(pause(1, code, isIdempotent: false) == nil)
        #expect(pause(1, code, isIdempotent: false, isUnsent: true) != nil)
    }

    @Test(arguments: [
        StorageError.Code.invalidCredentials, .accessDenied, .bucketNotFound, .objectNotFound, .preconditionFailed,
        .conflict, .quotaExceeded, .clockSkew, .malformedResponse, .unexpectedRedirect, .notImplemented,
        .invalidStorageClass, .cancelled,
        .unexpected, .circuitOpen, .tooManyWaiting,
    ])
    func otherFailuresAreNot(code: StorageError.Code) {
        #expect(pause(1, code) == nil)
        #expect(pause(1, code, isUnsent: true) == nil)
    }

    @Test func givesUpAtThree() {
        #expect(pause(2, .serverError) != nil)
        #expect(pause(3, .serverError) == nil)
    }

    @Test func theBoundDoublesFromOneSecondToThirty() {
        var configuration = ResilienceConfiguration.Retry()
        configuration.attempts = .max
        let policy = RetryPolicy(configuration)
        let bounds = (1...7).map { pause($0, .serverError, random: 1, policy: policy) }
        #expect(bounds == [1, 2, 4, 8, 16, 30, 30].map { Duration.seconds($0) })
        #expect(pause(.max - 1, .serverError, random: 1, policy: policy) == .seconds(30))
    }

    @Test func theJitterIsFull() {
        #expect(pause(1, .serverError, random: 0) == .zero)
        #expect(pause(2, .serverError, random: 0) == .zero)
        #expect(pause(2, .serverError, random: 0.25) == .milliseconds(500))
    }

    @Test func aStoreThatSaysWhenIsGivenThatTimeAndJitterOnTop() {
        #expect(pause(1, .slowDown, retryAfter: .seconds(3), random: 0) == .seconds(3))
        #expect(pause(2, .slowDown, retryAfter: .seconds(3), random: 0.5) == .milliseconds(3500))
        #expect(pause(1, .serverError, retryAfter: .zero, random: 0) == .zero)
    }

    @Test func aStoreThatAsksForMoreThanTheBoundIsLeftAlone() {
        #expect(pause(1, .slowDown, retryAfter: .seconds(30), random: 0) == .seconds(30))
        #expect(pause(1, .slowDown, retryAfter: .seconds(31), random: 0) == nil)
    }

    @Test func senselessSettingsStillMakeAPolicy() {
        var configuration = ResilienceConfiguration.Retry()
        configuration.attempts = 0
        #expect(pause(1, .serverError, policy: RetryPolicy(configuration)) == nil)
        configuration.attempts = 100
        configuration.base = .infinity
        configuration.initialDelay = .seconds(-1)
        #expect(pause(50, .serverError, random: 1, policy: RetryPolicy(configuration)) == .zero)
        configuration.initialDelay = .seconds(100)
        configuration.base = .nan
        #expect(pause(50, .serverError, random: .nan, policy: RetryPolicy(configuration)) == .seconds(30))
    }

    private func pause(
        _ attempt: Int, _ code: StorageError.Code, isIdempotent: Bool = true, isUnsent: Bool = false,
        retryAfter: Duration? = nil, random: Double = 0.5, policy: RetryPolicy? = nil
    ) -> Duration? {
        let error = StorageError(code, operation: "head", retryAfter: retryAfter)
        return (policy ?? self.policy).pause(
            afterAttempt: attempt, failure: AttemptFailure(error, isUnsent: isUnsent), isIdempotent: isIdempotent,
            random: random)
    }
}
