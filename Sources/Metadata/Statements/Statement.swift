import Synchronization

/// One SQL text that a connection prepares on first use and from then on executes by name.
///
/// Keep statements in `static let`s: each has a number of its own in this process, by which every connection knows
/// whether it has prepared it. Parameters are `$1`, `$2`, … with casts (`$1::uuid`), so that the text alone says the
/// types; values travel in binary.
public final class Statement: Sendable {
    /// What errors and logs call it, such as `createFileRecord`.
    public let name: String
    /// The SQL text.
    public let text: String
    /// Whether it changes nothing, so that it may be repeated after the connection was lost under way.
    public let isReadOnly: Bool

    /// Whether it's worth a prepared statement on every connection that meets it.
    let isPrepared: Bool
    let number: Int
    let serverName: String

    private static let lastNumber = Atomic<Int>(0)

    /// A statement to keep and reuse.
    public convenience init(_ name: String, isReadOnly: Bool = false, _ text: String) {
        self.init(name: name, text: text, isReadOnly: isReadOnly, isPrepared: true)
    }

    /// A statement for one use: parsed, bound and executed in one round trip, and not remembered by the server.
    public static func once(_ name: String, _ text: String) -> Statement {
        Statement(name: name, text: text, isReadOnly: false, isPrepared: false)
    }

    private init(name: String, text: String, isReadOnly: Bool, isPrepared: Bool) {
        self.name = name
        self.text = text
        self.isReadOnly = isReadOnly
        self.isPrepared = isPrepared
        number = isPrepared ? Self.lastNumber.wrappingAdd(1, ordering: .relaxed).newValue : 0
        serverName = isPrepared ? "s\(number)" : ""
    }
}
