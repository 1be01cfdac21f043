import NIOCore

/// Finds where to break an HTTP answer off: behind its head, in the middle of what has come of its body.
struct BodyCut {
    private static let headEnd: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
    private var lastOfHead: [UInt8] = []
    private var isBehindHead = false

    /// How many of these bytes, which follow those of earlier calls, are to pass; nil for all of them.
    mutating func limit(in bytes: ByteBuffer) -> Int? {
        var headBytes = 0
        if !isBehindHead {
            for byte in bytes.readableBytesView {
                headBytes += 1
                lastOfHead = lastOfHead.suffix(3) + [byte]
                if lastOfHead == Self.headEnd {
                    isBehindHead = true
                    break
                }
            }
        }
        let bodyBytes = bytes.readableBytes - headBytes
        return isBehindHead && bodyBytes > 0 ? headBytes + bodyBytes / 2 : nil
    }
}
