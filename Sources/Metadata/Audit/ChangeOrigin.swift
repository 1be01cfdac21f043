import TracePropagation
import Tracing

/// Who makes a task's changes and why, for the audit trail.
///
/// It is bound once, where work enters (a request's route, a worker, a round of housekeeping, a command), and every
/// statement that changes something takes it along to the server in the same round trip and transaction. The triggers
/// that write the trail read it there, so no code between has to pass it on, and none can forget it. A change that was
/// made without one, such as by hand, is recorded as made by `database`.
public struct ChangeOrigin: Sendable, Hashable {
    /// What kind of party acts.
    public enum Actor: String, Sendable, Hashable, CaseIterable {
        /// A user, by a request.
        case user
        /// A worker that does jobs.
        case worker
        /// A round of housekeeping.
        case housekeeping
        /// Whoever runs a command of `matchbot`.
        case administrator
    }

    /// The origin of what the current task changes; nil outside of any.
    @TaskLocal public static var current: ChangeOrigin?

    /// What kind of party acts.
    public let actor: Actor
    /// The request's identifier, by which the log is searched.
    public let requestID: String?
    /// The contract's name for what was asked.
    public let operation: String?

    private init(actor: Actor, requestID: String?, operation: String?) {
        self.actor = actor
        self.requestID = requestID
        self.operation = operation
    }

    /// What the service does by itself.
    public static let worker = ChangeOrigin(actor: .worker, requestID: nil, operation: nil)
    /// What a round of housekeeping does.
    public static let housekeeping = ChangeOrigin(actor: .housekeeping, requestID: nil, operation: nil)
    /// What a command does.
    public static let administrator = ChangeOrigin(actor: .administrator, requestID: nil, operation: nil)

    /// What a user's request does.
    ///
    /// Of the identifier at most 128 visible ASCII characters are kept: it may come from outside.
    public static func request(_ identifier: String, operation: String) -> ChangeOrigin {
        let visible = identifier.unicodeScalars.lazy.filter { (0x21...0x7E).contains($0.value) }.prefix(128)
        return ChangeOrigin(
            actor: .user, requestID: String(String.UnicodeScalarView(visible)), operation: operation)
    }
}

extension ChangeOrigin {
    /// What `matchbot.origin` holds during a transaction: the actor and, after a space, the request's identifier.
    var setting: String {
        requestID.map { "\(actor.rawValue) \($0)" } ?? actor.rawValue
    }

    private static let announcement = Statement(
        "announceOrigin",
        "SELECT set_config('matchbot.origin', $1::text, true), set_config('matchbot.trace', $2::text, true)")

    /// The current task's origin as commands to begin a transaction with; none outside of any.
    static var commands: [Command] {
        current.map { [Command(announcement, [.text($0.setting), .text(trace)])] } ?? []
    }

    /// What `matchbot.trace` holds during a transaction: the task's `traceparent`, or nothing. A job that is queued takes
    /// it along, so that the worker's log lines and spans belong to the trace of the request.
    static var trace: String { ServiceContext.current?.traceContext?.description ?? "" }
}
