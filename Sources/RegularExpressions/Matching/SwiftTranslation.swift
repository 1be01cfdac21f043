/// Writes an expression as the engine of the standard library reads it.
struct SwiftTranslation {
    private static let greatestCount = 65_535

    private var groupCount = 0
    private var numbers: [String: Int] = [:]
    /// The alternatives and optional parts that the place which is read stands in.
    private var choices: [Int] = []
    private var choiceCount = 0
    /// Those of the groups that have ended, by their numbers.
    private var groupChoices: [Int: [Int]] = [:]

    mutating func text(of node: Node) throws(RegularExpressionError) -> String {
        switch node {
        case .set(let set): return Self.text(of: set)
        case .sequence(let parts):
            var text = ""
            for part in parts { text += try self.text(of: part) }
            return text
        case .alternatives(let alternatives):
            var texts: [String] = []
            for alternative in alternatives { texts.append(try choice(alternative)) }
            return "(?:\(texts.joined(separator: "|")))"
        case .repetition(let part, let minimum, let maximum):
            guard max(minimum, maximum ?? 0) <= Self.greatestCount else {
                throw RegularExpressionError(
                    reason: "beside a backreference nothing can stand more than \(Self.greatestCount) times",
                    offset: nil)
            }
            let text = minimum == 0 ? try choice(part) : try text(of: part)
            return "(?:\(text)){\(minimum),\(maximum.map(String.init) ?? "")}"
        case .assertion(.start): return "\\A"
        case .assertion(.end): return "\\z"
        case .assertion(.wordBoundary): return "\\b"
        case .assertion(.noWordBoundary): return "\\B"
        case .look(let look, let isNegated) where !look.isBehind:
            return "(?\(isNegated ? "!" : "=")\(isNegated ? try choice(look.node) : try text(of: look.node)))"
        case .look:
            throw RegularExpressionError(
                reason: "beside a backreference nothing can be said of what stands behind", offset: nil)
        case .group(let inside, let name):
            groupCount += 1
            let number = groupCount
            if let name, numbers[name] == nil { numbers[name] = number }
            let text = try text(of: inside)
            groupChoices[number] = choices
            return "(\(text))"
        case .reference(.number(let number)): return try reference(to: number, called: String(number))
        case .reference(.name(let name)): return try reference(to: numbers[name], called: name)
        }
    }

    /// That engine fails where a group has matched nothing, and ECMA 262 (section 22.2.2.9) goes on, so such a place is none.
    private func reference(to number: Int?, called name: String) throws(RegularExpressionError) -> String {
        guard let number, let group = groupChoices[number] else {
            throw RegularExpressionError(reason: "the backreference to '\(name)' stands before its group", offset: nil)
        }
        guard choices.starts(with: group) else {
            throw RegularExpressionError(
                reason: "the group '\(name)' may be left out where the backreference to it stands", offset: nil)
        }
        return "(?:\\\(number))"
    }

    /// A part that need not take part in a match.
    private mutating func choice(_ node: Node) throws(RegularExpressionError) -> String {
        choiceCount += 1
        choices.append(choiceCount)
        defer { choices.removeLast() }
        return try text(of: node)
    }

    private static func text(of set: ScalarSet) -> String {
        let ranges = set.ranges.flatMap { range -> [ClosedRange<UInt32>] in
            let surrogates: ClosedRange<UInt32> = 0xD800...0xDFFF
            guard range.overlaps(surrogates) else { return [range] }
            return [(range.lowerBound, 0xD7FF), (0xE000, range.upperBound)].filter { $0.0 <= $0.1 }.map { $0.0...$0.1 }
        }
        let items =
            ranges.flatMap(items(of:)) + set.properties.map { "\\\($0.isNegated ? "P" : "p"){\($0.name)}" }
        if items.isEmpty { return set.isNegated ? "[\\u{0}-\\u{10FFFF}]" : "(?!)" }
        return "[\(set.isNegated ? "^" : "")\(items.joined())]"
    }

    /// A range as a class has it. That engine takes no bound that has another canonical form, such as U+2000, so such
    /// characters stand beside the range.
    private static func items(of range: ClosedRange<UInt32>) -> [String] {
        let character = { (value: UInt32) in "\\u{\(String(value, radix: 16))}" }
        let isBound = { (value: UInt32) in (try? Regex("[\(character(value))-\(character(value))]")) != nil }
        var low = range.lowerBound
        var high = range.upperBound
        var items: [String] = []
        while low < high, !isBound(low) {
            items.append(character(low))
            low += 1
        }
        while low < high, !isBound(high) {
            items.append(character(high))
            high -= 1
        }
        return items + [low == high ? character(low) : "\(character(low))-\(character(high))"]
    }
}
