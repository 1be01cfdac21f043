/// Bounds how many different names a part may use.
///
/// expat keeps every name and prefix that it meets until the parser is freed; a part that never uses a name twice would
/// make it keep the whole part in memory.
struct XMLNameBudget {
    private static let limit = 2_000
    private static let prefixLimit = 100

    private var seen: Set<Int> = []
    private var prefixes: Set<Int> = []

    /// Counts a name; false when there are too many. Names of one or two bytes are few enough by themselves.
    @inline(__always)
    mutating func allows(_ name: XMLName) -> Bool {
        if name.localLength <= 2 || name.isSheet("row") { return true }
        return Self.insert(name.whole, into: &seen, limit: Self.limit)
    }

    /// Counts a prefix that is declared for a namespace.
    mutating func allows(prefix: UnsafeRawBufferPointer) -> Bool {
        Self.insert(prefix, into: &prefixes, limit: Self.prefixLimit)
    }

    private static func insert(_ bytes: UnsafeRawBufferPointer, into set: inout Set<Int>, limit: Int) -> Bool {
        var hasher = Hasher()
        hasher.combine(bytes: bytes)
        let hash = hasher.finalize()
        guard !set.contains(hash) else { return true }
        set.insert(hash)
        return set.count <= limit
    }
}
