/// Turns the numbers by which workbooks count days into ISO 8601 dates.
///
/// Whole days count from 1 = 1900-01-01, or from 0 = 1904-01-01 in workbooks that say so; the fraction is the time of
/// day. The first system has a 29 February 1900, which never was (ECMA-376 part 1, 18.17.4.1): it is shown as such, for
/// a reader of dates to refuse, and all later days are right.
enum SerialDate {
    private static let leapDayThatNeverWas = 60
    private static let secondsOfDay = 86_400

    /// The date, with the time unless it is midnight; the time alone below one day; nil when there is no such day.
    ///
    /// Times are rounded to the second, for the fraction is a binary number that is hardly ever exact.
    static func text(_ serial: Double, is1904: Bool) -> String? {
        // 2,958,465 is 9999-12-31.
        guard serial >= 0, serial < 2_958_466 else { return nil }
        var day = Int(serial)
        var second = Int(((serial - Double(day)) * Double(secondsOfDay)).rounded())
        if second == secondsOfDay {
            day += 1
            second = 0
        }
        if day == 0, !is1904 { return second == 0 ? nil : time(second) }
        guard let date = date(day, is1904: is1904) else { return nil }
        return second == 0 ? date : "\(date)T\(time(second))"
    }

    private static func date(_ day: Int, is1904: Bool) -> String? {
        if !is1904, day == leapDayThatNeverWas { return "1900-02-29" }
        // Days from 0000-03-01, so that a leap day is the last day of its year.
        let first = is1904 ? 695_361 : day < leapDayThatNeverWas ? 693_900 : 693_899
        let (year, month, dayOfMonth) = civil(first + day)
        guard year <= 9999 else { return nil }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfMonth, 2))"
    }

    private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let (cycle, dayOfCycle) = days.quotientAndRemainder(dividingBy: 146_097)
        let century = min(dayOfCycle / 36_524, 3)
        let dayOfCentury = dayOfCycle - century * 36_524
        let leapCycle = dayOfCentury / 1_461
        let dayOfLeapCycle = dayOfCentury - leapCycle * 1_461
        let yearOfLeapCycle = min(dayOfLeapCycle / 365, 3)
        let dayOfYear = dayOfLeapCycle - yearOfLeapCycle * 365
        // Months from March: lengths repeat as 31, 30, 31, 30, 31.
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = 400 * cycle + 100 * century + 4 * leapCycle + yearOfLeapCycle + (month <= 2 ? 1 : 0)
        return (year, month, day)
    }

    private static func time(_ second: Int) -> String {
        "\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
