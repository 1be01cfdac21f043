import Storage
import Synchronization
import Testing

@testable import Handlers

@Suite struct RecentStorageHealthTests {
    /// A check that counts how often it ran, and a clock that is moved by hand.
    private final class Probe: Sendable {
        let runs = Atomic(0)
        let time = Mutex(ContinuousClock.now)

        func run() async -> StorageHealthReport {
            runs.add(1, ordering: .relaxed)
            try? await Task.sleep(for: .milliseconds(20))
            return StorageHealthReport(
                isHealthy: false, backend: "s3", endpoint: "store:9000", accessibleBuckets: [], responseTime: .zero,
                errors: ["run \(runs.load(ordering: .relaxed))"])
        }
    }

    private func health(_ probe: Probe) -> RecentStorageHealth {
        RecentStorageHealth(now: { probe.time.withLock { $0 } }, check: { await probe.run() })
    }

    @Test func triesTheStoreOnceHoweverManyAskAtATime() async {
        let probe = Probe()
        let health = health(probe)
        let errors = await withTaskGroup(of: [String].self) { group in
            for _ in 0..<50 { group.addTask { await health.report().errors } }
            return await group.reduce(into: Set<[String]>()) { $0.insert($1) }
        }
        #expect(errors == [["run 1"]])
        #expect(probe.runs.load(ordering: .relaxed) == 1)
    }

    /// The check that runs began too long ago: the store may have failed after it was tried.
    @Test func tellsNobodyAFindingWhoseCheckBeganMoreThanASecondBefore() async {
        let probe = Probe()
        let health = health(probe)
        async let first = health.report()
        while probe.runs.load(ordering: .relaxed) == 0 { await Task.yield() }
        probe.time.withLock { $0 += .milliseconds(1_001) }
        let later = await withTaskGroup(of: [String].self) { group in
            for _ in 0..<20 { group.addTask { await health.report().errors } }
            return await group.reduce(into: Set<[String]>()) { $0.insert($1) }
        }
        #expect(later == [["run 2"]])
        #expect(await first.errors == ["run 1"])
        #expect(probe.runs.load(ordering: .relaxed) == 2)
    }

    @Test func triesAgainAfterASecond() async {
        let probe = Probe()
        let health = health(probe)
        _ = await health.report()
        probe.time.withLock { $0 += .milliseconds(999) }
        #expect(await health.report().errors == ["run 1"])
        probe.time.withLock { $0 += .milliseconds(1) }
        #expect(await health.report().errors == ["run 2"])
    }
}
