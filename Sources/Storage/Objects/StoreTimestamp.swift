import FoundationEssentials

/// Reads the two forms in which S3 writes a moment; anything else is `nil`, never a guess.
enum StoreTimestamp {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// `Fri, 24 May 2013 00:00:00 GMT`: the header form (RFC 9110, section 5.6.7).
    static func parseHTTPDate(_ text: String) -> Date? {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[5] == "GMT", parts[0].utf8.count == 4, parts[0].hasSuffix(","),
            let day = number(parts[1], digits: 2), let month = months.firstIndex(of: String(parts[2])),
            let year = number(parts[3], digits: 4)
        else { return nil }
        return date(year: year, month: month + 1, day: day, time: parts[4])
    }

    /// `2013-05-24T00:00:00.000Z`: the XML form (RFC 3339 in UTC); the fraction is dropped.
    static func parseISO8601(_ text: String) -> Date? {
        guard text.hasSuffix("Z") else { return nil }
        let halves = text.dropLast().split(separator: "T", omittingEmptySubsequences: false)
        guard halves.count == 2 else { return nil }
        let days = halves[0].split(separator: "-", omittingEmptySubsequences: false)
        guard days.count == 3, let year = number(days[0], digits: 4), let month = number(days[1], digits: 2),
            let day = number(days[2], digits: 2)
        else { return nil }
        let clock = halves[1].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let time = clock.first else { return nil }
        if clock.count == 2 {
            guard (1...9).contains(clock[1].utf8.count), clock[1].utf8.allSatisfy(isDigit) else { return nil }
        }
        return date(year: year, month: month, day: day, time: time)
    }

    private static func date(year: Int, month: Int, day: Int, time: Substring) -> Date? {
        let parts = time.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, let hour = number(parts[0], digits: 2), let minute = number(parts[1], digits: 2),
            let second = number(parts[2], digits: 2)
        else { return nil }
        return CivilTime(year: year, month: month, day: day, hour: hour, minute: minute, second: second)?.date
    }

    private static func number(_ text: Substring, digits: Int) -> Int? {
        guard text.utf8.count == digits, text.utf8.allSatisfy(isDigit) else { return nil }
        return Int(text)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
