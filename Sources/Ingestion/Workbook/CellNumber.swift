/// The number of a cell as decimal text, exactly as Excel shows it: at most 15 significant digits, no exponent.
///
/// Workbooks store binary floating point in 17 digits, so that 1.1 is `1.1000000000000001`. The digits are rounded as
/// decimal text; they never become a binary number on the way.
struct CellNumber {
    private static let significantDigits = 15
    /// Longer texts are no number that a program writes.
    private static let longestText = 400
    /// A number whose decimal text would be longer stays as it is written.
    private static let largestExponent = 40

    private var isNegative = false
    /// Significant digits, 0 to 9 each; the value is 0.d1d2d3… × 10^exponent.
    private var digits: [UInt8] = []
    private var exponent = 0

    /// Appends the number that `text` writes to `output`; answers false, with `text` appended as it is, when it writes
    /// none or one that is too large or too small to be written out.
    static func append(_ text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        let field = text.extracting(Text.trimmed(text))
        switch shape(field) {
        case .plain:
            field.withUnsafeBufferPointer { output.append(contentsOf: $0) }
            return true
        case .long:
            if let number = CellNumber(field), abs(number.exponent) <= largestExponent {
                number.append(to: &output)
                return true
            }
        case .none:
            break
        }
        text.withUnsafeBufferPointer { output.append(contentsOf: $0) }
        return false
    }

    private enum Shape {
        /// Digits and at most one point, few enough to be taken as they are.
        case plain
        /// Has an exponent or more digits than are shown.
        case long
        case none
    }

    private static func shape(_ text: Span<UInt8>) -> Shape {
        guard text.count <= longestText else { return .none }
        var digits = 0
        var points = 0
        for index in 0..<text.count {
            switch text[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
            case UInt8(ascii: "."): points += 1
            case UInt8(ascii: "-") where index == 0, UInt8(ascii: "+") where index == 0: continue
            case UInt8(ascii: "e"), UInt8(ascii: "E"): return digits > 0 ? .long : .none
            default: return .none
            }
        }
        guard digits > 0, points <= 1 else { return .none }
        return digits <= significantDigits ? .plain : .long
    }

    /// Reads sign, digits, point and exponent; nil when something else is in between.
    private init?(_ text: Span<UInt8>) {
        var index = 0
        if text[0] == UInt8(ascii: "-") || text[0] == UInt8(ascii: "+") {
            isNegative = text[0] == UInt8(ascii: "-")
            index = 1
        }
        var hasPoint = false
        reading: while index < text.count {
            switch text[index] {
            case UInt8(ascii: "."):
                guard !hasPoint else { return nil }
                hasPoint = true
            case UInt8(ascii: "0") where digits.isEmpty:
                if hasPoint { exponent -= 1 }
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits.append(text[index] - UInt8(ascii: "0"))
                if !hasPoint { exponent += 1 }
            default:
                break reading
            }
            index += 1
        }
        if index < text.count {
            guard let power = Self.power(text, from: index) else { return nil }
            exponent += power
        }
        round()
    }

    /// The number behind `e`.
    private static func power(_ text: Span<UInt8>, from start: Int) -> Int? {
        guard text[start] | 0x20 == UInt8(ascii: "e"), start + 1 < text.count else { return nil }
        let sign = text[start + 1]
        let isSigned = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+")
        var index = start + (isSigned ? 2 : 1)
        guard index < text.count, text.count - index <= 4 else { return nil }
        var power = 0
        while index < text.count {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[index]) else { return nil }
            power = power * 10 + Int(text[index] - UInt8(ascii: "0"))
            index += 1
        }
        return sign == UInt8(ascii: "-") ? -power : power
    }

    /// Rounds half away from zero, as Excel does, and drops zeros at the end.
    private mutating func round() {
        if digits.count > Self.significantDigits {
            var carry = digits[Self.significantDigits] >= 5
            digits.removeSubrange(Self.significantDigits...)
            var index = digits.count - 1
            while carry, index >= 0 {
                carry = digits[index] == 9
                digits[index] = carry ? 0 : digits[index] + 1
                index -= 1
            }
            if carry {
                digits.insert(1, at: 0)
                exponent += 1
            }
        }
        while digits.last == 0 { digits.removeLast() }
        if digits.isEmpty { exponent = 0 }
    }

    private func append(to output: inout [UInt8]) {
        if isNegative, !digits.isEmpty { output.append(UInt8(ascii: "-")) }
        let zero = UInt8(ascii: "0")
        if exponent <= 0 { output.append(zero) }
        for index in 0..<max(exponent, digits.count) {
            if index == max(exponent, 0) {
                output.append(UInt8(ascii: "."))
                if exponent < 0 { output.append(contentsOf: repeatElement(zero, count: -exponent)) }
            }
            output.append(index < digits.count ? digits[index] + zero : zero)
        }
    }
}
