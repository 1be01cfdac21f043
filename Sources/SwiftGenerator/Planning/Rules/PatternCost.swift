/// Finds patterns that can take time without bound on text that was made to make them.
///
/// Engines that go back over a text try every way to share it out. Where a group repeats whose inside repeats too, and no
/// other character must stand between, the ways double with every character: `(a+)+`, `(\w+\s?)*`.
struct PatternCost {
    /// What has been read of a group, or of one of its alternatives.
    private struct Branch {
        var repeats = false
        /// Whether something must stand there once, so that there is one way to share the text out.
        var hasFixed = false
        /// Whether the same holds of an alternative that came before.
        var wasAmbiguous = false

        var isAmbiguous: Bool { wasAmbiguous || repeats && !hasFixed }
    }

    private var rest: ArraySlice<Unicode.Scalar>
    private var branches = [Branch()]

    private init(_ source: String) {
        rest = Array(source.unicodeScalars)[...]
    }

    /// Whether a repeated group holds nothing but what repeats itself.
    static func isUnbounded(_ source: String) -> Bool {
        var cost = PatternCost(source)
        while let scalar = cost.rest.popFirst() {
            if cost.isUnbounded(at: scalar) { return true }
        }
        return false
    }

    private mutating func isUnbounded(at scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "(":
            branches.append(Branch())
            if rest.first == "?" {
                rest = rest.dropFirst()
                let name = rest.prefix { $0 != ">" && $0 != ")" }
                let isNamed = rest.first == "<" && !["=", "!"].contains(rest.dropFirst().first)
                rest = rest.dropFirst(isNamed ? name.count + 1 : rest.first == "<" ? 2 : 1)
            }
        case ")":
            let inner = branches.count > 1 ? branches.removeLast() : Branch()
            let (isRepeated, isOptional) = quantifier()
            if isRepeated, inner.isAmbiguous { return true }
            note(repeats: isRepeated || inner.repeats, isFixed: !isOptional && !isRepeated && !inner.isAmbiguous)
        case "|": alternative()
        case "^", "$": break
        case "\\":
            let escaped = rest.popFirst()
            if rest.first == "{", escaped == "p" || escaped == "P" || escaped == "u" {
                rest = rest.drop { $0 != "}" }.dropFirst()
            }
            if escaped != "b", escaped != "B" { atom() }
        case "[":
            while let next = rest.popFirst(), next != "]" { if next == "\\" { rest = rest.dropFirst() } }
            atom()
        default: atom()
        }
        return false
    }

    private mutating func atom() {
        let (isRepeated, isOptional) = quantifier()
        note(repeats: isRepeated, isFixed: !isOptional && !isRepeated)
    }

    private mutating func note(repeats: Bool, isFixed: Bool) {
        guard var branch = branches.popLast() else { return }
        branch.repeats = branch.repeats || repeats
        branch.hasFixed = branch.hasFixed || isFixed
        branches.append(branch)
    }

    private mutating func alternative() {
        guard let branch = branches.popLast() else { return }
        branches.append(Branch(wasAmbiguous: branch.isAmbiguous))
    }

    /// Reads what says how often something stands, lazily or not.
    private mutating func quantifier() -> (isRepeated: Bool, isOptional: Bool) {
        var result = (isRepeated: false, isOptional: false)
        switch rest.first {
        case "*": result = (true, true)
        case "+": result = (true, false)
        case "?": result = (false, true)
        case "{":
            let inside = rest.dropFirst().prefix { $0 != "}" }
            result = (inside.last == ",", inside.first == "0")
            rest = rest.dropFirst(inside.count + 1)
        default: return result
        }
        rest = rest.dropFirst()
        if rest.first == "?" { rest = rest.dropFirst() }
        return result
    }
}
