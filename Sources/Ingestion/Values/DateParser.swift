/// Reads the date formats of bank and ledger exports.
///
/// Year first (`2024-01-31`, `2024/1/31`, `2024.01.31`, `20240131`), day or month first (`31/01/2024`, `1.31.24`,
/// `31-1-2024`), one of the three first with pairs of digits and hyphens (`24-01-31`), and English month names (`31 Jan 2024`, `31-Jan-24`, `January 31st, 2024`). A time of day and a zone
/// may follow; they are checked and dropped, so the day is the one that is written. Two-digit years are 1970 to 2069.
enum DateParser {
    /// Answers nil when the text is no date in any of the formats; a day that can't exist is nil as well.
    static func parse(_ text: Span<UInt8>) -> DateText? {
        let range = Text.trimmed(text)
        // The longest legal text has a long month name, a time with nanoseconds and a zone.
        guard range.count >= 6, range.count <= 64 else { return nil }
        let field = text.extracting(range)
        var offset = 0
        let date: DateText?
        if isLetter(field[0]) {
            date = monthName(field, &offset).flatMap { monthFirstNamed(field, &offset, month: $0) }
        } else {
            date = digitsFirst(field, &offset)
        }
        guard let date, TimeOfDay.isAbsentOrValid(field, from: offset) else { return nil }
        return date
    }

    private static func digitsFirst(_ text: Span<UInt8>, _ offset: inout Int) -> DateText? {
        guard let (first, length) = number(text, &offset, maximumLength: 8) else { return nil }
        if length == 8 {
            return DateText.day(year: first / 10_000, month: first / 100 % 100, day: first % 100).map { .yearFirst($0) }
        }
        if length == 4 {
            guard let separator = separator(text, &offset), separator != UInt8(ascii: " "),
                let (month, monthLength) = number(text, &offset, maximumLength: 2), monthLength > 0,
                consume(separator, text, &offset), let (day, _) = number(text, &offset, maximumLength: 2)
            else { return nil }
            return DateText.day(year: first, month: month, day: day).map { .yearFirst($0) }
        }
        guard length <= 2 else { return nil }
        skipOrdinal(text, &offset)
        let mark = separator(text, &offset)
        // "31. January"
        while offset < text.count, text[offset] == UInt8(ascii: " ") { offset += 1 }
        if offset < text.count, isLetter(text[offset]) {
            return monthName(text, &offset).flatMap { dayFirstNamed(text, &offset, day: first, month: $0) }
        }
        guard let mark, mark != UInt8(ascii: " "),
            let (second, secondLength) = number(text, &offset, maximumLength: 2), consume(mark, text, &offset)
        else { return nil }
        let before = offset
        guard let year = year(text, &offset) else { return nil }
        let date: DateText
        if mark == UInt8(ascii: "-"), length == 2, secondLength == 2, offset - before == 2 {
            date = .short(first: first, second: second, last: year % 100)
        } else {
            date = .numeric(first: first, second: second, year: year)
        }
        let isDay =
            date.date(in: .dayFirst) != nil || date.date(in: .monthFirst) != nil || date.date(in: .yearFirst) != nil
        return isDay ? date : nil
    }

    /// `31 Jan 2024`, behind the month.
    private static func dayFirstNamed(_ text: Span<UInt8>, _ offset: inout Int, day: Int, month: Int) -> DateText? {
        skipPunctuation(text, &offset)
        guard let year = year(text, &offset) else { return nil }
        return DateText.day(year: year, month: month, day: day).map { .named($0) }
    }

    /// `Jan 31, 2024`, behind the month.
    private static func monthFirstNamed(_ text: Span<UInt8>, _ offset: inout Int, month: Int) -> DateText? {
        skipPunctuation(text, &offset)
        guard let (day, _) = number(text, &offset, maximumLength: 2) else { return nil }
        skipOrdinal(text, &offset)
        let before = offset
        skipPunctuation(text, &offset)
        guard offset > before, let year = year(text, &offset) else { return nil }
        return DateText.day(year: year, month: month, day: day).map { .named($0) }
    }

    private static func year(_ text: Span<UInt8>, _ offset: inout Int) -> Int? {
        guard let (value, length) = number(text, &offset, maximumLength: 4) else { return nil }
        switch length {
        case 4: return value
        case 2: return DateText.year(ofTwoDigits: value)
        default: return nil
        }
    }

    /// Reads a run of digits; nil when there is none or when it is longer than `maximumLength`.
    static func number(
        _ text: Span<UInt8>, _ offset: inout Int, maximumLength: Int
    ) -> (value: Int, length: Int)? {
        var value = 0
        var length = 0
        while offset < text.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[offset]) {
            guard length < maximumLength else { return nil }
            value = value * 10 + Int(text[offset] - UInt8(ascii: "0"))
            length += 1
            offset += 1
        }
        return length == 0 ? nil : (value, length)
    }

    private static func separator(_ text: Span<UInt8>, _ offset: inout Int) -> UInt8? {
        guard offset < text.count else { return nil }
        switch text[offset] {
        case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: " "):
            offset += 1
            return text[offset - 1]
        default:
            return nil
        }
    }

    private static func consume(_ byte: UInt8, _ text: Span<UInt8>, _ offset: inout Int) -> Bool {
        guard offset < text.count, text[offset] == byte else { return false }
        offset += 1
        return true
    }

    /// Passes over at most one full stop, comma, hyphen or slash, and spaces.
    private static func skipPunctuation(_ text: Span<UInt8>, _ offset: inout Int) {
        if offset < text.count, [0x2E, 0x2C, 0x2D, 0x2F].contains(text[offset]) { offset += 1 }
        while offset < text.count, text[offset] == 0x20 { offset += 1 }
    }

    private static func skipOrdinal(_ text: Span<UInt8>, _ offset: inout Int) {
        guard offset + 1 < text.count else { return }
        switch (text[offset] | 0x20, text[offset + 1] | 0x20) {
        case (UInt8(ascii: "s"), UInt8(ascii: "t")), (UInt8(ascii: "n"), UInt8(ascii: "d")),
            (UInt8(ascii: "r"), UInt8(ascii: "d")), (UInt8(ascii: "t"), UInt8(ascii: "h")):
            offset += 2
        default:
            break
        }
    }

    static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static let months: [[UInt8]] = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ].map { Array($0.utf8) }

    /// Reads a month's English name or an abbreviation of it of at least three letters.
    private static func monthName(_ text: Span<UInt8>, _ offset: inout Int) -> Int? {
        let start = offset
        while offset < text.count, isLetter(text[offset]) { offset += 1 }
        let length = offset - start
        guard length >= 3 else { return nil }
        for (index, name) in months.enumerated() where length <= name.count {
            if (0..<length).allSatisfy({ text[start + $0] | 0x20 == name[$0] }) { return index + 1 }
        }
        return nil
    }
}
