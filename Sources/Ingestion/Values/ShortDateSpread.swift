/// How much the first and the last parts of a column's dates differ, where each may be the year: `24-01-10`.
///
/// The years of a file differ less than its days. This proves nothing, but is a better guess than a fixed order.
struct ShortDateSpread: Sendable {
    private var first: ClosedRange<Int>?
    private var last: ClosedRange<Int>?
    private var isMixed = false

    /// Counts a date of the sample.
    mutating func count(_ date: DateText?) {
        switch date {
        case .short(let first, _, let last):
            self.first = Self.widened(self.first, by: first)
            self.last = Self.widened(self.last, by: last)
        case .numeric: isMixed = true
        case .yearFirst, .named, nil: break
        }
    }

    /// Whether the years seem to come first; never where other dates of the column have theirs last.
    var isYearFirst: Bool {
        guard !isMixed, let first, let last else { return false }
        return first.count < last.count
    }

    private static func widened(_ range: ClosedRange<Int>?, by value: Int) -> ClosedRange<Int> {
        guard let range else { return value...value }
        return min(range.lowerBound, value)...max(range.upperBound, value)
    }
}
