import NIOCore

/// What a connection is waiting for, and until when.
///
/// No clock is read here, and nothing is closed: whoever has the channel asks from time to time whether the time is over.
struct ConnectionStateMachine {
    private let bounds: ConnectionBounds

    /// Since when the next head is awaited; nil while a request is under way.
    private var waitingSince: NIODeadline?
    private var hasHadHead = false
    /// Since when a body is awaited; moves on for as long as the service did not want to read.
    private var bodySince: NIODeadline?
    private var bodyBytes = 0
    /// Since when the service does not want to read.
    private var pausedSince: NIODeadline?
    private var unanswered = 0
    /// Since when an answer waits to be taken off.
    private var sendingSince: NIODeadline?
    private var unsent = 0
    private var givenUpAt: NIODeadline?

    init(bounds: ConnectionBounds, openedAt time: NIODeadline) {
        self.bounds = bounds
        waitingSince = time
    }

    /// Whether nobody would miss the connection: no request is under way.
    var isWaiting: Bool { waitingSince != nil }
    var isGivenUp: Bool { givenUpAt != nil }

    mutating func head(at time: NIODeadline) {
        hasHadHead = true
        waitingSince = nil
        bodySince = time
        bodyBytes = 0
        unanswered += 1
    }

    /// Part of a body has come; false when the body is longer than is read.
    mutating func body(_ count: Int) -> Bool {
        bodyBytes += count
        return bodyBytes <= bounds.maximumBodyBytes
    }

    mutating func end(at time: NIODeadline) {
        bodySince = nil
        waitIfDone(at: time)
    }

    /// An answer has been written to its end and is on its way.
    mutating func answered(at time: NIODeadline) {
        unanswered = max(0, unanswered - 1)
        unsent += 1
        if sendingSince == nil { sendingSince = time }
        waitIfDone(at: time)
    }

    /// An answer has left.
    mutating func sent(at time: NIODeadline) {
        unsent = max(0, unsent - 1)
        sendingSince = unsent == 0 ? nil : time
    }

    /// The service wants no more for now; that time is not the client's.
    mutating func pause(at time: NIODeadline) {
        if pausedSince == nil { pausedSince = time }
    }

    mutating func resume(at time: NIODeadline) {
        if let pausedSince, let since = bodySince { bodySince = since + (time - max(pausedSince, since)) }
        pausedSince = nil
    }

    /// Nothing more is read; the connection is to close once its last answer had time to arrive.
    mutating func giveUp(at time: NIODeadline) {
        if givenUpAt == nil { givenUpAt = time }
    }

    /// Why the connection is to be cut by now, if it is.
    func cut(at time: NIODeadline) -> ConnectionCut? {
        if let givenUpAt, time >= givenUpAt + bounds.lingerTime { return .malformed }
        if let sendingSince, time >= sendingSince + bounds.answerTime { return .slowReader }
        if let waitingSince {
            if hasHadHead { return time >= waitingSince + bounds.idleTime ? .idle : nil }
            return time >= waitingSince + bounds.headTime ? .slowHead : nil
        }
        guard let bodySince, pausedSince == nil else { return nil }
        let elapsed = time - bodySince
        if elapsed >= bounds.bodyTime { return .slowBody }
        let expected = Double(bounds.bodyBytesPerSecond) * Double(elapsed.nanoseconds) / 1e9
        return elapsed >= bounds.bodyGrace && Double(bodyBytes) < expected ? .slowBody : nil
    }

    /// When to look next: at the next deadline that is known, or after `pause`, whichever is first.
    func nextLook(at time: NIODeadline, pause: TimeAmount) -> NIODeadline {
        var next = time + pause
        if let givenUpAt { next = min(next, givenUpAt + bounds.lingerTime) }
        if let sendingSince { next = min(next, sendingSince + bounds.answerTime) }
        if let waitingSince { next = min(next, waitingSince + (hasHadHead ? bounds.idleTime : bounds.headTime)) }
        if let bodySince, pausedSince == nil {
            let grace = bodySince + bounds.bodyGrace
            next = min(next, grace > time ? grace : bodySince + bounds.bodyTime)
        }
        return max(next, time + .milliseconds(1))
    }

    private mutating func waitIfDone(at time: NIODeadline) {
        if unanswered == 0, bodySince == nil { waitingSince = time }
    }
}
