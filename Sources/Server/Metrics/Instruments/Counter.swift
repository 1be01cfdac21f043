import Synchronization

/// A number that only grows. Adding is one atomic instruction.
final class Counter: Sendable {
    private let count = Atomic<Int>(0)

    var value: Int { count.load(ordering: .relaxed) }

    func add(_ amount: Int = 1) {
        count.wrappingAdd(max(0, amount), ordering: .relaxed)
    }
}
