/// Why some bytes are not JSON (RFC 8259), and where.
public struct JSONSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public var message: String
    /// The offset of the byte at which it was noticed, from 0.
    public var offset: Int

    /// Makes an error for one place.
    public init(_ message: String, at offset: Int) {
        self.message = message
        self.offset = offset
    }

    /// The message with its place; holds nothing of the text itself.
    public var description: String { "\(message) at byte \(offset)" }
}
