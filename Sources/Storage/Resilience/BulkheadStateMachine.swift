/// Bounds how many calls are under way and how many wait, first come first served.
///
/// Pure: whoever drives it resumes the ticket that `leave` names.
struct BulkheadStateMachine: Sendable {
    /// A place in the queue.
    struct Ticket: Sendable, Hashable {
        fileprivate let number: UInt64
    }

    enum Entry: Sendable, Hashable {
        /// The call may start; it must `leave`.
        case admitted
        /// The call waits until `leave` names its ticket or it is abandoned.
        case waiting(Ticket)
        /// The queue is full.
        case full
    }

    private let maximumRunning: Int
    private let maximumWaiting: Int
    private(set) var running = 0
    private(set) var waiting: [Ticket] = []
    private var nextNumber: UInt64 = 0

    init(_ configuration: ResilienceConfiguration.Bulkhead) {
        maximumRunning = max(configuration.concurrentCalls, 1)
        maximumWaiting = max(configuration.waitingCalls, 0)
    }

    /// Starts a call, queues it or refuses it.
    mutating func enter() -> Entry {
        if running < maximumRunning {
            running += 1
            return .admitted
        }
        guard waiting.count < maximumWaiting else { return .full }
        let ticket = Ticket(number: nextNumber)
        nextNumber &+= 1
        waiting.append(ticket)
        return .waiting(ticket)
    }

    /// Ends a call; the place goes straight to the one that has waited longest.
    ///
    /// - Returns: The ticket whose call now runs.
    mutating func leave() -> Ticket? {
        guard waiting.isEmpty else { return waiting.removeFirst() }
        running = max(running - 1, 0)
        return nil
    }

    /// Takes a waiting call out of the queue.
    ///
    /// - Returns: Whether it was waiting; if not, it runs by now and must `leave`.
    mutating func abandon(_ ticket: Ticket) -> Bool {
        guard let index = waiting.firstIndex(of: ticket) else { return false }
        waiting.remove(at: index)
        return true
    }
}
