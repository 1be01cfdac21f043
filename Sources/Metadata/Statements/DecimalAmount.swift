/// An exact decimal number, `unscaled × 10^-scale`, such as 1234 with scale 2 for 12.34.
///
/// It's kept as two words. Swift 6.3.1 corrupts an async function's frame when it passes a value of 16-byte alignment,
/// as `Int128` is, in debug builds; so no `Int128` is stored here, and none should live in an async function.
public struct DecimalAmount: Hashable, Sendable {
    private let high: Int64
    private let low: UInt64

    /// All digits as one integer.
    public var unscaled: Int128 { Int128(high) << 64 | Int128(low) }

    /// Digits after the point, 0 to 38.
    public let scale: Int

    /// The amount; nil when `scale` is outside 0...38.
    public init?(unscaled: Int128, scale: Int) {
        guard (0...38).contains(scale) else { return nil }
        high = Int64(truncatingIfNeeded: unscaled >> 64)
        low = UInt64(truncatingIfNeeded: unscaled)
        self.scale = scale
    }

    /// A whole number.
    public init(_ whole: Int64) {
        high = whole < 0 ? -1 : 0
        low = UInt64(truncatingIfNeeded: whole)
        scale = 0
    }

    /// Appends PostgreSQL's binary `numeric`: count of digits, weight, sign, display scale, then digits base 10,000.
    ///
    /// The digits are aligned at the point: with `scale` 2 the last group holds two digits and two zeros. Zero has no
    /// digits, leading and trailing zero groups are left out, as `numeric_send` does.
    func appendBinary(to bytes: inout [UInt8]) {
        let padding = (4 - scale % 4) % 4
        let fractionGroups = (scale + padding) / 4
        withUnsafeTemporaryAllocation(of: UInt16.self, capacity: 12) { groups in
            // 2^127 has 39 digits: with 3 of padding at most 11 groups.
            var rest = unscaled.magnitude
            var count = 0
            if padding > 0, rest > 0 {
                let lowest: [UInt128] = [1, 1000, 100, 10]  // 10^(4 - padding)
                let multiplier: [UInt128] = [1, 10, 100, 1000]  // 10^padding
                let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: lowest[padding])
                groups[0] = UInt16(truncatingIfNeeded: remainder * multiplier[padding])
                rest = quotient
                count = 1
            }
            // Machine words are many times faster than 128 bits: go down to them as soon as the rest fits.
            while rest > UInt128(UInt64.max) {
                let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 10_000)
                groups[count] = UInt16(truncatingIfNeeded: remainder)
                rest = quotient
                count += 1
            }
            var word = UInt64(truncatingIfNeeded: rest)
            while word > 0 {
                groups[count] = UInt16(truncatingIfNeeded: word % 10_000)
                word /= 10_000
                count += 1
            }
            // groups[0] is the last group; its power of 10,000 is -fractionGroups.
            var first = 0
            while first < count, groups[first] == 0 { first += 1 }
            while count > first, groups[count - 1] == 0 { count -= 1 }
            let weight = count > first ? count - 1 - fractionGroups : 0
            bytes.append(bigEndian: UInt16(truncatingIfNeeded: count - first))
            bytes.append(bigEndian: Int16(truncatingIfNeeded: weight))
            bytes.append(bigEndian: unscaled < 0 ? UInt16(0x4000) : 0)
            bytes.append(bigEndian: UInt16(truncatingIfNeeded: scale))
            var index = count
            while index > first {
                index -= 1
                bytes.append(bigEndian: groups[index])
            }
        }
    }
}

extension DecimalAmount: CustomStringConvertible {
    /// The number in plain decimal notation with exactly `scale` digits after the point.
    public var description: String {
        var digits = String(unscaled.magnitude)
        if scale > 0 {
            if digits.utf8.count <= scale {
                digits = String(repeating: "0", count: scale + 1 - digits.utf8.count) + digits
            }
            digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -scale))
        }
        return unscaled < 0 ? "-" + digits : digits
    }
}
