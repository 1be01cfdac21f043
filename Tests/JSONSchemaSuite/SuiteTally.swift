/// How many tests of each file are right, and why the others are not.
public struct SuiteTally: Sendable {
    private struct Count {
        var all = 0
        var right = 0
        var left = 0
    }

    private var counts: [String: Count] = [:]
    private var reasons: [String: [String]] = [:]

    /// Makes an empty tally.
    public init() {}

    /// How many tests are right.
    public var right: Int { counts.values.reduce(0) { $0 + $1.right } }
    /// How many tests there are.
    public var all: Int { counts.values.reduce(0) { $0 + $1.all } }

    /// Counts a group that is right in every test.
    public mutating func add(right group: SuiteGroup) {
        counts[group.file, default: Count()].all += group.tests.count
        counts[group.file, default: Count()].right += group.tests.count
    }

    /// Counts a group that is not claimed.
    ///
    /// - Parameters:
    ///   - group: The group.
    ///   - wrong: How many of its tests are not right.
    ///   - reason: Why.
    public mutating func add(_ group: SuiteGroup, wrong: Int, because reason: String) {
        counts[group.file, default: Count()].all += group.tests.count
        counts[group.file, default: Count()].right += group.tests.count - wrong
        counts[group.file, default: Count()].left += wrong
        reasons[reason, default: []].append("\(group.name) (\(wrong) of \(group.tests.count))")
    }

    /// The tally as a Markdown table, with the groups that are left under it.
    public var table: String {
        var lines = ["| file | tests | right | left |", "|---|---|---|---|"]
        for (file, count) in counts.sorted(by: { $0.key < $1.key }) {
            lines.append("| \(file) | \(count.all) | \(count.right) | \(count.left) |")
        }
        let left = counts.values.reduce(0) { $0 + $1.left }
        lines.append("| all | \(all) | \(right) | \(left) |")
        for (reason, groups) in reasons.sorted(by: { $0.key < $1.key }) {
            lines += ["", "Left, for \(reason):", ""] + groups.map { "- \($0)" }
        }
        return lines.joined(separator: "\n")
    }
}
