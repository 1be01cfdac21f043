#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Every distinct key of a document once, numbered in the order of the document.
///
/// Keys are compared by number from then on. The hash is seeded by the process, so that no document can be written to
/// make keys collide.
struct KeyTable {
    private(set) var entries: UnsafeMutablePointer<TreeStorage.Key>
    private(set) var count: Int32 = 0
    private var capacity = 256
    /// Numbers of keys plus one at the place of their hash; 0 where there is none.
    private var slots: UnsafeMutablePointer<UInt32>
    private var slotCount = 1024

    init() {
        entries = .allocate(capacity: capacity)
        slots = .allocate(capacity: slotCount)
        slots.initialize(repeating: 0, count: slotCount)
    }

    /// The number of a key; a new one is taken in.
    mutating func intern(start: Int, count length: Int, in text: UnsafePointer<UInt8>) -> Int32 {
        let bytes = UnsafeBufferPointer(start: text + start, count: length)
        let slot = self.slot(of: bytes, in: text)
        if slots[slot] > 0 { return Int32(slots[slot] - 1) }
        if Int(count) == capacity { growEntries() }
        entries[Int(count)] = TreeStorage.Key(start: UInt32(start), count: UInt32(length))
        count += 1
        slots[slot] = UInt32(count)
        if Int(count) * 2 > slotCount { growSlots(in: text) }
        return count - 1
    }

    /// The number of a key, or -1 when the document has none of this text.
    func find(_ bytes: UnsafeBufferPointer<UInt8>, in text: UnsafePointer<UInt8>) -> Int32 {
        Int32(slots[slot(of: bytes, in: text)]) - 1
    }

    private func slot(of bytes: UnsafeBufferPointer<UInt8>, in text: UnsafePointer<UInt8>) -> Int {
        var slot = hash(bytes) & (slotCount - 1)
        while slots[slot] > 0 {
            let entry = entries[Int(slots[slot] - 1)]
            if Int(entry.count) == bytes.count {
                guard let base = bytes.baseAddress, bytes.count > 0 else { return slot }
                if memcmp(base, text + Int(entry.start), bytes.count) == 0 { return slot }
            }
            slot = (slot + 1) & (slotCount - 1)
        }
        return slot
    }

    private func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var hasher = Hasher()
        hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
        return hasher.finalize() & Int.max
    }

    private mutating func growEntries() {
        let grown = UnsafeMutablePointer<TreeStorage.Key>.allocate(capacity: capacity * 2)
        grown.moveInitialize(from: entries, count: capacity)
        entries.deallocate()
        entries = grown
        capacity *= 2
    }

    private mutating func growSlots(in text: UnsafePointer<UInt8>) {
        slots.deallocate()
        slotCount *= 4
        slots = .allocate(capacity: slotCount)
        slots.initialize(repeating: 0, count: slotCount)
        for number in 0..<Int(count) {
            let entry = entries[number]
            let bytes = UnsafeBufferPointer(start: text + Int(entry.start), count: Int(entry.count))
            slots[slot(of: bytes, in: text)] = UInt32(number + 1)
        }
    }

    func free() {
        entries.deallocate()
        slots.deallocate()
    }
}
