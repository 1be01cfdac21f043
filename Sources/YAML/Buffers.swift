// Growing buffers of plain values. They are not generic, and their loops work on pointers, so that they are as fast in a
// debug build, where the build plugin runs.

/// A growing buffer of records.
struct RecordBuffer {
    private(set) var base: UnsafeMutablePointer<TreeStorage.Record>
    private(set) var count: UInt32 = 0
    private var capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    mutating func append(_ record: TreeStorage.Record) {
        if Int(count) == capacity {
            let grown = UnsafeMutablePointer<TreeStorage.Record>.allocate(capacity: capacity * 2)
            grown.moveInitialize(from: base, count: capacity)
            base.deallocate()
            base = grown
            capacity *= 2
        }
        (base + Int(count)).initialize(to: record)
        count += 1
    }

    func free() { base.deallocate() }
}

/// A growing buffer of indices.
struct IndexBuffer {
    private(set) var base: UnsafeMutablePointer<UInt32>
    private(set) var count: UInt32 = 0
    private var capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    mutating func append(_ index: UInt32) {
        if Int(count) == capacity { grow(to: capacity * 2) }
        base[Int(count)] = index
        count += 1
    }

    /// Moves the last indices of another buffer here.
    mutating func take(_ number: UInt32, from other: inout IndexBuffer) {
        let needed = Int(count) + Int(number)
        if needed > capacity { grow(to: max(capacity * 2, needed)) }
        (base + Int(count)).update(from: other.base + Int(other.count - number), count: Int(number))
        count += number
        other.count -= number
    }

    private mutating func grow(to newCapacity: Int) {
        let grown = UnsafeMutablePointer<UInt32>.allocate(capacity: newCapacity)
        grown.update(from: base, count: Int(count))
        base.deallocate()
        base = grown
        capacity = newCapacity
    }

    func free() { base.deallocate() }
}

/// A growing buffer of text in UTF-8.
struct ByteBuffer {
    private(set) var base: UnsafeMutablePointer<UInt8>
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int) {
        self.capacity = max(capacity, 64)
        base = .allocate(capacity: self.capacity)
    }

    mutating func append(_ byte: UInt8) {
        reserve(1)
        base[count] = byte
        count += 1
    }

    mutating func append(_ bytes: UnsafePointer<UInt8>, count number: Int) {
        reserve(number)
        (base + count).update(from: bytes, count: number)
        count += number
    }

    /// Appends some of what the buffer holds once more.
    mutating func appendOwn(_ range: Range<Int>) {
        reserve(range.count)
        (base + count).update(from: base + range.lowerBound, count: range.count)
        count += range.count
    }

    private mutating func reserve(_ number: Int) {
        guard count + number > capacity else { return }
        let newCapacity = max(capacity * 2, count + number)
        let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: newCapacity)
        grown.update(from: base, count: count)
        base.deallocate()
        base = grown
        capacity = newCapacity
    }

    func free() { base.deallocate() }
}
