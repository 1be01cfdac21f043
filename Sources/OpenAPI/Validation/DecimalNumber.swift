/// A number of JSON with all its digits, for comparing and dividing exactly.
struct DecimalNumber: Comparable {
    /// Whether it is below zero.
    private var isNegative: Bool
    /// The digits without zeros at either end; empty for zero.
    private var digits: [UInt8]
    /// The power of ten of the last digit.
    private var exponent: Int

    /// Reads the text of a number; nil when it is none, or has an exponent beyond all use.
    init?(_ text: String) {
        var rest = Array(text.utf8)[...]
        isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        digits = []
        exponent = 0
        var seen = false
        var isFraction = false
        while let byte = rest.first {
            if byte >= 0x30 && byte <= 0x39 {
                digits.append(byte - 0x30)
                seen = true
                if isFraction { exponent -= 1 }
            } else if byte == UInt8(ascii: "."), !isFraction {
                isFraction = true
            } else {
                break
            }
            rest = rest.dropFirst()
        }
        if let byte = rest.first {
            guard byte | 0x20 == UInt8(ascii: "e"),
                let power = Int(String(decoding: rest.dropFirst(), as: UTF8.self)), power.magnitude < 1_000_000
            else { return nil }
            exponent += power
        }
        guard seen else { return nil }
        while digits.last == 0 {
            digits.removeLast()
            exponent += 1
        }
        digits = Array(digits.drop { $0 == 0 })
        if digits.isEmpty { (isNegative, exponent) = (false, 0) }
    }

    /// The number of a bound.
    init?(_ bound: Schema.Bound) { self.init(bound.description) }

    /// Whether it has no fraction: `1.0` is whole.
    var isWhole: Bool { exponent >= 0 }

    /// The nearest whole number that is not less, or not greater.
    func rounded(up: Bool) -> DecimalNumber {
        guard !isWhole else { return self }
        var result = self
        result.digits = Array(digits.dropLast(-exponent))
        result.exponent = 0
        if up != isNegative {
            var index = result.digits.endIndex - 1
            while index >= 0, result.digits[index] == 9 {
                result.digits[index] = 0
                index -= 1
            }
            if index >= 0 { result.digits[index] += 1 } else { result.digits.insert(1, at: 0) }
        }
        while result.digits.last == 0 {
            result.digits.removeLast()
            result.exponent += 1
        }
        if result.digits.isEmpty { (result.isNegative, result.exponent) = (false, 0) }
        return result
    }

    static func < (left: DecimalNumber, right: DecimalNumber) -> Bool {
        if left.isNegative != right.isNegative { return left.isNegative }
        let isLess = magnitudeIsLess(left, right)
        return left.isNegative ? magnitudeIsLess(right, left) : isLess
    }

    private static func magnitudeIsLess(_ left: DecimalNumber, _ right: DecimalNumber) -> Bool {
        if left.digits.isEmpty || right.digits.isEmpty { return left.digits.isEmpty && !right.digits.isEmpty }
        let places = (left.digits.count + left.exponent, right.digits.count + right.exponent)
        if places.0 != places.1 { return places.0 < places.1 }
        return left.digits.lexicographicallyPrecedes(right.digits)
    }

    /// Whether it is a whole number that a type can hold.
    func fits<Integer: FixedWidthInteger>(_ type: Integer.Type) -> Bool {
        guard isWhole, exponent <= 20, digits.count + exponent <= 20 else { return digits.isEmpty }
        let text = digits.map { String($0) }.joined() + String(repeating: "0", count: exponent)
        return digits.isEmpty || Integer((isNegative ? "-" : "") + text) != nil
    }

    /// Whether dividing leaves no remainder; false by zero.
    func isMultiple(of divisor: DecimalNumber) -> Bool {
        guard !divisor.digits.isEmpty else { return false }
        guard !digits.isEmpty else { return true }
        // Neither ends with a zero, so what ends at a lower place is no multiple.
        guard exponent >= divisor.exponent else { return false }
        // A power of ten divides by no more of a divisor than its powers of two and of five, which are at most as many as
        // it has binary digits.
        let zeros = min(exponent - divisor.exponent, divisor.digits.count * 4)
        guard let modulus = Self.word(divisor.digits) else {
            return Self.isMultiple(digits + [UInt8](repeating: 0, count: zeros), of: divisor.digits)
        }
        var remainder: UInt64 = 0
        func push(_ digit: UInt8) {
            let product = remainder.multipliedFullWidth(by: 10)
            let (low, carry) = product.low.addingReportingOverflow(UInt64(digit))
            remainder = modulus.dividingFullWidth((product.high + (carry ? 1 : 0), low)).remainder
        }
        for digit in digits { push(digit) }
        for _ in 0..<zeros { push(0) }
        return remainder == 0
    }

    /// The least positive number that is a multiple of each of some positive ones; nil for none of them, and where it is too
    /// long for a word.
    static func leastCommonMultiple(of numbers: [DecimalNumber]) -> DecimalNumber? {
        guard let last = numbers.map(\.exponent).min() else { return nil }
        var result: UInt64 = 1
        for number in numbers {
            let zeros = number.exponent - last
            guard zeros < 20, let value = word(number.digits + [UInt8](repeating: 0, count: zeros)), value > 0 else {
                return nil
            }
            var (divisor, rest) = (result, value)
            while rest > 0 { (divisor, rest) = (rest, divisor % rest) }
            let (product, isTooLong) = (result / divisor).multipliedReportingOverflow(by: value)
            if isTooLong { return nil }
            result = product
        }
        return DecimalNumber("\(result)e\(last)")
    }

    /// Divides as on paper, where the divisor is too long for a word.
    private static func isMultiple(_ digits: [UInt8], of divisor: [UInt8]) -> Bool {
        // Without zeros before them.
        var remainder: [UInt8] = []
        for digit in digits {
            if digit > 0 || !remainder.isEmpty { remainder.append(digit) }
            while remainder.count > divisor.count
                || remainder.count == divisor.count && !remainder.lexicographicallyPrecedes(divisor)
            {
                subtract(divisor, from: &remainder)
            }
        }
        return remainder.isEmpty
    }

    private static func subtract(_ less: [UInt8], from more: inout [UInt8]) {
        var borrowed: UInt8 = 0
        for offset in 0..<more.count {
            let index = more.count - 1 - offset
            let taken = (offset < less.count ? less[less.count - 1 - offset] : 0) + borrowed
            borrowed = more[index] < taken ? 1 : 0
            more[index] = more[index] + borrowed * 10 - taken
        }
        more = Array(more.drop { $0 == 0 })
    }

    private static func word(_ digits: [UInt8]) -> UInt64? {
        var value: UInt64 = 0
        for digit in digits {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(UInt64(digit))
            if overflow || carry { return nil }
            value = sum
        }
        return value
    }
}
