/// Dates and times of RFC 3339 (section 5.6).
enum CalendarGrammar {
    /// `yyyy-MM-dd` with a day that the month has.
    static func isDate(_ bytes: ArraySlice<UInt8>) -> Bool {
        let parts = bytes.split(separator: 0x2D, omittingEmptySubsequences: false)
        guard parts.count == 3, let year = number(parts[0], 4), let month = number(parts[1], 2),
            let day = number(parts[2], 2), (1...12).contains(month), day >= 1
        else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return day <= [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    /// A date, `T` or a space, and a time.
    static func isTimestamp(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.count > 11 && [0x54, 0x74, 0x20].contains(bytes[bytes.startIndex + 10]) && isDate(bytes.prefix(10))
            && isTime(bytes.dropFirst(11))
    }

    /// `HH:mm:ss`, a fraction perhaps, and an offset; a leap second is at the end of a day of UTC.
    static func isTime(_ bytes: ArraySlice<UInt8>) -> Bool {
        let parts = bytes.prefix(8).split(separator: 0x3A, omittingEmptySubsequences: false)
        guard parts.count == 3, let hour = number(parts[0], 2), let minute = number(parts[1], 2),
            let second = number(parts[2], 2), hour < 24, minute < 60, second < 61
        else { return false }
        var rest = bytes.dropFirst(8)
        if rest.first == UInt8(ascii: ".") {
            let digits = rest.dropFirst().prefix(while: \.isDigit)
            guard !digits.isEmpty else { return false }
            rest = rest.dropFirst(1 + digits.count)
        }
        guard let offset = offset(rest) else { return false }
        return second < 60 || (hour * 60 + minute - offset + 2_880) % 1_440 == 1_439
    }

    /// The minutes of `Z`, `+HH:mm` or `-HH:mm`.
    private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard let sign = bytes.first else { return nil }
        if sign | 0x20 == UInt8(ascii: "z") { return bytes.count == 1 ? 0 : nil }
        let parts = bytes.dropFirst().split(separator: 0x3A, omittingEmptySubsequences: false)
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), parts.count == 2,
            let hours = number(parts[0], 2), let minutes = number(parts[1], 2), hours < 24, minutes < 60
        else { return nil }
        return (hours * 60 + minutes) * (sign == UInt8(ascii: "-") ? -1 : 1)
    }

    private static func number(_ bytes: ArraySlice<UInt8>, _ count: Int) -> Int? {
        guard bytes.count == count, bytes.allSatisfy(\.isDigit) else { return nil }
        return bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}
