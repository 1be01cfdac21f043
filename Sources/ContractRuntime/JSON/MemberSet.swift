/// Which members of an object have been read, by their number in the contract.
public struct MemberSet: Sendable {
    private var first: UInt64 = 0
    private var others: Set<Int> = []

    /// How many members there have been, those without a number included.
    public private(set) var count = 0

    /// Makes an empty set.
    public init() {}

    /// Whether a member has been read.
    public func contains(_ number: Int) -> Bool {
        number < 64 ? first & (1 << UInt64(number)) != 0 : others.contains(number)
    }

    /// Counts a member that has no number.
    public mutating func countOther() {
        count += 1
    }

    mutating func insert(_ number: Int) -> Bool {
        guard !contains(number) else { return false }
        count += 1
        if number < 64 { first |= 1 << UInt64(number) } else { others.insert(number) }
        return true
    }
}

extension JSONReader {
    /// Notes that a member has been read, and records a violation when it stands twice.
    public mutating func note(_ number: Int, in members: inout MemberSet) {
        if !members.insert(number) { recordDuplicate() }
    }
}
