import Foundation
import Glibc
import Synchronization

/// One thread that waits for the sockets of all connections, and for time to pass.
///
/// Statements are *sent* by whatever thread wants to send them; this thread only reads answers. So a query costs one
/// thread switch (the answer's) and never blocks the cooperative pool. A tick every 100 ms serves all time-outs, so
/// that no query needs a timer of its own. `poll(2)` suffices: a process has a few dozen connections at most.
///
/// Sockets are known by tokens that are never reused: a late event of a closed socket finds nobody, even if the
/// kernel has given its descriptor to another one since.
final class SocketPoller: Sendable {
    /// What a socket is ready for.
    struct Readiness: OptionSet, Sendable {
        let rawValue: UInt8
        static let reading = Readiness(rawValue: 1)
        static let writing = Readiness(rawValue: 2)
    }

    typealias Handler = @Sendable (Readiness) -> Void

    /// How exactly time-outs are kept.
    static let tickInterval: Duration = .milliseconds(100)

    private struct Entry {
        let descriptor: CInt
        let handler: Handler
        var isWriting = false
    }

    private struct Registry {
        var entries: [UInt64: Entry] = [:]
        /// Grows with every change of `entries`, so that the thread knows when its list is old.
        var version: UInt64 = 0
        var lastToken: UInt64 = 0
        var isStopped = false
    }

    private let registry = Mutex(Registry())
    /// A pipe: a byte written to it ends the thread's wait.
    private let wakeReader: CInt
    private let wakeWriter: CInt

    /// Whether the kernel gave the poller what it needs; if not, no connection can be opened.
    var isUsable: Bool { wakeReader >= 0 }

    init() {
        var ends: [CInt] = [-1, -1]
        if pipe(&ends) == 0 {
            for end in ends {
                _ = fcntl(end, F_SETFL, O_NONBLOCK)
                _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            }
        }
        (wakeReader, wakeWriter) = (ends[0], ends[1])
    }

    deinit {
        guard isUsable else { return }
        close(wakeReader)
        close(wakeWriter)
    }

    /// Starts the thread; `tick` is called on it about every 100 ms until `stop`.
    func start(tick: @escaping @Sendable () -> Void) {
        guard isUsable else { return }
        let thread = Thread { [self] in run(tick) }
        thread.name = "database-poller"
        thread.start()
    }

    /// Ends the thread; its handlers are forgotten at once.
    func stop() {
        change { registry in
            registry.isStopped = true
            registry.entries.removeAll()
        }
    }

    /// Watches a socket for reading from now on; nil after `stop`.
    func register(descriptor: CInt, handler: @escaping Handler) -> UInt64? {
        change { registry in
            guard !registry.isStopped, descriptor >= 0 else { return nil }
            registry.lastToken += 1
            registry.entries[registry.lastToken] = Entry(descriptor: descriptor, handler: handler)
            return registry.lastToken
        }
    }

    /// Watches the socket for reading, and for writing too if `writing`.
    func watch(token: UInt64, writing: Bool) {
        change { $0.entries[token]?.isWriting = writing }
    }

    /// Forgets the socket; call it before the descriptor is closed.
    func unregister(token: UInt64) {
        change { _ = $0.entries.removeValue(forKey: token) }
    }

    private func change<Value: Sendable>(_ body: (inout Registry) -> Value) -> Value {
        let value = registry.withLock { registry in
            registry.version += 1
            return body(&registry)
        }
        var byte: UInt8 = 0
        // A full pipe is fine: the thread is going to wake anyway.
        _ = write(wakeWriter, &byte, 1)
        return value
    }

    // MARK: The thread

    private func run(_ tick: @Sendable () -> Void) {
        var list = WatchList()
        var nextTick = ContinuousClock.now + Self.tickInterval
        while true {
            let isStopped = registry.withLock { registry in
                if list.version != registry.version { list = WatchList(registry.entries, registry.version, wakeReader) }
                return registry.isStopped
            }
            if isStopped { return }
            let untilTick = max(.zero, nextTick - ContinuousClock.now)
            let timeout = CInt(PostgresTime.milliseconds(of: untilTick))
            if poll(&list.descriptors, nfds_t(list.descriptors.count), timeout) > 0 { dispatch(list) }
            let now = ContinuousClock.now
            guard now >= nextTick else { continue }
            nextTick = now + Self.tickInterval
            tick()
        }
    }

    private func dispatch(_ list: WatchList) {
        if list.descriptors[0].revents != 0 {
            var bytes = (UInt64(0), UInt64(0))
            while read(wakeReader, &bytes, 16) == 16 {}
        }
        for (index, handler) in list.handlers.enumerated() {
            let events = CInt(list.descriptors[index + 1].revents)
            guard events != 0 else { continue }
            var readiness: Readiness = []
            // An error or a hang-up is learnt by reading.
            if events & (POLLIN | POLLERR | POLLHUP | POLLNVAL) != 0 { readiness.insert(.reading) }
            if events & POLLOUT != 0 { readiness.insert(.writing) }
            // A socket that was closed a moment ago may still be listed: its connection knows and does nothing.
            handler(readiness)
        }
    }

    /// What `poll` is given: first the pipe, then the sockets in the order of `handlers`.
    private struct WatchList {
        var descriptors: [pollfd] = []
        var handlers: [Handler] = []
        var version = UInt64.max

        init() {}

        init(_ entries: [UInt64: Entry], _ version: UInt64, _ wakeReader: CInt) {
            self.version = version
            descriptors.reserveCapacity(entries.count + 1)
            handlers.reserveCapacity(entries.count)
            descriptors.append(pollfd(fd: wakeReader, events: Int16(POLLIN), revents: 0))
            for entry in entries.values {
                let events = POLLIN | (entry.isWriting ? POLLOUT : 0)
                descriptors.append(pollfd(fd: entry.descriptor, events: Int16(events), revents: 0))
                handlers.append(entry.handler)
            }
        }
    }
}
