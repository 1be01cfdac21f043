/// Reads numbers of a fixed width, as dates and times have them.
struct DigitScanner {
    private var rest: Substring.UTF8View

    init(_ string: String) {
        rest = string[...].utf8
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard let first = rest.first, UInt32(first) == character.value else { return false }
        rest = rest.dropFirst()
        return true
    }

    mutating func number(digits: Int) -> Int? {
        var value = 0
        for _ in 0..<digits {
            guard let digit = digit() else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    /// One to nine digits after a decimal point.
    mutating func fraction() -> Double? {
        var value = 0.0
        var scale = 1.0
        while scale < 1_000_000_000, let digit = digit() {
            value = value * 10 + Double(digit)
            scale *= 10
        }
        return scale > 1 ? value / scale : nil
    }

    mutating func fullDate() -> FullDate? {
        guard let year = number(digits: 4), skip("-"), let month = number(digits: 2), skip("-"),
            let day = number(digits: 2)
        else { return nil }
        return FullDate(year: year, month: month, day: day)
    }

    private mutating func digit() -> Int? {
        guard let first = rest.first, first >= 0x30, first <= 0x39 else { return nil }
        rest = rest.dropFirst()
        return Int(first - 0x30)
    }
}

/// A number with leading zeros.
func padded(_ number: Int, digits: Int = 2) -> String {
    let text = String(number)
    return text.count >= digits ? text : String(repeating: "0", count: digits - text.count) + text
}
