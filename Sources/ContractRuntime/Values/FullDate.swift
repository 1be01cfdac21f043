/// A day of the Gregorian calendar, the `full-date` of RFC 3339, section 5.6.
public struct FullDate: StringFormat, Comparable {
    /// The year, 0 to 9999.
    public let year: Int
    /// The month, 1 to 12.
    public let month: Int
    /// The day of the month, from 1.
    public let day: Int

    /// `an RFC 3339 date`.
    public static let formatDescription = "an RFC 3339 date"

    /// Makes a date, or nothing when the calendar has no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (0...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.daysInMonth(month, of: year)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads `YYYY-MM-DD`.
    public init?(formatted string: String) {
        var string = string
        guard let value = string.withUTF8({ Self(utf8: $0.span) }) else { return nil }
        self = value
    }

    /// Reads `YYYY-MM-DD`.
    public init?(utf8 text: Span<UInt8>) {
        var scanner = DigitScanner()
        guard let date = scanner.fullDate(in: text), scanner.isAtEnd(of: text) else { return nil }
        self = date
    }

    /// `YYYY-MM-DD`.
    public var formatted: String { "\(padded(year, digits: 4))-\(padded(month))-\(padded(day))" }

    /// Whether one day comes before another.
    public static func < (left: Self, right: Self) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    /// How many days lie between 1 January 1970 and this one.
    ///
    /// Counts in eras of 400 years that begin in March, so that the leap day ends its year.
    var daysSince1970: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    init(daysSince1970 days: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (shiftedMonth < 10 ? 0 : 1)
    }

    private static func daysInMonth(_ month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
