/// Checks the time of day that may follow a date: `T13:45`, ` 1:45:07.123 PM`, `T13:45:00+01:00`, ` 13:45 UTC`.
enum TimeOfDay {
    /// Whether the text from `start` to its end is empty or a time; nothing of it is kept.
    static func isAbsentOrValid(_ text: Span<UInt8>, from start: Int) -> Bool {
        var offset = start
        guard offset < text.count else { return true }
        if text[offset] == UInt8(ascii: ",") { offset += 1 }
        guard offset < text.count, text[offset] == UInt8(ascii: "T") || text[offset] == UInt8(ascii: " ") else {
            return false
        }
        offset += 1
        skipSpaces(text, &offset)
        guard let (hour, _) = DateParser.number(text, &offset, maximumLength: 2), hour < 24,
            part(text, &offset, below: 60)
        else { return false }
        if offset < text.count, text[offset] == UInt8(ascii: ":") {
            // A leap second is 60.
            guard part(text, &offset, below: 61) else { return false }
            if offset < text.count, text[offset] == UInt8(ascii: ".") || text[offset] == UInt8(ascii: ",") {
                offset += 1
                guard DateParser.number(text, &offset, maximumLength: 9) != nil else { return false }
            }
        }
        skipSpaces(text, &offset)
        if word(text, offset, ["am", "pm"]) {
            guard (1...12).contains(hour) else { return false }
            offset += 2
            skipSpaces(text, &offset)
        }
        return isZone(text, &offset) && offset == text.count
    }

    private static func part(_ text: Span<UInt8>, _ offset: inout Int, below limit: Int) -> Bool {
        guard offset < text.count, text[offset] == UInt8(ascii: ":") else { return false }
        offset += 1
        guard let (value, length) = DateParser.number(text, &offset, maximumLength: 2) else { return false }
        return length == 2 && value < limit
    }

    private static func isZone(_ text: Span<UInt8>, _ offset: inout Int) -> Bool {
        guard offset < text.count else { return true }
        switch text[offset] {
        case UInt8(ascii: "Z"), UInt8(ascii: "z"):
            offset += 1
            return true
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            offset += 1
            guard let (value, length) = DateParser.number(text, &offset, maximumLength: 4) else { return false }
            if length == 4 { return value / 100 < 24 && value % 100 < 60 }
            guard length == 2, value < 24 else { return false }
            return offset == text.count || part(text, &offset, below: 60)
        default:
            guard word(text, offset, ["utc", "gmt"]) else { return false }
            offset += 3
            return true
        }
    }

    private static func word(_ text: Span<UInt8>, _ offset: Int, _ words: [StaticString]) -> Bool {
        words.contains { word in
            offset + word.utf8CodeUnitCount <= text.count
                && (0..<word.utf8CodeUnitCount).allSatisfy { text[offset + $0] | 0x20 == word.utf8Start[$0] }
        }
    }

    private static func skipSpaces(_ text: Span<UInt8>, _ offset: inout Int) {
        while offset < text.count, text[offset] == UInt8(ascii: " ") { offset += 1 }
    }
}
