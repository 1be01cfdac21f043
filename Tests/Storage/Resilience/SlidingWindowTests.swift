import Testing

@testable import Storage

@Suite struct SlidingWindowTests {
    private let start = ContinuousClock.now

    @Test func countsMarkedAndUnmarked() {
        var window = SlidingWindow(length: .seconds(30))
        window.record(marked: true, at: start)
        window.record(marked: false, at: start + .seconds(1))
        window.record(marked: false, at: start + .seconds(20))
        let counts = window.counts(at: start + .seconds(20))
        #expect(counts == SlidingWindow.Counts(unmarked: 2, marked: 1))
        #expect(counts.total == 3)
    }

    @Test func anEventCountsForNineTenthsOfTheLengthAndNotLongerThanIt() {
        var window = SlidingWindow(length: .seconds(30))
        window.record(marked: true, at: start)
        #expect(window.counts(at: start + .seconds(29)).total == 1)
        #expect(window.counts(at: start + .seconds(30)).total == 0)
    }

    @Test func slicesExpireOneByOne() {
        var window = SlidingWindow(length: .seconds(30))
        for second in 0..<30 { window.record(marked: false, at: start + .seconds(second)) }
        #expect(window.counts(at: start + .seconds(29)).total == 30)
        #expect(window.counts(at: start + .seconds(33)).total == 24)
        #expect(window.counts(at: start + .seconds(3600)).total == 0)
    }

    @Test func timeThatGoesBackLosesNothing() {
        var window = SlidingWindow(length: .seconds(30))
        window.record(marked: true, at: start)
        window.record(marked: true, at: start - .seconds(100))
        #expect(window.counts(at: start).marked == 2)
    }

    @Test(arguments: [Duration.zero, .seconds(-5), .seconds(Int64.max)])
    func anyLengthIsUsable(length: Duration) {
        var window = SlidingWindow(length: length)
        window.record(marked: true, at: start)
        #expect(window.counts(at: start).marked == 1)
        #expect(window.counts(at: start + .seconds(100_000)).marked == 0)
    }
}
