import NIOCore

/// Finds the ends of HTTP/1.1 requests whose bodies have a `Content-Length`, which is all that the service sends.
struct RequestScanner {
    private var head: [UInt8] = []
    private var bodyBytesLeft = 0
    private var isHead = false

    /// Takes the next bytes; the result has an element for each request that they complete: whether it is a HEAD, whose
    /// answer has no body.
    mutating func requestsCompleted(by bytes: ByteBuffer) -> [Bool] {
        var completed: [Bool] = []
        for byte in bytes.readableBytesView {
            if bodyBytesLeft > 0 {
                bodyBytesLeft -= 1
                if bodyBytesLeft == 0 { completed.append(isHead) }
                continue
            }
            head.append(byte)
            guard byte == 0x0A, head.suffix(4) == [0x0D, 0x0A, 0x0D, 0x0A] else { continue }
            bodyBytesLeft = Self.contentLength(of: head)
            isHead = head.starts(with: "HEAD ".utf8)
            head = []
            if bodyBytesLeft == 0 { completed.append(isHead) }
        }
        return completed
    }

    private static func contentLength(of head: [UInt8]) -> Int {
        for line in String(decoding: head, as: UTF8.self).split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2, parts[0].lowercased() == "content-length" {
                return parts[1].split(separator: " ").first.flatMap { Int($0) } ?? 0
            }
        }
        return 0
    }
}
