import Synchronization

/// Whether this process has been told to stop; it never goes back.
final class Drain: Sendable {
    private let isDone = Atomic(false)

    var hasBegun: Bool { isDone.load(ordering: .acquiring) }

    func begin() {
        isDone.store(true, ordering: .releasing)
    }
}
