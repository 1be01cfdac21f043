/// Writes ZIP archives byte by byte, with any lie that an archive can tell; entries are stored.
struct RawZip {
    struct Entry {
        var name: [UInt8]
        var bytes: [UInt8]
        var flags: UInt16 = 0
        var method: UInt16 = 0
        /// 0x031E is Unix, which gives `mode` a meaning.
        var maker: UInt16 = 0x031E
        var mode: UInt16 = 0o100644
        /// What the table of contents says; nil for the truth.
        var packedSize: UInt32?
        var unpackedSize: UInt32?
        var checksum: UInt32?
        /// Where the entry is said to begin; nil for the truth.
        var offset: UInt32?
        /// Whether sizes and place are in a ZIP64 field.
        var isLong = false

        init(_ name: String, _ text: String) {
            self.name = Array(name.utf8)
            bytes = Array(text.utf8)
        }
    }

    var entries: [Entry] = []
    var comment: [UInt8] = []
    /// How many entries the end record speaks of; nil for the truth.
    var count: Int?
    /// Whether the end record is preceded by one of ZIP64, which alone has the numbers.
    var isLong = false

    var bytes: [UInt8] {
        var output: [UInt8] = []
        var table: [UInt8] = []
        for entry in entries {
            let offset = entry.offset ?? UInt32(output.count)
            let checksum = entry.checksum ?? Self.checksum(entry.bytes)
            let sizes = [
                checksum, entry.packedSize ?? UInt32(entry.bytes.count),
                entry.unpackedSize ?? UInt32(entry.bytes.count),
            ]
            output += Self.number(0x0403_4B50, 4) + Self.number(20, 2) + Self.number(UInt64(entry.flags), 2)
            output += Self.number(UInt64(entry.method), 2) + Self.number(0, 2) + Self.number(0x21, 2)
            output += sizes.flatMap { Self.number(UInt64($0), 4) }
            output += Self.number(UInt64(entry.name.count), 2) + Self.number(0, 2) + entry.name + entry.bytes

            let extra =
                entry.isLong
                ? Self.number(1, 2) + Self.number(24, 2) + Self.number(UInt64(sizes[2]), 8)
                    + Self.number(UInt64(sizes[1]), 8) + Self.number(UInt64(offset), 8) : []
            table += Self.number(0x0201_4B50, 4) + Self.number(UInt64(entry.maker), 2) + Self.number(20, 2)
            table += Self.number(UInt64(entry.flags), 2) + Self.number(UInt64(entry.method), 2)
            table += Self.number(0, 2) + Self.number(0x21, 2) + Self.number(UInt64(checksum), 4)
            table += sizes.dropFirst().flatMap { Self.number(entry.isLong ? 0xFFFF_FFFF : UInt64($0), 4) }
            table += Self.number(UInt64(entry.name.count), 2) + Self.number(UInt64(extra.count), 2)
            table += Self.number(0, 6) + Self.number(UInt64(entry.mode) << 16, 4)
            table += Self.number(entry.isLong ? 0xFFFF_FFFF : UInt64(offset), 4) + entry.name + extra
        }
        let start = UInt64(output.count)
        output += table
        let count = UInt64(count ?? entries.count)
        if isLong {
            let place = UInt64(output.count)
            output += Self.number(0x0606_4B50, 4) + Self.number(44, 8) + Self.number(45, 2) + Self.number(45, 2)
            output += Self.number(0, 8) + Self.number(count, 8) + Self.number(count, 8)
            output += Self.number(UInt64(table.count), 8) + Self.number(start, 8)
            output += Self.number(0x0706_4B50, 4) + Self.number(0, 4) + Self.number(place, 8) + Self.number(1, 4)
        }
        let short = isLong ? 0xFFFF : count
        output += Self.number(0x0605_4B50, 4) + Self.number(0, 4) + Self.number(short, 2) + Self.number(short, 2)
        output += Self.number(isLong ? 0xFFFF_FFFF : UInt64(table.count), 4)
        output += Self.number(isLong ? 0xFFFF_FFFF : start, 4) + Self.number(UInt64(comment.count), 2) + comment
        return output
    }

    private static func number(_ value: UInt64, _ length: Int) -> [UInt8] {
        (0..<length).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) }
    }

    /// CRC-32 of ISO 3309, one bit at a time.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }
}
