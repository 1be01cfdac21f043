/// Reads little-endian numbers of a byte array; answers nil outside of it.
struct LittleEndianBytes {
    let bytes: [UInt8]

    func number(at offset: Int, length: Int) -> UInt64? {
        guard offset >= 0, length <= 8, bytes.count >= length, offset <= bytes.count - length else { return nil }
        var value: UInt64 = 0
        for index in 0..<length { value |= UInt64(bytes[offset + index]) << UInt64(8 * index) }
        return value
    }

    func slice(at offset: Int, length: Int) -> [UInt8]? {
        guard offset >= 0, length >= 0, bytes.count >= length, offset <= bytes.count - length else { return nil }
        return Array(bytes[offset..<(offset + length)])
    }
}
