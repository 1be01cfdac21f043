/// When the set of keys is read: on time, and once more when a token names a key that is not known.
///
/// One reading at a time, and between an unknown key's and the one before a pause, so that whoever makes up keys causes one
/// reading and not thousands. No clock is read here: a time is the duration since any fixed moment.
struct RefreshStateMachine {
    /// What someone with an unknown key does.
    enum Demand: Hashable {
        /// Starts a reading and waits for it.
        case start
        /// Waits for the reading under way.
        case join
        /// Takes the keys as they are.
        case decline
    }

    /// Time between two readings that succeed.
    var interval: Duration
    /// Time to the next reading after one that failed.
    var retryPause: Duration
    /// The shortest time between an unknown key's reading and the one before it.
    var minimumPause: Duration

    private var isPending = false
    private var lastEnd: Duration?
    private var hasFailed = false

    init(interval: Duration, retryPause: Duration, minimumPause: Duration) {
        self.interval = interval
        self.retryPause = min(retryPause, interval)
        self.minimumPause = minimumPause
    }

    /// A token names a key that is not known.
    mutating func unknownKey(at time: Duration) -> Demand {
        if isPending { return .join }
        if let lastEnd, time - lastEnd < minimumPause { return .decline }
        isPending = true
        return .start
    }

    /// Time has gone by; true when a reading is to begin.
    mutating func tick(at time: Duration) -> Bool {
        guard !isPending else { return false }
        if let lastEnd, time - lastEnd < (hasFailed ? retryPause : interval) { return false }
        isPending = true
        return true
    }

    /// A reading has ended.
    mutating func ended(at time: Duration, failed: Bool) {
        isPending = false
        lastEnd = time
        hasFailed = failed
    }
}
