import Metadata

/// What a date field says, before it is known whether the file writes the day or the month first.
enum DateText: Equatable, Sendable {
    /// A date with the year first, as in ISO 8601, which reads only one way.
    case yearFirst(CalendarDate)
    /// A date with the month's name, which reads only one way.
    case named(CalendarDate)
    /// Two numbers and a year, in the file's order.
    case numeric(first: Int, second: Int, year: Int)

    /// The order that this text proves; nil when both orders, or neither, give a date.
    var evidence: DateOrder? {
        guard case .numeric = self else { return nil }
        switch (date(in: .dayFirst) != nil, date(in: .monthFirst) != nil) {
        case (true, false): return .dayFirst
        case (false, true): return .monthFirst
        default: return nil
        }
    }

    /// The years that a transaction can be of; anything else is a mistake.
    static let years = 1900...2999

    /// The day that the text means in that order; nil when there is no such day.
    func date(in order: DateOrder) -> CalendarDate? {
        switch self {
        case .yearFirst(let date), .named(let date): return date
        case .numeric(let first, let second, let year):
            let isDayFirst = order == .dayFirst
            return Self.day(year: year, month: isDayFirst ? second : first, day: isDayFirst ? first : second)
        }
    }

    /// A day that exists, of a year that can be meant.
    static func day(year: Int, month: Int, day: Int) -> CalendarDate? {
        years.contains(year) ? CalendarDate(year: year, month: month, day: day) : nil
    }
}
