/// A span of calendar time (RFC 3339, appendix A), such as `P1Y2M` or `PT36H`, kept as it was written.
public struct CalendarDuration: StringFormat {
    /// `an ISO 8601 duration`.
    public static let formatDescription = "an ISO 8601 duration"

    /// The duration as it was written.
    public let formatted: String
    /// The years, months, weeks and days; zero where the text has none.
    public let years: Int
    /// The months.
    public let months: Int
    /// The weeks.
    public let weeks: Int
    /// The days.
    public let days: Int
    /// The hours.
    public let hours: Int
    /// The minutes.
    public let minutes: Int
    /// The seconds.
    public let seconds: Int

    /// Reads the grammar of RFC 3339, appendix A, to the letter: units in order, no unit between two left out, weeks
    /// alone, no fractions, at most nine digits each.
    public init?(formatted string: String) {
        let bytes = Array(string.utf8)
        guard bytes.first == UInt8(ascii: "P") else { return nil }
        let halves = bytes.dropFirst().split(
            separator: UInt8(ascii: "T"), maxSplits: 1, omittingEmptySubsequences: false)
        let weeks = Self.parts(halves.first ?? [], units: "W")
        let dates = weeks == nil ? Self.parts(halves.first ?? [], units: "YMD") : []
        let times = halves.count > 1 ? Self.parts(halves[1], units: "HMS") : []
        guard let dates, let times, weeks == nil || halves.count == 1, halves.count == 1 || !times.isEmpty,
            halves.count > 1 || weeks != nil || !dates.isEmpty
        else { return nil }
        formatted = string
        let day = Self.values(dates, units: "YMD")
        let time = Self.values(times, units: "HMS")
        (years, months, days) = (day[0], day[1], day[2])
        (hours, minutes, seconds) = (time[0], time[1], time[2])
        self.weeks = weeks?.first?.value ?? 0
    }

    /// The numbers of a text with their units, which must follow each other without a gap; nil when they do not.
    private static func parts(_ text: ArraySlice<UInt8>, units: String) -> [(unit: UInt8, value: Int)]? {
        let units = Array(units.utf8)
        var result: [(unit: UInt8, value: Int)] = []
        var rest = text
        var expected: Int?
        while !rest.isEmpty {
            let digits = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }
            rest = rest.dropFirst(digits.count)
            guard !digits.isEmpty, digits.count <= 9, let unit = rest.popFirst(),
                let index = units.firstIndex(of: unit),
                expected == nil || expected == index, let value = Int(String(decoding: digits, as: UTF8.self))
            else { return nil }
            result.append((unit, value))
            expected = index + 1
        }
        return units == [UInt8(ascii: "W")] && result.isEmpty ? nil : result
    }

    private static func values(_ parts: [(unit: UInt8, value: Int)], units: String) -> [Int] {
        units.utf8.map { unit in parts.first { $0.unit == unit }?.value ?? 0 }
    }
}
