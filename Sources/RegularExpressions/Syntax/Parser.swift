/// Reads a regular expression of ECMA 262.
///
/// It reads what Unicode mode reads, and of what the older grammar allows besides (ECMA 262, annex B.1.2) what can mean
/// one thing alone: escaped punctuation, `]` and `}` for themselves, `-` beside a class. What other dialects have and
/// this one has not is refused, for its author meant something else than what it would say here.
struct Parser {
    private static let greatestDepth = 200

    let scalars: [Unicode.Scalar]
    var position = 0
    private var depth = 0
    private(set) var groupCount = 0
    private var lookCount = 0
    var references: [(reference: Reference, offset: Int)] = []
    private var groupNames: Set<String> = []
    /// The names of groups that a match of what is being read can have as well.
    private var namesBeside: Set<String> = []

    private init(_ source: String) {
        scalars = Array(source.unicodeScalars)
    }

    /// - Returns: The expression, and whether it holds backreferences.
    static func parse(_ source: String) throws(RegularExpressionError) -> (root: Node, hasReference: Bool) {
        var parser = Parser(source)
        let root = try parser.alternatives()
        if parser.peek != nil { throw parser.error("')' closes no group; escape it as '\\)'") }
        for (reference, offset) in parser.references where !parser.isDeclared(reference) {
            throw RegularExpressionError(reason: "there is no group that the backreference could mean", offset: offset)
        }
        return (root, !parser.references.isEmpty)
    }

    var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    mutating func next() -> Unicode.Scalar? {
        guard let scalar = peek else { return nil }
        position += 1
        return scalar
    }

    /// Reads a text if it stands here.
    mutating func take(_ text: String) -> Bool {
        let wanted = Array(text.unicodeScalars)
        guard scalars[position...].starts(with: wanted) else { return false }
        position += wanted.count
        return true
    }

    /// What is wrong with what begins some characters before the next one.
    func error(_ reason: String, back: Int = 0) -> RegularExpressionError {
        RegularExpressionError(reason: reason, offset: max(0, position - back))
    }

    private func isDeclared(_ reference: Reference) -> Bool {
        switch reference {
        case .number(let number): number <= groupCount
        case .name(let name): groupNames.contains(name)
        }
    }

    private mutating func alternatives() throws(RegularExpressionError) -> Node {
        depth += 1
        guard depth <= Self.greatestDepth else {
            throw error("more than \(Self.greatestDepth) groups stand within each other")
        }
        let before = namesBeside
        var result = [try sequence()]
        var after = namesBeside
        while take("|") {
            namesBeside = before
            result.append(try sequence())
            after.formUnion(namesBeside)
        }
        namesBeside = after
        depth -= 1
        return result.count == 1 ? result[0] : .alternatives(result)
    }

    private mutating func sequence() throws(RegularExpressionError) -> Node {
        var result: [Node] = []
        while let scalar = peek, scalar != "|", scalar != ")" {
            let atom = try term()
            result.append(try quantified(atom))
        }
        result = SurrogatePairs.joined(result)
        return result.count == 1 ? result[0] : .sequence(result)
    }

    private mutating func term() throws(RegularExpressionError) -> Node {
        guard let scalar = next() else { return .sequence([]) }
        switch scalar {
        case "^": return .assertion(.start)
        case "$": return .assertion(.end)
        case ".": return .set(.anyButLineTerminators)
        case "[": return .set(try characterClass())
        case "(": return try group()
        case "\\": return try escape()
        case "*", "+", "?": throw error("'\(scalar)' has nothing to repeat; escape it as '\\\(scalar)'", back: 1)
        case "{": throw error("'{' is no quantifier here; escape it as '\\{'", back: 1)
        default: return .set(ScalarSet(scalar.value))
        }
    }

    private mutating func group() throws(RegularExpressionError) -> Node {
        let start = position - 1
        if take("*") { throw error("'(*' is not of ECMA 262", back: 2) }
        var name: String?
        var isCapturing = false
        var look: (isBehind: Bool, isNegated: Bool)?
        if take("?:") {
        } else if take("?=") {
            look = (false, false)
        } else if take("?!") {
            look = (false, true)
        } else if take("?<=") {
            look = (true, false)
        } else if take("?<!") {
            look = (true, true)
        } else if take("?<") {
            name = try groupName()
            isCapturing = true
        } else if peek == "?" {
            let text = String(String.UnicodeScalarView(scalars[start...].prefix(3)))
            throw error("'\(text)' is not of ECMA 262", back: 1)
        } else {
            isCapturing = true
        }
        if isCapturing { groupCount += 1 }
        if let name {
            // Alternatives may share a name (ECMA 262, section 22.2.1.1).
            guard namesBeside.insert(name).inserted else {
                throw error("two groups are called '\(name)'; give one of them another name", back: name.count + 1)
            }
            groupNames.insert(name)
        }
        let inside = try alternatives()
        guard take(")") else { throw RegularExpressionError(reason: "'(' is not closed", offset: start) }
        if let look {
            lookCount += 1
            return .look(Look(node: inside, isBehind: look.isBehind, identifier: lookCount), isNegated: look.isNegated)
        }
        return isCapturing ? .group(inside, name: name) : .sequence([inside])
    }

    /// Reads a name and the `>` after it.
    mutating func groupName() throws(RegularExpressionError) -> String {
        let start = position
        while let scalar = peek, scalar != ">" {
            let isAllowed =
                scalar == "_" || scalar == "$"
                || (position == start ? scalar.properties.isIDStart : scalar.properties.isIDContinue)
            guard isAllowed else { throw error("a group's name is an identifier") }
            position += 1
        }
        let name = String(String.UnicodeScalarView(scalars[start..<position]))
        guard take(">"), !name.isEmpty else { throw error("a group's name is an identifier and ends with '>'") }
        return name
    }

    private mutating func quantified(_ atom: Node) throws(RegularExpressionError) -> Node {
        guard let quantifier = try quantifier() else { return atom }
        switch atom {
        case .assertion: throw error("what matches no character cannot be repeated", back: 1)
        case .look: throw error("what matches no character cannot be repeated", back: 1)
        default: break
        }
        _ = take("?")
        if peek == "+" { throw error("possessive quantifiers are not of ECMA 262") }
        return .repetition(atom, minimum: quantifier.minimum, maximum: quantifier.maximum)
    }

    private mutating func quantifier() throws(RegularExpressionError) -> (minimum: Int, maximum: Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        guard take("{") else { return nil }
        guard let minimum = number() else { throw error("'{' is no quantifier here; escape it as '\\{'", back: 1) }
        var maximum: Int? = minimum
        if take(",") { maximum = number() }
        guard take("}") else { throw error("a quantifier is '{2}', '{2,}' or '{2,3}'; escape '{' as '\\{'") }
        if let maximum, maximum < minimum {
            throw error("the quantifier's first number is the greater one", back: 1)
        }
        // So often no text holds anything.
        return (minimum, maximum == Int.max ? nil : maximum)
    }

    /// Digits; a number that is too large is the greatest there is.
    private mutating func number() -> Int? {
        var result: Int?
        while let scalar = peek, ("0"..."9").contains(scalar) {
            position += 1
            let (product, hasOverflown) = (result ?? 0).multipliedReportingOverflow(by: 10)
            let (sum, isTooLarge) = product.addingReportingOverflow(Int(scalar.value - 0x30))
            result = hasOverflown || isTooLarge || result == Int.max ? Int.max : sum
        }
        return result
    }
}
