import Synchronization

/// Whether the schema has been brought up to date since this process began; it never goes back.
final class Preparation: Sendable {
    private let isDone = Atomic(false)

    var isComplete: Bool { isDone.load(ordering: .acquiring) }

    func complete() {
        isDone.store(true, ordering: .releasing)
    }
}
