extension JSONValue: Hashable {
    /// Whether two values are the same to JSON Schema.
    public static func == (left: JSONValue, right: JSONValue) -> Bool { left.isEqual(right) }

    /// Hashes what makes values equal.
    public func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }
}

extension JSONValue {
    /// Whether two values are the same to JSON Schema: numbers by their value, objects without regard to order.
    public func isEqual(_ other: JSONValue) -> Bool {
        switch (self, other) {
        case (.null, .null): return true
        case (.boolean(let left), .boolean(let right)): return left == right
        case (.string(let left), .string(let right)): return left.unicodeScalars.elementsEqual(right.unicodeScalars)
        case (.number(let left), .number(let right)):
            guard let first = DecimalNumber(formatted: left), let second = DecimalNumber(formatted: right) else {
                return left == right
            }
            return first == second
        case (.array(let left), .array(let right)):
            return left.count == right.count && zip(left, right).allSatisfy { $0.isEqual($1) }
        case (.object(let left), .object(let right)):
            return left.count == right.count
                && left.allSatisfy { name, value in right[name].map { value.isEqual($0) } ?? false }
        default: return false
        }
    }

    /// A number that is the same for equal values.
    var fingerprint: Int {
        var hasher = Hasher()
        switch self {
        case .null: hasher.combine(0)
        case .boolean(let flag): hasher.combine(flag)
        case .number(let text): hasher.combine(Double(text) ?? 0)
        case .string(let text): for scalar in text.unicodeScalars { hasher.combine(scalar) }
        case .array(let elements): for element in elements { hasher.combine(element.fingerprint) }
        case .object(let members):
            var sum = 0
            for (name, value) in members {
                var member = Hasher()
                for scalar in name.unicodeScalars { member.combine(scalar) }
                member.combine(value.fingerprint)
                sum &+= member.finalize()
            }
            hasher.combine(sum)
        }
        return hasher.finalize()
    }

    /// Whether the value is of a type of JSON Schema; `1.0` is an integer.
    func isOfType(_ name: String) -> Bool {
        switch (self, name) {
        case (.null, "null"), (.boolean, "boolean"), (.string, "string"), (.array, "array"), (.object, "object"),
            (.number, "number"):
            true
        case (.number(let text), "integer"): DecimalNumber(formatted: text)?.isWhole ?? false
        default: false
        }
    }

    /// Whether two of several values are equal.
    static func haveTwins(_ elements: [JSONValue]) -> Bool {
        var seen: [Int: [JSONValue]] = [:]
        for element in elements {
            let fingerprint = element.fingerprint
            if seen[fingerprint]?.contains(where: element.isEqual) == true { return true }
            seen[fingerprint, default: []].append(element)
        }
        return false
    }
}
