/// Reads numbers of a fixed width, as dates and times have them, from a text that is passed to each step.
struct DigitScanner {
    private var position = 0

    func isAtEnd(of text: Span<UInt8>) -> Bool { position == text.count }

    mutating func skip(_ character: Unicode.Scalar, in text: Span<UInt8>) -> Bool {
        guard position < text.count, UInt32(text[position]) == character.value else { return false }
        position += 1
        return true
    }

    mutating func number(digits: Int, in text: Span<UInt8>) -> Int? {
        var value = 0
        for _ in 0..<digits {
            guard let digit = digit(in: text) else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    /// The digits after a decimal point, one at least; those after the ninth count for nothing.
    mutating func fraction(in text: Span<UInt8>) -> Double? {
        var value = 0.0
        var scale = 1.0
        while scale < 1_000_000_000, let digit = digit(in: text) {
            value = value * 10 + Double(digit)
            scale *= 10
        }
        while digit(in: text) != nil {}
        return scale > 1 ? value / scale : nil
    }

    mutating func fullDate(in text: Span<UInt8>) -> FullDate? {
        guard let year = number(digits: 4, in: text), skip("-", in: text), let month = number(digits: 2, in: text),
            skip("-", in: text), let day = number(digits: 2, in: text)
        else { return nil }
        return FullDate(year: year, month: month, day: day)
    }

    private mutating func digit(in text: Span<UInt8>) -> Int? {
        guard position < text.count, text[position] >= 0x30, text[position] <= 0x39 else { return nil }
        defer { position += 1 }
        return Int(text[position] - 0x30)
    }
}

/// A number with leading zeros.
func padded(_ number: Int, digits: Int = 2) -> String {
    let text = String(number)
    return text.count >= digits ? text : String(repeating: "0", count: digits - text.count) + text
}
