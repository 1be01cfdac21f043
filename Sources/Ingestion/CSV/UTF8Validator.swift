/// Checks bytes against the well-formed sequences of UTF-8 (The Unicode Standard, table 3-7).
enum UTF8Validator {
    /// What stands at an offset.
    enum Sequence: Equatable {
        /// A well-formed sequence of so many bytes.
        case wellFormed(length: Int)
        /// The start of a well-formed sequence that the end of the bytes cuts.
        case truncated
        /// No well-formed sequence starts here.
        case invalid
    }

    /// How many leading bytes are well-formed UTF-8; ASCII is passed eight bytes at a step.
    static func validPrefix(of bytes: RawSpan, from start: Int = 0) -> Int {
        let count = bytes.byteCount
        var offset = start
        while offset < count {
            while offset + 8 <= count {
                let word = bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
                guard word & 0x8080_8080_8080_8080 == 0 else { break }
                offset += 8
            }
            // The rest of the word, or of the bytes, one sequence at a time.
            let stop = min(count, offset + 8)
            while offset < stop {
                guard case .wellFormed(let length) = sequence(in: bytes, at: offset) else { return offset }
                offset += length
            }
        }
        return offset
    }

    /// What stands at `offset`, which must lie inside `bytes`.
    @inline(__always)
    static func sequence(in bytes: RawSpan, at offset: Int) -> Sequence {
        let first = bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
        switch first {
        case 0x00...0x7F: return .wellFormed(length: 1)
        case 0xC2...0xDF: return tail(bytes, offset, length: 2, second: 0x80...0xBF)
        case 0xE0: return tail(bytes, offset, length: 3, second: 0xA0...0xBF)
        case 0xED: return tail(bytes, offset, length: 3, second: 0x80...0x9F)
        case 0xE1...0xEF: return tail(bytes, offset, length: 3, second: 0x80...0xBF)
        case 0xF0: return tail(bytes, offset, length: 4, second: 0x90...0xBF)
        case 0xF1...0xF3: return tail(bytes, offset, length: 4, second: 0x80...0xBF)
        case 0xF4: return tail(bytes, offset, length: 4, second: 0x80...0x8F)
        default: return .invalid
        }
    }

    @inline(__always)
    private static func tail(
        _ bytes: RawSpan, _ offset: Int, length: Int, second: ClosedRange<UInt8>
    ) -> Sequence {
        for step in 1..<length {
            guard offset + step < bytes.byteCount else { return .truncated }
            let byte = bytes.unsafeLoad(fromByteOffset: offset + step, as: UInt8.self)
            guard step == 1 ? second.contains(byte) : (0x80...0xBF).contains(byte) else { return .invalid }
        }
        return .wellFormed(length: length)
    }
}
