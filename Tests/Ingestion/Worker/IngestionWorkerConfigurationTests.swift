import Testing

@testable import Ingestion

@Suite("Worker configuration")
struct IngestionWorkerConfigurationTests {
    @Test func heartbeatIsNeverLongerThanAThirdOfTheLease() {
        #expect(IngestionWorker.Configuration().heartbeat == .seconds(15))
        #expect(IngestionWorker.Configuration(lease: .seconds(3)).heartbeat == .seconds(1))
    }

    /// A part of the store that is repaired within an hour costs no file.
    @Test func anObjectThatAloneFailsIsTriedForAnHourAtLeast() {
        let policy = IngestionWorker.Configuration().objectRetryPolicy
        let pauses = (1...4).map { policy.delay(afterAttempt: $0, random: 0) }
        #expect(pauses.reduce(.zero, +) >= .seconds(3_600))
    }

    @Test func valuesOutOfRangeAreMovedToTheBound() {
        let configuration = IngestionWorker.Configuration(
            workers: -1, lease: .zero, heartbeat: .zero, maximumAttempts: 99, pollInterval: .zero,
            shutdownGrace: .seconds(-1))
        #expect(configuration.workers == 1)
        #expect(configuration.lease == .seconds(1))
        #expect(configuration.heartbeat == .milliseconds(100))
        #expect(configuration.maximumAttempts == 5)
        #expect(configuration.pollInterval == .milliseconds(100))
        #expect(configuration.shutdownGrace == .zero)
    }
}
