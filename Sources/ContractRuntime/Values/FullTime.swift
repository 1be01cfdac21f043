/// A time of day with its offset from UTC, the `full-time` of RFC 3339, section 5.6, kept as it was written.
public struct FullTime: StringFormat {
    /// `an RFC 3339 time`.
    public static let formatDescription = "an RFC 3339 time"

    /// The time as it was written.
    public let formatted: String
    /// The hour, 0 to 23.
    public let hour: Int
    /// The minute, 0 to 59.
    public let minute: Int
    /// The second, 0 to 60; 60 is a leap second, which is 23:59:60 in UTC.
    public let second: Int
    /// The part of a second, 0 to less than 1.
    public let fraction: Double
    /// The minutes by which local time is ahead of UTC.
    public let offsetMinutes: Int

    /// Reads `HH:MM:SS`, a fraction of up to nine digits, and `Z` or `±HH:MM`.
    public init?(formatted string: String) {
        var copy = string
        guard let clock = copy.withUTF8({ ClockReading($0.span) }) else { return nil }
        formatted = string
        (hour, minute, second) = (clock.hour, clock.minute, clock.second)
        (fraction, offsetMinutes) = (clock.fraction, clock.offsetMinutes)
    }
}

/// The parts of a time of day.
private struct ClockReading {
    var hour: Int
    var minute: Int
    var second: Int
    var fraction = 0.0
    var offsetMinutes = 0

    init?(_ text: Span<UInt8>) {
        var scanner = DigitScanner()
        guard let hour = scanner.number(digits: 2, in: text), hour < 24, scanner.skip(":", in: text),
            let minute = scanner.number(digits: 2, in: text), minute < 60, scanner.skip(":", in: text),
            let second = scanner.number(digits: 2, in: text), second <= 60
        else { return nil }
        (self.hour, self.minute, self.second) = (hour, minute, second)
        if scanner.skip(".", in: text) {
            guard let value = scanner.fraction(in: text) else { return nil }
            fraction = value
        }
        if !(scanner.skip("Z", in: text) || scanner.skip("z", in: text)) {
            let isNegative = scanner.skip("-", in: text)
            guard isNegative || scanner.skip("+", in: text), let hours = scanner.number(digits: 2, in: text),
                hours < 24, scanner.skip(":", in: text), let minutes = scanner.number(digits: 2, in: text),
                minutes < 60
            else { return nil }
            offsetMinutes = (hours * 60 + minutes) * (isNegative ? -1 : 1)
        }
        guard scanner.isAtEnd(of: text) else { return nil }
        if second == 60, (hour * 60 + minute - offsetMinutes + 2_880) % 1_440 != 1_439 { return nil }
    }
}
