/// One NOTIFY that reached this process.
public struct DatabaseNotification: Sendable, Hashable {
    /// The channel that NOTIFY named.
    public var channel: String
    /// NOTIFY's payload, at most 8,000 bytes; empty for a notification without one.
    public var payload: String

    /// A notification with these parts.
    public init(channel: String, payload: String) {
        self.channel = channel
        self.payload = payload
    }
}
