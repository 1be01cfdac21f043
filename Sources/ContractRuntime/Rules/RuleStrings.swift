import FoundationEssentials

/// Holds strings and numbers against rules.
enum RuleStrings {
    static func check(
        _ text: String, _ rule: RuleNode, _ pointer: String, _ outcome: inout RuleEvaluation.Outcome
    ) {
        if rule.lengths.isBounding {
            let length = text.unicodeScalars.count
            if length < rule.lengths.lowerBound {
                outcome.report("minLength", "is shorter than \(rule.lengths.lowerBound) characters", at: pointer)
            }
            if length > rule.lengths.upperBound {
                outcome.report("maxLength", "is longer than \(rule.lengths.upperBound) characters", at: pointer)
            }
        }
        if let pattern = rule.pattern, !pattern.matches(text) {
            outcome.report("pattern", "does not match the pattern \(pattern.source)", at: pointer)
        }
        if let format = rule.format.flatMap({ formats[$0] }), !format.holds(text) {
            outcome.report("format", "is not \(format.description)", at: pointer)
        }
    }

    static func check(
        number text: String, _ rule: RuleNode, _ pointer: String, _ outcome: inout RuleEvaluation.Outcome
    ) {
        guard let value = DecimalNumber(formatted: text) else {
            return outcome.report("format", "is a number beyond all bounds", at: pointer)
        }
        let bounds = rule.numbers
        if let bound = bounds.minimum, value < bound {
            outcome.report("minimum", "is less than \(bound)", at: pointer)
        }
        if let bound = bounds.maximum, value > bound {
            outcome.report("maximum", "is greater than \(bound)", at: pointer)
        }
        if let bound = bounds.exclusiveMinimum, value <= bound {
            outcome.report("exclusiveMinimum", "is not greater than \(bound)", at: pointer)
        }
        if let bound = bounds.exclusiveMaximum, value >= bound {
            outcome.report("exclusiveMaximum", "is not less than \(bound)", at: pointer)
        }
        if let multiple = bounds.multipleOf, !value.isMultiple(of: multiple) {
            outcome.report("multipleOf", "is not a multiple of \(multiple)", at: pointer)
        }
        func fits<Value: FixedWidthInteger>(_ type: Value.Type) {
            if JSONNumberToken.wholeDigits(of: text).flatMap({ Value($0) }) != nil { return }
            let sign = Value.isSigned ? "" : " without a sign"
            outcome.report("format", "does not fit \(Value.bitWidth) bits\(sign)", at: pointer)
        }
        switch rule.format {
        case "int32": fits(Int32.self)
        case "int64": fits(Int64.self)
        case "uint32": fits(UInt32.self)
        case "uint64": fits(UInt64.self)
        default: break
        }
    }

    private struct Format: Sendable {
        var description: String
        var holds: @Sendable (String) -> Bool

        init<Value: StringFormat>(_ type: Value.Type) {
            description = type.formatDescription
            holds = { Value(formatted: $0) != nil }
        }
    }

    private static let formats: [String: Format] = [
        "uuid": Format(UUID.self), "date-time": Format(Date.self), "date": Format(FullDate.self),
        "time": Format(FullTime.self), "duration": Format(CalendarDuration.self), "email": Format(EmailAddress.self),
        "hostname": Format(Hostname.self), "ipv4": Format(IPv4Address.self), "ipv6": Format(IPv6Address.self),
        "uri": Format(URI.self), "uri-reference": Format(URIReference.self),
        "byte": Format(Base64Bytes.self), "base64url": Format(Base64URLBytes.self),
        "decimal": Format(DecimalNumber.self),
    ]
}
