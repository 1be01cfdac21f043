/// Finds the bytes that mean something in CSV, eight bytes at a step.
///
/// Each byte of a word is compared at once ("SIMD within a register"). The comparisons are exact for every byte, not
/// only for the lowest hit, so all hits of a word can be visited one after the other. Bytes below 0x0E are reported
/// as a group (NUL, tab, LF and CR are among them), which saves three comparisons; the parser passes over the others.
struct SpecialBytes {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let low7: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    private static let high: UInt64 = 0x8080_8080_8080_8080

    /// Stands for bytes beyond the end; an ordinary letter in every dialect.
    private static let filler: UInt64 = 0x6161_6161_6161_6161

    private let separators: UInt64
    private let quotes: UInt64

    init(separator: UInt8, quote: UInt8) {
        separators = Self.ones &* UInt64(separator)
        quotes = Self.ones &* UInt64(quote)
    }

    /// The high bit of each byte of `word` that is a separator, a quote or below 0x0E.
    @inline(__always)
    func mask(of word: UInt64) -> UInt64 {
        // (b & 0x7F) + 0x72 carries into bit 7 exactly when the low seven bits are 0x0E or more.
        let notControl = ((word & Self.low7) &+ (Self.ones &* 0x72)) | word
        return (~notControl & Self.high) | Self.zeros(word ^ separators) | Self.zeros(word ^ quotes)
    }

    /// The eight bytes from `offset`, the first in the lowest bits; filler beyond the end.
    @inline(__always)
    static func word(in bytes: RawSpan, at offset: Int) -> UInt64 {
        let available = bytes.byteCount - offset
        if available >= 8 {
            return UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
        var word = filler
        for index in 0..<max(0, available) {
            let byte = UInt64(bytes.unsafeLoad(fromByteOffset: offset + index, as: UInt8.self))
            let shift = UInt64(index * 8)
            word = (word & ~(0xFF << shift)) | (byte << shift)
        }
        return word
    }

    /// The high bit of each byte that is zero.
    @inline(__always)
    private static func zeros(_ word: UInt64) -> UInt64 {
        ~(((word & low7) &+ low7) | word) & high
    }
}
