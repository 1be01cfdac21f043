/// Durations of ISO 8601 as RFC 3339 has them (appendix A).
enum DurationGrammar {
    static func holds(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.first == UInt8(ascii: "P") else { return false }
        let halves = bytes.dropFirst().split(
            separator: UInt8(ascii: "T"), maxSplits: 1, omittingEmptySubsequences: false)
        let date = halves.first ?? []
        if halves.count == 1 { return hasParts("W", date) || hasParts("YMD", date) }
        return halves.count == 2 && (date.isEmpty || hasParts("YMD", date)) && hasParts("HMS", halves[1])
    }

    /// Whether a text is numbers, each with its unit; between the largest unit and the smallest none may be left out.
    private static func hasParts(_ units: String, _ text: ArraySlice<UInt8>) -> Bool {
        let units = Array(units.utf8)
        var rest = text
        var expected: Int?
        while !rest.isEmpty {
            let digits = rest.prefix(while: \.isDigit)
            rest = rest.dropFirst(digits.count)
            guard (1...9).contains(digits.count), let unit = rest.popFirst(), let index = units.firstIndex(of: unit),
                expected == nil || expected == index
            else { return false }
            expected = index + 1
        }
        return expected != nil
    }
}
