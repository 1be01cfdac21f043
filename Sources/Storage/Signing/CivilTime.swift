import FoundationEssentials

/// Breaks a moment into the UTC calendar fields that S3 writes, to the second, without locale or time zone tables.
struct CivilTime: Sendable, Hashable {
    let year: Int
    let month: Int
    let day: Int
    let hour: Int
    let minute: Int
    let second: Int

    /// The seconds since 1970 that the fields stand for.
    let secondsSince1970: Int64

    /// The fields of a moment, its fraction of a second dropped; clamped to the years 0001 to 9999.
    init(_ date: Date) {
        let lowest = -62_135_596_800.0
        let highest = 253_402_300_799.0
        let interval = date.timeIntervalSince1970
        let bounded = interval.isNaN ? 0 : Swift.min(Swift.max(interval, lowest), highest)
        self.init(secondsSince1970: Int64(bounded.rounded(.down)))
    }

    /// The moment of the fields, or `nil` where a field is out of its range.
    init?(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), (0...23).contains(hour), (0...59).contains(minute),
            (0...60).contains(second), (1...Self.days(inMonth: month, of: year)).contains(day)
        else { return nil }
        // Days since 1970 by the era arithmetic of the proleptic Gregorian calendar, years starting in March.
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let days = era * 146_097 + dayOfEra - 719_468
        let seconds = Int64(days) * 86_400 + Int64(hour * 3600 + minute * 60 + Swift.min(second, 59))
        self.init(secondsSince1970: seconds)
    }

    private init(secondsSince1970 seconds: Int64) {
        secondsSince1970 = seconds
        let dayNumber = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        let secondOfDay = Int(seconds - dayNumber * 86_400)
        hour = secondOfDay / 3600
        minute = secondOfDay / 60 % 60
        second = secondOfDay % 60
        let shifted = Int(dayNumber) + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// The moment itself, at a whole second.
    var date: Date { Date(timeIntervalSince1970: Double(secondsSince1970)) }

    /// `20130524`: the day in a credential scope.
    var day8: String { pad(year, 4) + pad(month, 2) + pad(day, 2) }

    /// `20130524T000000Z`: the form of `x-amz-date`.
    var basic: String { day8 + "T" + pad(hour, 2) + pad(minute, 2) + pad(second, 2) + "Z" }

    /// `2013-05-24T00:00:00.000Z`: the form of a POST policy's `expiration`.
    var extended: String {
        "\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2))T\(pad(hour, 2)):\(pad(minute, 2)):\(pad(second, 2)).000Z"
    }

    private func pad(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: Swift.max(0, width - text.count)) + text
    }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }
}
