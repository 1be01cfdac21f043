/// Finds what two dialects of regular expressions read in different ways.
///
/// The contract's dialect is ECMA 262 in Unicode mode; the server runs Swift's engine. A pattern that both compile and
/// understand differently would make the server check something else than the contract says, so it is refused.
struct PatternDialect {
    private var rest: ArraySlice<Unicode.Scalar>
    private var follows = Token.start

    private enum Token {
        case start
        case atom
        case quantifier
    }

    private init(_ source: String) {
        rest = Array(source.unicodeScalars)[...]
    }

    /// What to write in another way, or nil when both dialects agree.
    static func objection(to source: String) -> String? {
        var dialect = PatternDialect(source)
        while let scalar = dialect.rest.popFirst() {
            if let objection = dialect.objection(at: scalar) { return objection }
        }
        return nil
    }

    /// A pattern as Swift reads it: inside a class `[`, `&&`, `--` and `~~` stand for themselves in ECMA 262.
    ///
    /// `Pattern` of the runtime does the same and more before it compiles; here it only is tried whether it can.
    static func swiftText(of source: String) -> String {
        var result = String.UnicodeScalarView()
        var isEscaped = false
        var isInClass = false
        var previous: Unicode.Scalar?
        for scalar in source.unicodeScalars {
            let isDoubled = previous == scalar && ["&", "-", "~"].contains(scalar)
            if isInClass, !isEscaped, scalar == "[" || isDoubled { result.append("\\") }
            result.append(scalar)
            if isEscaped {
                isEscaped = false
            } else {
                isEscaped = scalar == "\\"
                if scalar == "[" { isInClass = true }
                if scalar == "]" { isInClass = false }
            }
            previous = scalar
        }
        return String(result)
    }

    private mutating func objection(at scalar: Unicode.Scalar) -> String? {
        let previous = follows
        follows = .atom
        switch scalar {
        case "\\": return escapeObjection(escapes: "dDwWsSbBtnrfxupPk")
        case "[": return classObjection()
        case "(": return groupObjection()
        case "{":
            follows = .quantifier
            return quantifierObjection()
        case "+" where previous == .quantifier: return "possessive quantifiers are not of ECMA 262"
        case "*", "+", "?": follows = .quantifier
        default: break
        }
        return nil
    }

    private mutating func escapeObjection(escapes: String) -> String? {
        guard let next = rest.popFirst(), next.properties.isAlphabetic else { return nil }
        if rest.first == "{", ["p", "P", "u"].contains(next) { rest = rest.drop { $0 != "}" }.dropFirst() }
        return escapes.unicodeScalars.contains(next) ? nil : "the escape '\\\(next)' has another meaning elsewhere"
    }

    private mutating func groupObjection() -> String? {
        follows = .start
        let next = String(String.UnicodeScalarView(rest.prefix(3)))
        if next.hasPrefix("*") { return "'(*' is not of ECMA 262" }
        guard next.hasPrefix("?") else { return nil }
        rest = rest.dropFirst()
        return ["?:", "?=", "?!", "?<"].contains(where: next.hasPrefix) ? nil : "'(\(next)' is not of ECMA 262"
    }

    /// Reads `n}`, `n,}` or `n,m}`.
    private mutating func quantifierObjection() -> String? {
        let inside = rest.prefix { $0 != "}" }
        let parts = inside.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
        let isNumber = { (part: ArraySlice<Unicode.Scalar>) in part.allSatisfy { ("0"..."9").contains($0) } }
        guard rest.count > inside.count, parts.first?.isEmpty == false, parts.allSatisfy(isNumber) else {
            return "escape '{' where it is no quantifier"
        }
        rest = rest.dropFirst(inside.count + 1)
        return nil
    }

    private mutating func classObjection() -> String? {
        if rest.first == "^" { rest = rest.dropFirst() }
        if rest.first == "]" { return "escape ']' at the beginning of a class" }
        while let scalar = rest.popFirst() {
            switch scalar {
            case "]": return nil
            case "\\":
                if let objection = escapeObjection(escapes: "dDwWsStnrfxupP") { return objection }
            default: break
            }
        }
        return nil
    }
}
