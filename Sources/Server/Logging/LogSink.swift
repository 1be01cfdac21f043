import Dispatch
import Foundation
import Synchronization

/// Writes log lines on a queue of its own, so that a slow reader of the log never holds up a request.
///
/// When more than 10,000 lines wait, further ones are dropped and their number is logged once there is room again.
final class LogSink: Sendable {
    private static let maximumWaiting = 10_000

    private let queue = DispatchQueue(label: "matchbot.log")
    private let descriptor: Int32
    private let state = Mutex((waiting: 0, dropped: 0))

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    func write(_ line: [UInt8]) {
        let dropped = state.withLock { state -> Int? in
            guard state.waiting < Self.maximumWaiting else {
                state.dropped += 1
                return nil
            }
            state.waiting += 1
            defer { state.dropped = 0 }
            return state.dropped
        }
        guard let dropped else { return }
        queue.async { [self] in
            if dropped > 0 {
                send(Array("{\"level\":\"warning\",\"message\":\"Log lines dropped\",\"count\":\(dropped)}\n".utf8))
            }
            send(line)
            state.withLock { $0.waiting -= 1 }
        }
    }

    /// Waits until every line is written.
    func flush() {
        queue.sync {}
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
