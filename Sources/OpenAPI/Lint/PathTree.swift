/// Path templates by their segments, to find those that match the same requests without comparing each with each.
struct PathTree {
    /// A segment of a template: the texts before, between and after its parameters.
    private struct Segment: Hashable {
        /// One text where there is no parameter.
        var texts: [String]

        init(_ text: Substring) {
            texts = [""]
            var isInside = false
            for scalar in text.unicodeScalars {
                switch scalar {
                case "{" where !isInside: isInside = true
                case "}" where isInside:
                    isInside = false
                    texts.append("")
                default: if !isInside { texts[texts.count - 1].unicodeScalars.append(scalar) }
                }
            }
        }

        var isText: Bool { texts.count == 1 }

        /// How much of it is text; of two segments that both match the one with more is meant.
        private var weight: Int { isText ? .max : texts.reduce(0) { $0 + $1.utf8.count } }

        /// Whether some text fits both.
        func meets(_ other: Segment) -> Bool {
            if isText || other.isText {
                if isText, other.isText { return texts == other.texts }
                return isText ? other.fits(texts[0]) : fits(other.texts[0])
            }
            let (head, otherHead) = (texts[0].utf8, other.texts[0].utf8)
            let tail = (texts[texts.count - 1].utf8.reversed(), other.texts[other.texts.count - 1].utf8.reversed())
            return zip(head, otherHead).allSatisfy { $0 == $1 } && zip(tail.0, tail.1).allSatisfy { $0 == $1 }
        }

        /// Whether a text fits, each parameter taking at least one character.
        private func fits(_ text: String) -> Bool {
            guard let first = texts.first, let last = texts.last, text.hasPrefix(first) else { return false }
            var rest = text.dropFirst(first.count)
            for part in texts.dropFirst().dropLast() {
                guard !rest.isEmpty else { return false }
                rest = rest.dropFirst()
                guard !part.isEmpty else { continue }
                guard let range = rest.firstRange(of: part) else { return false }
                rest = rest[range.upperBound...]
            }
            return rest.count > last.count && rest.hasSuffix(last)
        }

        /// Which of two segments that meet is the more specific; neither where they are the same, both where that is open.
        func narrower(than other: Segment) -> (left: Bool, right: Bool) {
            if texts == other.texts { return (false, false) }
            return weight == other.weight ? (true, true) : (weight > other.weight, weight < other.weight)
        }
    }

    private struct Node {
        /// Those that are nothing but text, by it and in order.
        var texts: [Segment: Int] = [:]
        var orderedTexts: [(segment: Segment, node: Int)] = []
        var patterns: [(segment: Segment, node: Int)] = []
        var paths: [Int] = []
    }

    /// The most paths that one is said to be ambiguous with.
    private static let mostOthers = 8

    private var nodes = [Node()]

    init(_ paths: [String]) {
        for (number, path) in paths.enumerated() {
            var node = 0
            for segment in path.split(separator: "/").map(Segment.init) { node = child(of: node, segment) }
            nodes[node].paths.append(number)
        }
    }

    private mutating func child(of node: Int, _ segment: Segment) -> Int {
        let known =
            segment.isText
            ? nodes[node].texts[segment] : nodes[node].patterns.first { $0.segment == segment }?.node
        if let known { return known }
        nodes.append(Node())
        if segment.isText {
            nodes[node].texts[segment] = nodes.count - 1
            nodes[node].orderedTexts.append((segment, nodes.count - 1))
        } else {
            nodes[node].patterns.append((segment, nodes.count - 1))
        }
        return nodes.count - 1
    }

    /// The pairs of paths that some request fits both of, each being the more specific in some segment; the earlier first.
    func ambiguousPairs() -> [(Int, Int)] {
        var result: [(Int, Int)] = []
        var others: [Int: Int] = [:]
        var pending = [(left: 0, right: 0, leftIsNarrower: false, rightIsNarrower: false)]
        while let pair = pending.popLast() {
            if pair.leftIsNarrower, pair.rightIsNarrower {
                for left in nodes[pair.left].paths {
                    for right in nodes[pair.right].paths {
                        let (first, second) = (min(left, right), max(left, right))
                        guard others[second, default: 0] < Self.mostOthers else { continue }
                        others[second, default: 0] += 1
                        result.append((first, second))
                    }
                }
            }
            for (one, other) in meetings(pair.left, pair.right) {
                let narrower = one.segment.narrower(than: other.segment)
                pending.append(
                    (
                        one.node, other.node, pair.leftIsNarrower || narrower.left,
                        pair.rightIsNarrower || narrower.right
                    ))
            }
        }
        return result.sorted { $0 < $1 }
    }

    private typealias Child = (segment: Segment, node: Int)

    /// The children of two nodes that some text fits both of; of one node and itself each pair once.
    private func meetings(_ left: Int, _ right: Int) -> [(Child, Child)] {
        let (one, other) = (nodes[left], nodes[right])
        var result: [(Child, Child)] = []
        for (segment, node) in one.orderedTexts {
            if let same = other.texts[segment] { result.append(((segment, node), (segment, same))) }
            for pattern in other.patterns where pattern.segment.meets(segment) {
                result.append(((segment, node), pattern))
            }
        }
        for (index, pattern) in one.patterns.enumerated() {
            if left != right {
                for (segment, node) in other.orderedTexts where pattern.segment.meets(segment) {
                    result.append((pattern, (segment, node)))
                }
            }
            for (place, second) in other.patterns.enumerated()
            where (left != right || place >= index) && pattern.segment.meets(second.segment) {
                result.append((pattern, second))
            }
        }
        return result
    }
}
