import Testing

@testable import ContractHummingbird

@Suite struct ConnectionTableTests {
    private func filled(_ count: Int) -> ConnectionTable<Int> {
        var table = ConnectionTable<Int>(maximum: count)
        for connection in 0..<count { _ = table.add(connection) { _ in true } }
        return table
    }

    @Test func closesTheOldestThatWaits() {
        var table = filled(10)
        let busy: Set = [0, 1, 3]
        let victims = (10..<14).map { table.add($0) { !busy.contains($0) }.victim }
        #expect(victims == [2, 4, 5, 6])
        #expect(table.count == 10)
    }

    @Test func turnsTheNewOneAwayWhenAllAreInUse() {
        var table = filled(100)
        let (number, victim) = table.add(100) { _ in false }
        #expect(number == nil)
        #expect(victim == 100)
        #expect(table.count == 100)
    }

    @Test func hasRoomAgainWhenOneIsGone() {
        var table = filled(2)
        table.remove(1)
        let (number, victim) = table.add(7) { _ in true }
        #expect(number != nil)
        #expect(victim == nil)
    }

    @Test func forgetsThoseThatAreGone() {
        var table = ConnectionTable<Int>(maximum: 10)
        for connection in 0..<10_000 {
            if let number = table.add(connection, isWaiting: { _ in true }).number { table.remove(number) }
        }
        #expect(table.count == 0)
        #expect(Mirror(reflecting: table).children.contains { ($0.value as? [Int])?.count ?? 0 > 2_000 } == false)
    }
}
