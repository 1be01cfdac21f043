/// Decides which request gets which connection, and when connections are opened: events in, actions out.
///
/// It does no I/O, reads no clock and draws no random number; the driver is ``ConnectionPool``.
///
/// ```
/// (none) --open--> connecting --connected--> idle <--finished / request--> busy
///    ^                 |                       |                             |
///    '--- backoff <----'  connectFailed        '------------ lost -----------'
/// ```
struct PoolStateMachine: Sendable {
    /// Sizes and times of a pool.
    struct Configuration: Sendable {
        /// Connections at most.
        var size: Int
        /// Connections that are kept open even when nobody waits.
        var minimum = 1
        /// Attempts to connect under way at once, so that a restarting server isn't stormed.
        var maximumConnecting = 4
        var maximumWaiters: Int
        var acquireTimeout: Duration
        var backoff = Backoff()
    }

    /// Why a request gets no connection.
    enum Refusal: Sendable, Equatable {
        case tooManyWaiting
        case waitedTooLong
        case unreachable
        case shutDown
    }

    /// What the driver has to do after an event, in any order.
    struct Actions: Sendable, Equatable {
        struct Start: Sendable, Equatable {
            var request: UInt64
            var connection: ConnectionID
        }
        struct Failure: Sendable, Equatable {
            var request: UInt64
            var refusal: Refusal
        }
        var start: Start?
        var open: [ConnectionID] = []
        var close: [ConnectionID] = []
        var fail: [Failure] = []
    }

    private enum Slot {
        case connecting
        case idle
        case busy
    }

    let configuration: Configuration
    private var slots: [ConnectionID: Slot] = [:]
    /// Most recently used last: a warm connection is taken first.
    private var idle: [ConnectionID] = []
    private var connecting = 0
    private var waiting = WaitQueue()
    private var lastConnection: UInt64 = 0
    private var failures = 0
    private var retryAt: ContinuousClock.Instant?
    private(set) var isShutDown = false

    init(configuration: Configuration) {
        self.configuration = configuration
    }

    /// Idle, busy, connecting and waiting at this moment.
    var statistics: PoolStatistics {
        PoolStatistics(
            size: configuration.size, idle: idle.count, inUse: slots.count - idle.count - connecting,
            connecting: connecting, waiting: waiting.count)
    }

    /// Whether the connection is taken.
    func isBusy(_ id: ConnectionID) -> Bool {
        slots[id] == .busy
    }

    // MARK: Requests

    mutating func request(_ id: UInt64, at now: ContinuousClock.Instant) -> Actions {
        var actions = Actions()
        if isShutDown {
            actions.fail.append(.init(request: id, refusal: .shutDown))
        } else if let connection = idle.popLast() {
            slots[connection] = .busy
            actions.start = .init(request: id, connection: connection)
        } else if waiting.count >= configuration.maximumWaiters {
            actions.fail.append(.init(request: id, refusal: .tooManyWaiting))
        } else {
            waiting.append(id, deadline: now + configuration.acquireTimeout)
            openWhatIsNeeded(at: now, &actions)
        }
        return actions
    }

    /// Takes a request back; false when it isn't waiting (any more).
    mutating func cancel(_ id: UInt64) -> Bool {
        waiting.remove(id)
    }

    // MARK: Connections

    mutating func connected(_ id: ConnectionID) -> Actions {
        guard slots[id] == .connecting else { return Actions() }
        connecting -= 1
        failures = 0
        retryAt = nil
        slots[id] = .busy
        return finished(id)
    }

    mutating func connectFailed(_ id: ConnectionID, at now: ContinuousClock.Instant, random: Double) -> Actions {
        guard slots.removeValue(forKey: id) != nil else { return Actions() }
        connecting -= 1
        failures += 1
        retryAt = now + configuration.backoff.delay(afterFailures: failures, random: random)
        return Actions()
    }

    /// The connection did what it was taken for.
    mutating func finished(_ id: ConnectionID) -> Actions {
        var actions = Actions()
        guard slots[id] == .busy else { return actions }
        if isShutDown {
            slots.removeValue(forKey: id)
            actions.close.append(id)
        } else if let request = waiting.popFirst() {
            actions.start = .init(request: request, connection: id)
        } else {
            slots[id] = .idle
            idle.append(id)
        }
        return actions
    }

    /// The connection is broken or was closed, in whatever state it was.
    mutating func lost(_ id: ConnectionID, at now: ContinuousClock.Instant) -> Actions {
        var actions = Actions()
        guard let slot = slots.removeValue(forKey: id) else { return actions }
        if slot == .idle { idle.removeAll { $0 == id } }
        if slot == .connecting { connecting -= 1 }
        actions.close.append(id)
        openWhatIsNeeded(at: now, &actions)
        return actions
    }

    // MARK: Time and end

    /// Ends waits that took too long and opens connections whose backoff is over.
    mutating func tick(at now: ContinuousClock.Instant) -> Actions {
        var actions = Actions()
        let isReachable = slots.count > connecting || failures == 0
        while let id = waiting.popExpired(at: now) {
            actions.fail.append(.init(request: id, refusal: isReachable ? .waitedTooLong : .unreachable))
        }
        openWhatIsNeeded(at: now, &actions)
        return actions
    }

    /// Refuses all that waits and closes all that is idle; busy connections are closed as they finish.
    mutating func shutDown() -> Actions {
        var actions = Actions()
        isShutDown = true
        while let id = waiting.popFirst() { actions.fail.append(.init(request: id, refusal: .shutDown)) }
        for id in idle { slots.removeValue(forKey: id) }
        actions.close = idle
        idle = []
        return actions
    }

    /// One connection for each waiting request, within the limits; a single probe while the server doesn't answer.
    private mutating func openWhatIsNeeded(at now: ContinuousClock.Instant, _ actions: inout Actions) {
        guard !isShutDown else { return }
        if let retryAt, retryAt > now { return }
        let limit = failures > 0 ? 1 : configuration.maximumConnecting
        while connecting < limit, slots.count < configuration.size,
            waiting.count > connecting || slots.count < configuration.minimum
        {
            lastConnection += 1
            let id = ConnectionID(number: lastConnection)
            slots[id] = .connecting
            connecting += 1
            actions.open.append(id)
        }
    }
}
