public import FoundationEssentials

extension Date: StringFormat {
    /// `an RFC 3339 date and time`.
    public static let formatDescription = "an RFC 3339 date and time"

    /// Reads the `date-time` of RFC 3339, section 5.6, with any offset and up to nine digits of a second's fraction.
    ///
    /// A leap second, which is 23:59:60 in UTC, is read as the second after it.
    public init?(formatted string: String) {
        var string = string
        guard let value = string.withUTF8({ Self(utf8: $0.span) }) else { return nil }
        self = value
    }

    /// Reads the `date-time` as `init(formatted:)` does.
    public init?(utf8 text: Span<UInt8>) {
        var scanner = DigitScanner()
        guard let date = scanner.fullDate(in: text),
            scanner.skip("T", in: text) || scanner.skip("t", in: text) || scanner.skip(" ", in: text),
            let hour = scanner.number(digits: 2, in: text), hour < 24, scanner.skip(":", in: text),
            let minute = scanner.number(digits: 2, in: text), minute < 60, scanner.skip(":", in: text),
            let second = scanner.number(digits: 2, in: text), second <= 60
        else { return nil }
        var fraction = 0.0
        if scanner.skip(".", in: text) {
            guard let value = scanner.fraction(in: text) else { return nil }
            fraction = value
        }
        var offset = 0
        if !(scanner.skip("Z", in: text) || scanner.skip("z", in: text)) {
            let isNegative = scanner.skip("-", in: text)
            guard isNegative || scanner.skip("+", in: text), let hours = scanner.number(digits: 2, in: text),
                hours < 24,
                scanner.skip(":", in: text), let minutes = scanner.number(digits: 2, in: text), minutes < 60
            else { return nil }
            offset = (hours * 60 + minutes) * (isNegative ? -60 : 60)
        }
        guard scanner.isAtEnd(of: text) else { return nil }
        if second == 60, (hour * 60 + minute - offset / 60 + 2_880) % 1_440 != 1_439 { return nil }
        let seconds = date.daysSince1970 * 86_400 + hour * 3_600 + minute * 60 + second - offset
        self.init(timeIntervalSince1970: Double(seconds) + fraction)
    }

    /// The `date-time` of RFC 3339 in UTC, with microseconds when they are not zero; a date beyond the years 0 to 9999
    /// is written as the nearest within.
    public var formatted: String {
        let limit = 253_402_300_799.0
        let known = timeIntervalSince1970.isNaN ? 0 : timeIntervalSince1970
        let interval = Swift.min(Swift.max(known, -62_167_219_200), limit)
        let microseconds = Int64((interval * 1_000_000).rounded())
        let (day, rest) = microseconds.quotientAndFloorRemainder(dividingBy: 86_400_000_000)
        let seconds = Int(rest / 1_000_000)
        var text = FullDate(daysSince1970: Int(day)).formatted
        text += "T\(padded(seconds / 3_600)):\(padded(seconds / 60 % 60)):\(padded(seconds % 60))"
        let fraction = Int(rest % 1_000_000)
        if fraction > 0 { text += ".\(padded(fraction, digits: 6))" }
        return text + "Z"
    }
}

extension Int64 {
    fileprivate func quotientAndFloorRemainder(dividingBy divisor: Int64) -> (Int64, Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
