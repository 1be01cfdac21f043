import Testing

@testable import Storage

@Suite struct BulkheadStateMachineTests {
    @Test func admitsUpToTheBoundThenQueuesThenRefuses() {
        var machine = machine(concurrent: 2, waiting: 1)
        #expect(machine.enter() == .admitted)
        #expect(machine.enter() == .admitted)
        #expect(ticket(machine.enter()) != nil)
        #expect(machine.enter() == .full)
        #expect(machine.running == 2)
        #expect(machine.waiting.count == 1)
    }

    @Test func aFreePlaceGoesToTheOneThatWaitedLongest() throws {
        var machine = machine(concurrent: 1, waiting: 2)
        #expect(machine.enter() == .admitted)
        let first = try #require(ticket(machine.enter()))
        let second = try #require(ticket(machine.enter()))
        #expect(machine.leave() == first)
        #expect(machine.running == 1)
        #expect(machine.leave() == second)
        #expect(machine.leave() == nil)
        #expect(machine.running == 0)
        #expect(machine.enter() == .admitted)
    }

    @Test func anAbandonedTicketLeavesTheQueue() throws {
        var machine = machine(concurrent: 1, waiting: 2)
        #expect(machine.enter() == .admitted)
        let first = try #require(ticket(machine.enter()))
        let second = try #require(ticket(machine.enter()))
        #expect(machine.abandon(first) == true)
        #expect(machine.abandon(first) == false)
        #expect(machine.leave() == second)
    }

    @Test func anAdmittedTicketCannotBeAbandoned() throws {
        var machine = machine(concurrent: 1, waiting: 1)
        #expect(machine.enter() == .admitted)
        let waiting = try #require(ticket(machine.enter()))
        #expect(machine.leave() == waiting)
        #expect(machine.abandon(waiting) == false)
        #expect(machine.running == 1)
    }

    @Test func senselessBoundsLetOneCallThrough() {
        var machine = machine(concurrent: 0, waiting: -1)
        #expect(machine.enter() == .admitted)
        #expect(machine.enter() == .full)
        #expect(machine.leave() == nil)
        #expect(machine.leave() == nil)
        #expect(machine.running == 0)
    }

    private func machine(concurrent: Int, waiting: Int) -> BulkheadStateMachine {
        var configuration = ResilienceConfiguration.Bulkhead()
        configuration.concurrentCalls = concurrent
        configuration.waitingCalls = waiting
        return BulkheadStateMachine(configuration)
    }

    private func ticket(_ entry: BulkheadStateMachine.Entry) -> BulkheadStateMachine.Ticket? {
        guard case .waiting(let ticket) = entry else { return nil }
        return ticket
    }
}
