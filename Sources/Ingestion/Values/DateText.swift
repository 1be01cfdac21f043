import Metadata

/// What a date field says, before it is known whether the file writes the day or the month first.
enum DateText: Equatable, Sendable {
    /// A date with the year first, as in ISO 8601, which reads only one way.
    case yearFirst(CalendarDate)
    /// A date with the month's name, which reads only one way.
    case named(CalendarDate)
    /// Two numbers and a year, in the file's order.
    case numeric(first: Int, second: Int, year: Int)
    /// Three pairs of digits with hyphens, in the file's order: the year may also come first, as in `24-01-31`.
    case short(first: Int, second: Int, last: Int)

    /// The order that this text proves; nil when several orders, or none, give a date up to `latest`,
    /// where that is known.
    ///
    /// Up to the year 2031 every `yy-MM-dd` is a day in the order day, month, year as well, but most are days to come:
    /// transactions aren't.
    func evidence(upTo latest: CalendarDate?) -> DateOrder? {
        switch self {
        case .yearFirst, .named: return nil
        case .numeric, .short: break
        }
        let dayFirst = isPossible(.dayFirst, latest)
        let monthFirst = isPossible(.monthFirst, latest)
        switch (dayFirst, monthFirst, isPossible(.yearFirst, latest)) {
        case (true, false, false): return .dayFirst
        case (false, true, false): return .monthFirst
        case (false, false, true): return .yearFirst
        default: return nil
        }
    }

    private func isPossible(_ order: DateOrder, _ latest: CalendarDate?) -> Bool {
        guard let date = date(in: order) else { return false }
        guard case .short = self, let latest else { return true }
        return date <= latest
    }

    /// The day that the text means in that order; nil when there is none, and when it would be behind `latest` while
    /// another order gives one that isn't.
    func date(in order: DateOrder, upTo latest: CalendarDate?) -> CalendarDate? {
        let date = date(in: order)
        guard case .short = self, let latest, let date, date > latest, let other = evidence(upTo: latest) else {
            return date
        }
        return other == order ? date : nil
    }

    /// The years that a transaction can be of; anything else is a mistake.
    static let years = 1900...2999

    /// The day that the text means in that order; nil when there is no such day.
    func date(in order: DateOrder) -> CalendarDate? {
        switch self {
        case .yearFirst(let date), .named(let date): return date
        case .short(let first, let second, let last):
            switch order {
            case .dayFirst: return Self.day(year: Self.year(ofTwoDigits: last), month: second, day: first)
            case .monthFirst: return Self.day(year: Self.year(ofTwoDigits: last), month: first, day: second)
            case .yearFirst: return Self.day(year: Self.year(ofTwoDigits: first), month: second, day: last)
            }
        case .numeric(let first, let second, let year):
            guard order != .yearFirst else { return nil }
            let isDayFirst = order == .dayFirst
            return Self.day(year: year, month: isDayFirst ? second : first, day: isDayFirst ? first : second)
        }
    }

    /// 1970 to 2069.
    static func year(ofTwoDigits value: Int) -> Int { value < 70 ? 2000 + value : 1900 + value }

    /// A day that exists, of a year that can be meant.
    static func day(year: Int, month: Int, day: Int) -> CalendarDate? {
        years.contains(year) ? CalendarDate(year: year, month: month, day: day) : nil
    }
}
