import Foundation

/// PostgreSQL's binary times: microseconds since 2000-01-01 00:00 UTC.
enum PostgresTime {
    /// 2000-01-01 lies 366 days before Foundation's reference date, 2001-01-01 (2000 was a leap year).
    private static let offset: Double = 366 * 86_400

    /// The nearest microsecond; dates outside PostgreSQL's range become its `-infinity` and `infinity`.
    ///
    /// A `Date` of this century resolves to about 0.1 µs, so a value that came from PostgreSQL goes back unchanged.
    static func microseconds(of date: Date) -> Int64 {
        let value = ((date.timeIntervalSinceReferenceDate + offset) * 1_000_000).rounded()
        if value >= 9.2e18 { return .max }
        if value <= -9.2e18 { return .min }
        return Int64(value)
    }

    static func date(microseconds: Int64) -> Date {
        Date(timeIntervalSinceReferenceDate: Double(microseconds) / 1_000_000 - offset)
    }

    /// The duration in whole microseconds, clamped to what an `interval` and `Int64` hold.
    static func microseconds(of duration: Duration) -> Int64 {
        let (seconds, attoseconds) = duration.components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        if overflow { return seconds < 0 ? .min : .max }
        let (sum, carried) = whole.addingReportingOverflow(attoseconds / 1_000_000_000_000)
        return carried ? (seconds < 0 ? .min : .max) : sum
    }

    /// The duration in whole milliseconds and at least one, as PostgreSQL's time-out settings want it.
    static func milliseconds(of duration: Duration) -> Int64 {
        max(1, min(Int64(Int32.max), microseconds(of: duration) / 1000))
    }
}
