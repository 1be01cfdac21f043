/// Spreads the types of a document over files of moderate size, so that they compile side by side and a small change
/// touches few of them.
///
/// The file of a type depends on its name and the count of files alone.
struct SchemaShards {
    /// About how many types one file holds.
    static let typesPerFile = 24
    /// The most files that are written when no count is given.
    static let maximumCount = 64

    /// The types of each file, in the order of the document.
    let shards: [[SchemaPlan]]

    /// - Parameter count: How many files; nil for a power of two that suits the count of types.
    init(_ plans: [SchemaPlan], count: Int?) {
        let number = max(1, count ?? Self.suggestedCount(plans.count))
        var shards = [[SchemaPlan]](repeating: [], count: number)
        for plan in plans { shards[Self.shard(of: plan.fullName(in: [""]), of: number)].append(plan) }
        self.shards = shards
    }

    func fileName(_ index: Int, topic: String? = nil) -> String {
        let topic = topic.map { "+" + $0 } ?? ""
        guard shards.count > 1 else { return "Schemas\(topic).swift" }
        return "Schemas\(index + 1)\(topic).swift"
    }

    private static func suggestedCount(_ types: Int) -> Int {
        var count = 1
        while count < maximumCount, types > count * typesPerFile * 2 { count *= 2 }
        return count
    }

    /// FNV-1a: the same in every run and on every machine.
    private static func shard(of name: String, of count: Int) -> Int {
        var hash: UInt64 = 14_695_981_039_346_656_037
        for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
        return Int((hash >> 16) % UInt64(count))
    }
}
