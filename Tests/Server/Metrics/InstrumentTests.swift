import Synchronization
import Testing

@testable import Server

@Suite struct InstrumentTests {
    @Test func aValueOnABoundIsInItsBucketAndOneBeyondTheLastInInfinityAlone() {
        let family = HistogramFamily("h", "H.", bounds: [1, 2.5], labels: ["kind"])
        for value in [1, 1.5, 2.5, 100] { family["x"].observe(value) }
        let text = ExpositionText.text(family.families())
        #expect(
            text == """
                # HELP h H.
                # TYPE h histogram
                h_bucket{kind="x",le="1"} 1
                h_bucket{kind="x",le="2.5"} 3
                h_bucket{kind="x",le="+Inf"} 4
                h_sum{kind="x"} 105
                h_count{kind="x"} 4

                """)
    }

    @Test func durationsAreObservedInSeconds() {
        let family = HistogramFamily("h", "H.", bounds: [0.1])
        family[].observe(.milliseconds(50))
        family[].observe(.seconds(2))
        let text = ExpositionText.text(family.families())
        #expect(text.contains("h_bucket{le=\"0.1\"} 1\n") && text.contains("h_sum 2.05\n"))
    }

    @Test func aSeriesThatIsKnownBeforehandBeginsAtZero() {
        let family = CounterFamily("c_total", "C.", labels: ["state"], known: [["open"]])
        #expect(ExpositionText.text(family.families()).contains("c_total{state=\"open\"} 0\n"))
        #expect(ExpositionText.text(CounterFamily("d_total", "D.").families()).contains("d_total 0\n"))
    }

    @Test func aCounterNeverFalls() {
        let counter = Counter()
        counter.add(2)
        counter.add(-5)
        #expect(counter.value == 2)
    }

    @Test func seriesBeyondTheLimitAreCountedTogether() {
        let series = Series(limit: 2) { Counter() }
        for name in ["a", "b", "c", "d", "a"] { series[[name]].add() }
        #expect(series.sorted.map(\.values) == [["a"], ["b"], ["other"]])
        #expect(series.sorted.map(\.instrument.value) == [2, 1, 2])
    }

    @Test func nothingIsLostWhenManyCountAtATime() async {
        let family = CounterFamily("c_total", "C.", labels: ["n"])
        let histogram = HistogramFamily("h", "H.", bounds: [1])
        let gauge = Gauge("g", "G.")
        await withTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask {
                    for _ in 0..<1_000 {
                        family.add(1, String(task % 2))
                        histogram[].observe(1)
                        gauge.add(1)
                    }
                }
            }
        }
        let text = ExpositionText.text(family.families() + histogram.families() + gauge.families())
        for line in ["c_total{n=\"0\"} 4000", "c_total{n=\"1\"} 4000", "h_count 8000", "h_sum 8000", "g 8000"] {
            #expect(text.contains("\(line)\n"))
        }
    }

    @Test func aSampleThatIsNotReadAgainDisappears() {
        let time = Mutex(ContinuousClock.now)
        let sample = Sample<Int>(lifetime: .seconds(30), now: { time.withLock { $0 } })
        #expect(sample.value == nil)
        sample.set(7)
        time.withLock { $0 += .milliseconds(29_999) }
        #expect(sample.value == 7)
        time.withLock { $0 += .milliseconds(1) }
        #expect(sample.value == nil)
    }
}
