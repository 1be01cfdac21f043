/// Turns the bytes of a text file into valid UTF-8 as they arrive; a character cut by a call's end waits for the next.
struct TextDecoder: Sendable {
    let encoding: TextEncoding

    /// The bytes of a character whose rest hasn't arrived; at most three.
    private var held: [UInt8] = []

    init(encoding: TextEncoding) {
        self.encoding = encoding
    }

    /// Whether `bytes` are what decoding them would give, so that they needn't be copied.
    func isIdentity(on bytes: Span<UInt8>) -> Bool {
        encoding == .utf8 && held.isEmpty && UTF8Validator.validPrefix(of: bytes.bytes) == bytes.count
    }

    /// Appends the UTF-8 of `bytes` to `output`.
    mutating func decode(_ bytes: Span<UInt8>, into output: inout [UInt8]) {
        if encoding == .windows1252 {
            let raw = bytes.bytes
            for index in 0..<raw.byteCount {
                Windows1252.append(raw.unsafeLoad(fromByteOffset: index, as: UInt8.self), to: &output)
            }
            return
        }
        guard held.isEmpty else {
            var joined = held
            bytes.withUnsafeBufferPointer { joined.append(contentsOf: $0) }
            held = remainder(of: joined.span, isFinal: false, into: &output)
            return
        }
        held = remainder(of: bytes, isFinal: false, into: &output)
    }

    /// Appends what a character that the file's end cuts is read as.
    mutating func finish(into output: inout [UInt8]) {
        guard !held.isEmpty else { return }
        let last = held
        held = remainder(of: last.span, isFinal: true, into: &output)
    }

    private func remainder(of bytes: Span<UInt8>, isFinal: Bool, into output: inout [UInt8]) -> [UInt8] {
        if encoding == .utf8 { return decodeUTF8(bytes.bytes, isFinal: isFinal, into: &output) }
        return decodeUTF16(bytes.bytes, isFinal: isFinal, into: &output)
    }

    private func decodeUTF8(_ bytes: RawSpan, isFinal: Bool, into output: inout [UInt8]) -> [UInt8] {
        var offset = 0
        while offset < bytes.byteCount {
            let end = UTF8Validator.validPrefix(of: bytes, from: offset)
            bytes.extracting(offset..<end).withUnsafeBytes { output.append(contentsOf: $0) }
            offset = end
            guard offset < bytes.byteCount else { break }
            if !isFinal, UTF8Validator.sequence(in: bytes, at: offset) == .truncated {
                return bytes.extracting(offset..<bytes.byteCount).withUnsafeBytes { Array($0) }
            }
            Windows1252.append(bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self), to: &output)
            offset += 1
        }
        return []
    }

    private func decodeUTF16(_ bytes: RawSpan, isFinal: Bool, into output: inout [UInt8]) -> [UInt8] {
        let replacement: Unicode.Scalar = "\u{FFFD}"
        var offset = 0
        while offset + 2 <= bytes.byteCount {
            let unit = unit(in: bytes, at: offset)
            var scalar = Unicode.Scalar(UInt32(unit)) ?? replacement
            var length = 2
            if UTF16.isLeadSurrogate(unit) {
                guard offset + 4 <= bytes.byteCount else {
                    if isFinal { break }
                    return bytes.extracting(offset..<bytes.byteCount).withUnsafeBytes { Array($0) }
                }
                let next = self.unit(in: bytes, at: offset + 2)
                if UTF16.isTrailSurrogate(next) {
                    let value = 0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(next) - 0xDC00)
                    scalar = Unicode.Scalar(value) ?? replacement
                    length = 4
                }
            }
            output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            offset += length
        }
        guard offset < bytes.byteCount else { return [] }
        if isFinal {
            output.append(contentsOf: UTF8.encodedReplacementCharacter)
            return []
        }
        return bytes.extracting(offset..<bytes.byteCount).withUnsafeBytes { Array($0) }
    }

    @inline(__always)
    private func unit(in bytes: RawSpan, at offset: Int) -> UInt16 {
        let unit = bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt16.self)
        return encoding == .utf16LittleEndian ? UInt16(littleEndian: unit) : UInt16(bigEndian: unit)
    }
}
