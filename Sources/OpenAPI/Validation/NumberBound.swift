/// The one bound on a side that the numbers of a schema are held to.
struct NumberBound: Equatable {
    var keyword: String
    var digits: String
    var value: DecimalNumber
    var isExclusive: Bool
    var isLower: Bool

    /// The narrower of a bound that is allowed itself and one that is not.
    init?(of schema: Schema, isLower: Bool) {
        let keywords = isLower ? ["minimum", "exclusiveMinimum"] : ["maximum", "exclusiveMaximum"]
        let bounds =
            isLower
            ? [schema.minimum, schema.exclusiveMinimum] : [schema.maximum, schema.exclusiveMaximum]
        let found = zip(keywords, bounds).enumerated().compactMap { index, entry -> NumberBound? in
            guard let bound = entry.1 else { return nil }
            let digits = schema.digits(of: bound, at: entry.0)
            return DecimalNumber(digits).map {
                NumberBound(
                    keyword: entry.0, digits: digits, value: $0, isExclusive: index == 1, isLower: isLower)
            }
        }
        guard let first = found.first else { return nil }
        self = found.dropFirst().reduce(first) { $1.isNarrower(than: $0) ? $1 : $0 }
        guard isExclusive, schema.types == [.integer],
            case .integer(let bound) = isLower ? schema.exclusiveMinimum : schema.exclusiveMaximum
        else { return }
        // The next whole number is the bound itself.
        let (next, isBeyond) = isLower ? bound.addingReportingOverflow(1) : bound.subtractingReportingOverflow(1)
        if !isBeyond, let value = DecimalNumber("\(next)") { (self.value, isExclusive) = (value, false) }
    }

    private init(keyword: String, digits: String, value: DecimalNumber, isExclusive: Bool, isLower: Bool) {
        (self.keyword, self.digits, self.value) = (keyword, digits, value)
        (self.isExclusive, self.isLower) = (isExclusive, isLower)
    }

    /// The bound of the whole numbers that it allows.
    var whole: NumberBound {
        guard !value.isWhole else { return self }
        var result = self
        (result.value, result.isExclusive) = (value.rounded(up: isLower), false)
        return result
    }

    func isNarrower(than other: NumberBound) -> Bool {
        if value == other.value { return isExclusive && !other.isExclusive }
        return isLower ? value > other.value : value < other.value
    }

    static func == (left: NumberBound, right: NumberBound) -> Bool {
        left.value == right.value && left.isExclusive == right.isExclusive
    }
}
