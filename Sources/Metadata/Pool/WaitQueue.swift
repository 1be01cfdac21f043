/// Requests waiting for a connection, first come first served, with removal from the middle.
///
/// All waits are equally long, so the oldest entry is also the first to time out.
struct WaitQueue: Sendable {
    private struct Entry {
        let id: UInt64
        let deadline: ContinuousClock.Instant
    }

    private var entries: [Entry] = []
    private var head = 0
    /// Removed, but still in `entries`.
    private var removed: Set<UInt64> = []
    private var live: Set<UInt64> = []

    var count: Int { live.count }
    var isEmpty: Bool { live.isEmpty }

    mutating func append(_ id: UInt64, deadline: ContinuousClock.Instant) {
        entries.append(Entry(id: id, deadline: deadline))
        live.insert(id)
    }

    mutating func popFirst() -> UInt64? {
        dropRemoved()
        guard head < entries.count else { return nil }
        let id = entries[head].id
        head += 1
        live.remove(id)
        compact()
        return id
    }

    /// Takes the oldest one if its time is over.
    mutating func popExpired(at now: ContinuousClock.Instant) -> UInt64? {
        dropRemoved()
        guard head < entries.count, entries[head].deadline <= now else { return nil }
        return popFirst()
    }

    /// Takes one out of the middle; false when it isn't waiting.
    mutating func remove(_ id: UInt64) -> Bool {
        guard live.remove(id) != nil else { return false }
        removed.insert(id)
        return true
    }

    private mutating func dropRemoved() {
        while head < entries.count, removed.remove(entries[head].id) != nil { head += 1 }
        compact()
    }

    /// Gives back the space before the head once it is the larger half.
    private mutating func compact() {
        if head == entries.count {
            entries.removeAll(keepingCapacity: true)
            head = 0
        } else if head > 64, head * 2 > entries.count {
            entries.removeFirst(head)
            head = 0
        }
    }
}
