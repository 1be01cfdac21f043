import NIOCore
import Synchronization

/// Bounds how many connections are open at once.
///
/// When there is one too many, a connection that nobody would miss is closed: one without a request under way, the one
/// that has been there longest first. Were new ones held back or turned away instead, whoever opens many and sends nothing
/// would shut everyone else out, also the probes of `/health`. Only when every connection is in use, the new one is closed.
public final class ConnectionLimit: Sendable {
    /// One connection's place among all.
    final class Place: Sendable {
        private let channel: any Channel
        private let waiting = Atomic(true)
        fileprivate let number = Atomic(0)

        fileprivate init(channel: any Channel) {
            self.channel = channel
        }

        var isWaiting: Bool {
            get { waiting.load(ordering: .relaxed) }
            set { waiting.store(newValue, ordering: .relaxed) }
        }

        fileprivate func closeChannel() {
            channel.close(promise: nil)
        }
    }

    private let table: Mutex<ConnectionTable<Place>>
    private let observe: @Sendable (ConnectionCut) -> Void

    /// Makes a limit for one server.
    ///
    /// - Parameters:
    ///   - maximum: How many connections there may be, at least 1.
    ///   - observe: Learns of each connection that had to go.
    public init(maximum: Int, observe: @escaping @Sendable (ConnectionCut) -> Void = { _ in }) {
        table = Mutex(ConnectionTable(maximum: maximum))
        self.observe = observe
    }

    /// How many connections are open.
    public var count: Int { table.withLock { $0.count } }

    /// Closes every connection, whatever is under way on it.
    public func closeAll() {
        let places = table.withLock { Array($0.all) }
        for place in places { place.closeChannel() }
    }

    func open(_ channel: any Channel) -> Place {
        let place = Place(channel: channel)
        let (number, victim) = table.withLock { $0.add(place) { $0.isWaiting } }
        place.number.store(number ?? 0, ordering: .relaxed)
        if let victim {
            observe(.crowded)
            victim.closeChannel()
        }
        return place
    }

    func close(_ place: Place) {
        table.withLock { $0.remove(place.number.load(ordering: .relaxed)) }
    }
}
