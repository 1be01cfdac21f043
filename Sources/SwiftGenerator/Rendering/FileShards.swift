/// Spreads declarations over files of moderate size, so that they compile side by side and a small change touches few of
/// them.
///
/// The file of a declaration depends on its name and the count of files alone.
struct FileShards<Declaration> {
    /// The most files that are written when no count is given.
    static var maximumCount: Int { 64 }

    /// What the files' names begin with.
    let stem: String
    /// The declarations of each file, in the order of the document.
    let shards: [[Declaration]]

    /// - Parameters:
    ///   - declarations: What is declared.
    ///   - stem: What the files' names begin with.
    ///   - size: About how many declarations one file holds.
    ///   - count: How many files; nil for a power of two that suits the count of declarations.
    ///   - name: The name of a declaration.
    init(_ declarations: [Declaration], stem: String, size: Int, count: Int?, name: (Declaration) -> String) {
        self.stem = stem
        let number = max(1, count ?? Self.suggestedCount(declarations.count, size: size))
        var shards = [[Declaration]](repeating: [], count: number)
        for declaration in declarations { shards[Self.shard(of: name(declaration), of: number)].append(declaration) }
        self.shards = shards
    }

    func fileName(_ index: Int, topic: String? = nil) -> String {
        let topic = topic.map { "+" + $0 } ?? ""
        guard shards.count > 1 else { return "\(stem)\(topic).swift" }
        return "\(stem)\(index + 1)\(topic).swift"
    }

    private static func suggestedCount(_ declarations: Int, size: Int) -> Int {
        var count = 1
        while count < maximumCount, declarations > count * size * 2 { count *= 2 }
        return count
    }

    /// FNV-1a: the same in every run and on every machine.
    private static func shard(of name: String, of count: Int) -> Int {
        var hash: UInt64 = 14_695_981_039_346_656_037
        for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
        return Int((hash >> 16) % UInt64(count))
    }
}
