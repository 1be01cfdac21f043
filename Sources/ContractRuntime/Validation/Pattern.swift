/// A regular expression of the contract, compiled once.
///
/// The contract's dialect is ECMA 262; what both dialects share is read by Swift's own engine, by Unicode scalars.
/// The generator refuses a pattern that this engine cannot compile.
public struct Pattern: @unchecked Sendable {
    // Sendable by proof: the expression is compiled from text alone, so it holds no closure, and it is never changed
    // after initialisation; matching reads it only.
    private let expression: Regex<AnyRegexOutput>?

    /// The expression as the contract has it.
    public let source: String

    /// Compiles an expression.
    ///
    /// - Throws: When the expression is not one.
    public init(_ source: String) throws {
        self.source = source
        expression = try Regex(Self.translate(source)).matchingSemantics(.unicodeScalar).asciiOnlyDigits()
            .asciiOnlyWordCharacters().wordBoundaryKind(.simple)
    }

    /// Compiles an expression that the generator has compiled before; one that does not compile matches nothing.
    public init(checked source: String) {
        if let pattern = try? Pattern(source) {
            self = pattern
        } else {
            self.source = source
            expression = nil
        }
    }

    /// Whether the expression matches somewhere in a string.
    public func matches(_ string: String) -> Bool {
        guard let expression else { return false }
        return (try? expression.firstMatch(in: string)) ?? nil != nil
    }

    /// Rewrites what ECMA 262 and Swift read in different ways: `$` is the end and nothing else, `.` is anything but the
    /// four line terminators, and inside a class `[`, `&&`, `--` and `~~` stand for themselves.
    private static func translate(_ source: String) -> String {
        var result = ""
        var isEscaped = false
        var isInClass = false
        var previous: Unicode.Scalar?
        for character in source.unicodeScalars {
            defer { previous = character }
            switch character {
            case _ where isEscaped: isEscaped = false
            case "\\": isEscaped = true
            case "[" where isInClass: result += "\\"
            case "&" where isInClass && previous == character, "-" where isInClass && previous == character,
                "~" where isInClass && previous == character:
                result += "\\"
            case "[": isInClass = true
            case "]": isInClass = false
            case "$" where !isInClass:
                result += "\\z"
                continue
            case "." where !isInClass:
                result += "[^\\n\\r\\u2028\\u2029]"
                continue
            default: break
            }
            result.unicodeScalars.append(character)
        }
        return result
    }
}
