/// The names that the contract has for an object's members, made once for each type and then only compared with.
///
/// A name's number is its place in the contract. Members usually come in that order, so the next one is tried first;
/// any other is found by a hash of its bytes.
public final class JSONMemberNames: Sendable {
    /// The number of a name that the contract does not have.
    public static let unknown = -1

    /// The numbers of the members that must be present.
    let required: [Int]
    /// The required members among the first 64, one bit each.
    @usableFromInline let requiredBits: UInt64
    /// The required members after the first 64.
    @usableFromInline let requiredBeyond: [Int]
    private let names: [String]
    private let utf8: [UInt8]
    /// Where each name begins in `utf8`, and at the end where the last one ends.
    private let offsets: [Int]
    /// Numbers by hash, in open addressing; the size is a power of two and at least twice the count.
    private let slots: [Int32]

    /// Makes the table of some names.
    ///
    /// - Parameters:
    ///   - names: The names in the order of the contract, each once.
    ///   - required: The numbers of those that must be present.
    public init(_ names: [String], required: [Int] = []) {
        self.names = names
        self.required = required.filter { names.indices.contains($0) }
        requiredBits = self.required.reduce(0) { $1 < 64 ? $0 | 1 << UInt64($1) : $0 }
        requiredBeyond = self.required.filter { $0 >= 64 }
        var utf8: [UInt8] = []
        var offsets = [0]
        var size = 4
        while size < names.count * 2 { size *= 2 }
        var slots = [Int32](repeating: -1, count: size)
        for (number, name) in names.enumerated() {
            utf8 += name.utf8
            offsets.append(utf8.count)
            var slot = Self.hash(Array(name.utf8)[...]) & (size - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = Int32(truncatingIfNeeded: number)
        }
        self.utf8 = utf8
        self.offsets = offsets
        self.slots = slots
    }

    subscript(number: Int) -> String { names[number] }

    /// The number of a name that had to be decoded.
    @usableFromInline func number(of name: String) -> Int {
        number(of: Array(name.utf8)[...], expected: Self.unknown)
    }

    /// The number of the name that some bytes spell.
    ///
    /// - Parameters:
    ///   - bytes: The name in UTF-8.
    ///   - expected: The number that is tried first.
    func number(of bytes: ArraySlice<UInt8>, expected: Int) -> Int {
        if expected >= 0, expected < names.count, spells(expected, bytes) { return expected }
        var slot = Self.hash(bytes) & (slots.count - 1)
        while slots[slot] >= 0 {
            let number = Int(slots[slot])
            if spells(number, bytes) { return number }
            slot = (slot + 1) & (slots.count - 1)
        }
        return Self.unknown
    }

    private func spells(_ number: Int, _ bytes: ArraySlice<UInt8>) -> Bool {
        let start = offsets[number]
        let count = offsets[number + 1] - start
        guard bytes.count == count else { return false }
        return utf8.withUnsafeBufferPointer { known in
            bytes.withUnsafeBufferPointer { found in
                for index in 0..<count where known[start + index] != found[index] { return false }
                return true
            }
        }
    }

    private static func hash(_ bytes: ArraySlice<UInt8>) -> Int {
        var hash: UInt32 = 2_166_136_261
        for byte in bytes.prefix(64) { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return Int(hash >> 1)
    }
}
