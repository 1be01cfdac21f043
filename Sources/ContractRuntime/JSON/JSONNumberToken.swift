/// A number where it stands in the text, and what was counted while it was read.
@usableFromInline
struct JSONNumberToken: Sendable {
    /// The offset of its first byte.
    var start: Int
    /// The offset after its last byte.
    var end: Int
    /// Whether it begins with a minus.
    @usableFromInline var isNegative = false
    /// Whether it has neither a fraction nor an exponent.
    @usableFromInline var isPlain = true
    var hasExponent = false
    /// How many digits stand before the exponent.
    @usableFromInline var digitCount = 0
    /// How many digits stand after the point.
    var fractionCount = 0
    /// The digits before the exponent as one number; exact up to 18 of them.
    @usableFromInline var significand: UInt64 = 0

    init(start: Int) {
        self.start = start
        end = start
    }

    /// The value, where double arithmetic gives the nearest one: a significand of at most 53 bits, divided by a power
    /// of ten that a double holds exactly, is rounded once (W. D. Clinger, How to Read Floating Point Numbers
    /// Accurately, 1990).
    var double: Double? {
        guard !hasExponent, digitCount <= 18, significand <= 1 << 53, fractionCount < Self.powersOfTen.count else {
            return nil
        }
        let magnitude = Double(significand) / Self.powersOfTen[fractionCount]
        return isNegative ? -magnitude : magnitude
    }

    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    ]

    /// The digits of a number without fraction and exponent, or nil when it is not whole.
    ///
    /// Counted digit by digit: a double would round beyond 2^53. More digits than 64 bits can hold are cut off.
    static func wholeDigits(of text: String) -> String? {
        var digits: [UInt8] = []
        var pointPosition: Int?
        var exponent = ""
        for (index, byte) in text.utf8.enumerated() {
            switch byte {
            case UInt8(ascii: "."): pointPosition = digits.count
            case UInt8(ascii: "e"), UInt8(ascii: "E"):
                exponent = String(decoding: text.utf8.dropFirst(index + 1), as: UTF8.self)
            case _ where !exponent.isEmpty || byte == UInt8(ascii: "-"): continue
            default: digits.append(byte)
            }
        }
        guard let last = digits.lastIndex(where: { $0 != UInt8(ascii: "0") }) else { return "0" }
        let limit = 1 << 32
        let magnitude = exponent.hasPrefix("-") ? -limit : limit
        let whole =
            (pointPosition ?? digits.count) + max(-limit, min(limit, exponent.isEmpty ? 0 : Int(exponent) ?? magnitude))
        guard last < whole else { return nil }
        let leading = digits.prefix { $0 == UInt8(ascii: "0") }.count
        let count = min(whole - leading, 21)
        var result = Array(digits[leading...].prefix(count))
        result += Array(repeating: UInt8(ascii: "0"), count: count - result.count)
        return (text.hasPrefix("-") ? "-" : "") + String(decoding: result, as: UTF8.self)
    }
}
