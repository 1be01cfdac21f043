import Synchronization

/// A fact about this process that comes true at most once and then stays true, for any number of tasks to look at.
final class Latch: Sendable {
    private let value = Atomic(false)

    var isSet: Bool { value.load(ordering: .acquiring) }

    func set() {
        value.store(true, ordering: .releasing)
    }
}
