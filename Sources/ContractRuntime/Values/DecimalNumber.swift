/// A number with all its decimal digits, as money needs it: nothing is rounded, whatever was written.
///
/// Two are equal when their values are: `1.50` is `1.5`. The digits as they were written are kept for writing.
public struct DecimalNumber: StringFormat, Comparable, CustomStringConvertible {
    /// `a decimal number`.
    public static let formatDescription = "a decimal number"

    /// The greatest power of ten that is read; what is beyond it is no amount of anything.
    static let maximumExponent = 100_000

    /// The number as it was written.
    public let formatted: String
    private let isNegative: Bool
    /// The digits without zeros at either end; empty for zero.
    private let digits: [UInt8]
    /// The power of ten of the last digit.
    private let exponent: Int

    /// Reads a number as JSON writes it (RFC 8259, section 6).
    public init?(formatted text: String) {
        guard let parts = DecimalParts(text) else { return nil }
        formatted = text
        isNegative = parts.isNegative
        digits = parts.digits
        exponent = parts.exponent
    }

    /// Makes a whole number.
    public init(_ value: Int64) {
        formatted = String(value)
        let parts = DecimalParts(formatted)
        isNegative = value < 0
        digits = parts?.digits ?? []
        exponent = parts?.exponent ?? 0
    }

    /// Makes a number of digits and the power of ten of the last of them: 150 and -2 are `1.50`.
    ///
    /// - Parameters:
    ///   - significand: The digits.
    ///   - exponent: The power of ten, at most 100,000 either way; one beyond that is the nearest.
    public init(_ significand: Int64, exponent: Int) {
        let exponent = max(-Self.maximumExponent, min(Self.maximumExponent, exponent))
        var text = String(significand.magnitude)
        switch exponent {
        case 0: break
        case -64..<0:
            let missing = 1 - exponent - text.utf8.count
            if missing > 0 { text = String(repeating: "0", count: missing) + text }
            text.insert(".", at: text.index(text.endIndex, offsetBy: exponent))
        default: text += "e\(exponent)"
        }
        formatted = (significand < 0 ? "-" : "") + text
        let parts = DecimalParts(formatted)
        isNegative = parts?.isNegative ?? false
        digits = parts?.digits ?? []
        self.exponent = parts?.exponent ?? 0
    }

    /// The number as it was written.
    public var description: String { formatted }

    /// Whether it has no fraction: `1.0` has none.
    public var isWhole: Bool { digits.isEmpty || exponent >= 0 }

    /// Whether two numbers have the same value.
    public static func == (left: Self, right: Self) -> Bool {
        left.digits == right.digits && (left.digits.isEmpty || left.exponent == right.exponent)
            && left.isNegative == right.isNegative
    }

    /// Hashes the value.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(digits)
        hasher.combine(isNegative)
    }

    /// Whether one value is less than another.
    public static func < (left: Self, right: Self) -> Bool {
        if left.isNegative != right.isNegative { return left.isNegative }
        return left.isNegative ? magnitudeIsLess(right, left) : magnitudeIsLess(left, right)
    }

    private static func magnitudeIsLess(_ left: Self, _ right: Self) -> Bool {
        if left.digits.isEmpty || right.digits.isEmpty { return left.digits.isEmpty && !right.digits.isEmpty }
        let leftPlaces = left.digits.count + left.exponent
        let rightPlaces = right.digits.count + right.exponent
        if leftPlaces != rightPlaces { return leftPlaces < rightPlaces }
        return left.digits.lexicographicallyPrecedes(right.digits)
    }

    /// Whether dividing leaves no remainder; false by zero, and by a divisor of more than 18 digits.
    public func isMultiple(of divisor: DecimalNumber) -> Bool {
        guard !divisor.digits.isEmpty else { return false }
        guard !digits.isEmpty else { return true }
        // Both become whole numbers in units of the smaller power of ten.
        let unit = min(exponent, divisor.exponent)
        let shift = divisor.exponent - unit
        guard divisor.digits.count + shift <= 18 else { return false }
        var modulus: UInt64 = 0
        for digit in divisor.digits { modulus = modulus * 10 + UInt64(digit) }
        for _ in 0..<shift { modulus *= 10 }
        var remainder: UInt64 = 0
        for digit in digits { remainder = Self.push(digit, on: remainder, modulus) }
        for _ in 0..<(exponent - unit) { remainder = Self.push(0, on: remainder, modulus) }
        return remainder == 0
    }

    /// Appends a digit to a remainder; less than 10^18 times ten and nine fits 64 bits.
    private static func push(_ digit: UInt8, on remainder: UInt64, _ modulus: UInt64) -> UInt64 {
        (remainder * 10 + UInt64(digit)) % modulus
    }
}

/// The parts of a number's text.
private struct DecimalParts {
    var isNegative = false
    var digits: [UInt8] = []
    var exponent = 0

    init?(_ text: String) {
        var rest = Array(text.utf8)[...]
        if rest.first == UInt8(ascii: "-") {
            isNegative = true
            rest = rest.dropFirst()
        }
        let whole = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }
        guard let first = whole.first, first != 0x30 || whole.count == 1 else { return nil }
        rest = rest.dropFirst(whole.count)
        var all = Array(whole)
        if rest.first == UInt8(ascii: ".") {
            let fraction = rest.dropFirst().prefix { $0 >= 0x30 && $0 <= 0x39 }
            guard !fraction.isEmpty else { return nil }
            all += fraction
            exponent = -fraction.count
            rest = rest.dropFirst(1 + fraction.count)
        }
        if let byte = rest.first {
            let power = String(decoding: rest.dropFirst(), as: UTF8.self)
            guard byte | 0x20 == UInt8(ascii: "e"), let value = Int(power),
                value.magnitude <= DecimalNumber.maximumExponent
            else { return nil }
            exponent += value
        }
        while all.last == 0x30 {
            all.removeLast()
            exponent += 1
        }
        digits = all.drop { $0 == 0x30 }.map { $0 - 0x30 }
        if digits.isEmpty { (isNegative, exponent) = (false, 0) }
    }
}
