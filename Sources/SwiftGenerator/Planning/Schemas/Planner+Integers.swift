import OpenAPI

extension Planner {
    private static let keywordsOfIntegers: Set = [
        "type", "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
    ]

    /// The type of an integer: that of its format; without one, the 64 bits that hold what its bounds allow.
    func integer(_ schema: Schema) -> Carrier {
        var carried = Self.keywordsOfIntegers
        let least = Self.whole(schema.minimum, "minimum", of: schema, .up)
        let above = Self.whole(schema.exclusiveMinimum, "exclusiveMinimum", of: schema, .down)
        let greatest = Self.whole(schema.maximum, "maximum", of: schema, .down)
        let below = Self.whole(schema.exclusiveMaximum, "exclusiveMaximum", of: schema, .up)
        var minimum = [least, above.map { $0 == .max ? $0 : $0 + 1 }].compactMap(\.self).max()
        var maximum = [greatest, below.map { $0 == .min ? $0 : $0 - 1 }].compactMap(\.self).min()
        let isUnsigned = minimum.map { $0 >= 0 && (maximum ?? $0) > Int128(Int64.max) } ?? false
        let type = schema.format.flatMap { Formats.ofIntegers[$0] } ?? (isUnsigned ? "UInt64" : "Int64")
        let range = Self.range(ofInteger: type)
        // A bound that the type has by itself needs no word; one beyond it allows nothing, which a rule says.
        if let value = minimum, value > range.upperBound {
            minimum = nil
            carried.subtract(["minimum", "exclusiveMinimum"])
        }
        if let value = maximum, value < range.lowerBound {
            maximum = nil
            carried.subtract(["maximum", "exclusiveMaximum"])
        }
        let multiple = Self.multiple(of: schema).flatMap { $0 <= range.upperBound ? $0 : nil }
        if multiple != nil { carried.insert("multipleOf") }
        return Carrier(
            type: .integer(
                type: type, minimum: minimum.flatMap { $0 < range.lowerBound ? nil : String($0) },
                maximum: maximum.flatMap { $0 > range.upperBound ? nil : String($0) },
                multipleOf: multiple.map { String($0) }),
            keywords: carried)
    }

    /// The values of an integer type.
    static func range(ofInteger type: String) -> ClosedRange<Int128> {
        switch type {
        case "Int32": Int128(Int32.min)...Int128(Int32.max)
        case "UInt32": 0...Int128(UInt32.max)
        case "UInt64": 0...Int128(UInt64.max)
        default: Int128(Int64.min)...Int128(Int64.max)
        }
    }

    /// The whole number next to a bound; one beyond 128 bits is the outermost of them.
    private static func whole(
        _ bound: Schema.Bound?, _ keyword: String, of schema: Schema, _ rule: FloatingPointRoundingRule
    ) -> Int128? {
        switch bound {
        case .integer(let value): Int128(value)
        case .number(let value):
            // A whole number beyond 64 bits has more digits than a double.
            Int128(schema.digits(of: .number(value), at: keyword))
                ?? Int128(exactly: value.rounded(rule)) ?? (value < 0 ? .min : .max)
        case nil: nil
        }
    }

    /// `multipleOf` as a whole number, as `1.0` and `1e3` are.
    private static func multiple(of schema: Schema) -> Int128? {
        switch schema.multipleOf {
        case .integer(let value): Int128(value)
        case .number(let value):
            Int128(schema.digits(of: .number(value), at: "multipleOf"))
                ?? (value.magnitude < 0x1p53 ? Int128(exactly: value) : nil)
        case nil: nil
        }
    }
}
