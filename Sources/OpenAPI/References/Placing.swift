import YAML

/// What reading costs that stands in place of references: a few of them in each other are soon more than any machine can read.
///
/// What is read once is as much as there is. What is read again counts, and so does how deep all is that is being read.
struct Placing {
    private struct Extent {
        var nodes = 0
        var height = 0
    }

    /// How many nodes may be read again.
    private static let mostRepeated = 100_000
    private var repeated = 0
    /// How often something was too much or too deep.
    private(set) var refusals = 0
    private var depth = 0
    private var extents: [Schema.ID: Extent] = [:]

    /// Counts what a reference leads to.
    ///
    /// - Parameters:
    ///   - target: What it leads to.
    ///   - isLookedThrough: Whether it is of those that are read a few times in any document, to find what is in them.
    /// - Returns: Its height, to be given back when it has been read; nil when it is too much or too deep.
    mutating func begin(_ target: ResolvedNode, isLookedThrough: Bool) -> Int? {
        if let known = extents[target.id] {
            if !isLookedThrough { repeated += known.nodes }
        } else {
            extents[target.id] = Self.extent(of: target.node)
        }
        guard let height = extents[target.id]?.height, repeated <= Self.mostRepeated,
            depth + height <= YAMLLoader.maximumDepth
        else {
            refusals += 1
            return nil
        }
        depth += height
        return height
    }

    /// Notes that something has been read.
    mutating func end(_ height: Int) { depth -= height }

    private static func extent(of node: YAMLNode) -> Extent {
        var result = Extent()
        var open = [(node, 1)]
        while let (node, height) = open.popLast(), result.nodes <= mostRepeated {
            result.nodes += 1
            result.height = max(result.height, height)
            open += node.entries.map { ($0.value, height + 1) }
            open += node.elements.map { ($0, height + 1) }
        }
        return result
    }
}
