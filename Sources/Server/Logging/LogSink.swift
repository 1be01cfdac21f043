import Dispatch
import Foundation
import Synchronization

/// Writes log lines on a queue of its own, so that a slow reader of the log never holds up a request.
///
/// Lines that come while others are written wait in one buffer and are written together, so a busy service wakes the
/// writer seldom. When the buffer holds 8 MiB, further lines are dropped, and their number is logged once there is room.
final class LogSink: Sendable {
    private static let capacity = 8 << 20

    private struct State {
        var buffer: [UInt8] = []
        var isScheduled = false
        var dropped = 0
        var droppedEver = 0
    }

    private let queue = DispatchQueue(label: "matchbot.log")
    private let descriptor: Int32
    private let state = Mutex(State())

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// How many lines were dropped since the start.
    var dropped: Int { state.withLock { $0.droppedEver } }

    func write(_ line: [UInt8]) {
        let mustSchedule = state.withLock { state -> Bool in
            guard state.buffer.count + line.count <= Self.capacity else {
                state.dropped += 1
                state.droppedEver += 1
                return false
            }
            state.buffer += line
            defer { state.isScheduled = true }
            return !state.isScheduled
        }
        if mustSchedule { queue.async { self.drain() } }
    }

    /// Waits until every line is written.
    func flush() {
        queue.sync { drain() }
    }

    private func drain() {
        while true {
            let batch = state.withLock { state -> [UInt8] in
                var batch: [UInt8] = []
                swap(&batch, &state.buffer)
                if state.dropped > 0 {
                    let note = "{\"level\":\"warning\",\"message\":\"Log lines dropped\",\"count\":\(state.dropped)}\n"
                    batch += note.utf8
                    state.dropped = 0
                }
                if batch.isEmpty { state.isScheduled = false }
                return batch
            }
            guard !batch.isEmpty else { return }
            send(batch)
        }
    }

    private func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
