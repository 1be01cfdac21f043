/// Keeps the first rows of a file, bounded in number and bytes, until it is decided how to read them.
struct RowSample: Sendable {
    /// Bounds of the sample.
    struct Limits: Sendable {
        var rows = 20_000
        var bytes = 4 << 20
    }

    private(set) var rows: [Row] = []
    private let limits: Limits
    private var byteCount = 0

    init(limits: Limits = Limits()) {
        self.limits = limits
    }

    /// Whether no further row should be kept.
    var isFull: Bool { rows.count >= limits.rows || byteCount >= limits.bytes }

    mutating func keep(_ row: Row) {
        // The bounds of the fields take memory, too.
        byteCount += row.bytes.count + row.count * MemoryLayout<Range<Int>>.stride
        rows.append(row.compacted())
    }
}
