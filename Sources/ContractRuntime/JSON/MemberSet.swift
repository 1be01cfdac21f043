/// Which members of an object have been read, by their number in the contract.
public struct MemberSet: Sendable {
    @usableFromInline var first: UInt64 = 0
    @usableFromInline var others: Set<Int> = []
    /// The number after the last one that was read.
    @usableFromInline var next = 0

    /// How many members there have been, those without a number included.
    public internal(set) var count = 0

    /// Makes an empty set.
    @inlinable public init() {}

    /// Whether a member has been read.
    @inlinable public func contains(_ number: Int) -> Bool {
        number < 64 ? first & (1 << UInt64(number)) != 0 : others.contains(number)
    }

    @inlinable func containsAll(of names: JSONMemberNames) -> Bool {
        first & names.requiredBits == names.requiredBits && names.requiredBeyond.allSatisfy(others.contains)
    }

    @usableFromInline mutating func countOther() {
        count += 1
    }

    @usableFromInline mutating func insert(_ number: Int) -> Bool {
        next = number + 1
        guard !contains(number) else { return false }
        count += 1
        if number < 64 { first |= 1 << UInt64(number) } else { others.insert(number) }
        return true
    }
}
