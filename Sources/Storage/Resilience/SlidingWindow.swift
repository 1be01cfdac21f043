/// Counts marked and unmarked events of the last stretch of time in constant memory.
///
/// The window is cut into ten slices that expire whole, so an event counts for at least nine tenths of the length and
/// never longer than the length.
struct SlidingWindow: Sendable {
    struct Counts: Sendable, Hashable {
        var unmarked = 0
        var marked = 0

        var total: Int { unmarked.addingReportingOverflow(marked).partialValue }
    }

    private static let sliceCount = 10
    private let sliceLength: Duration
    /// The newest slice is the last.
    private var slices: [Counts]
    /// When the newest slice began; `nil` until the first event.
    private var newestStart: ContinuousClock.Instant?

    init(length: Duration) {
        sliceLength = max(length.withinOneDay / Self.sliceCount, .milliseconds(1))
        slices = Array(repeating: Counts(), count: Self.sliceCount)
    }

    /// Adds one event.
    mutating func record(marked: Bool, at moment: ContinuousClock.Instant) {
        expire(at: moment)
        let newest = slices.index(before: slices.endIndex)
        if marked { slices[newest].marked += 1 } else { slices[newest].unmarked += 1 }
    }

    /// The events that still count.
    mutating func counts(at moment: ContinuousClock.Instant) -> Counts {
        expire(at: moment)
        return slices.reduce(into: Counts()) { sum, slice in
            sum.marked += slice.marked
            sum.unmarked += slice.unmarked
        }
    }

    /// Forgets every event.
    mutating func reset() {
        slices = Array(repeating: Counts(), count: Self.sliceCount)
        newestStart = nil
    }

    private mutating func expire(at moment: ContinuousClock.Instant) {
        guard let start = newestStart else {
            newestStart = moment
            return
        }
        let elapsed = start.duration(to: moment)
        guard elapsed >= sliceLength else { return }
        let passed = elapsed / sliceLength
        guard passed < Double(Self.sliceCount) else {
            reset()
            newestStart = moment
            return
        }
        let steps = Int(passed)
        slices.removeFirst(steps)
        slices.append(contentsOf: repeatElement(Counts(), count: steps))
        newestStart = start + sliceLength * steps
    }
}
