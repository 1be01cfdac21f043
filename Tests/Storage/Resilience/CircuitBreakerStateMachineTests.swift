import Testing

@testable import Storage

@Suite struct CircuitBreakerStateMachineTests {
    private typealias Machine = CircuitBreakerStateMachine
    private let start = ContinuousClock.now

    @Test func startsClosedAndAdmits() throws {
        var machine = Machine(.init())
        #expect(machine.state(at: start) == .closed)
        let permit = try admit(&machine, at: start)
        #expect(!permit.isProbe)
        #expect(machine.isCurrent(permit))
    }

    @Test func staysClosedBelowTheMinimumOfCalls() throws {
        var machine = Machine(.init())
        for _ in 0..<9 { #expect(try call(&machine, .failure, at: start) == nil) }
        #expect(machine.state(at: start) == .closed)
    }

    @Test func opensAtHalfOfTenCalls() throws {
        var machine = Machine(.init())
        for _ in 0..<5 { #expect(try call(&machine, .success, at: start) == nil) }
        for _ in 0..<4 { #expect(try call(&machine, .failure, at: start) == nil) }
        #expect(try call(&machine, .failure, at: start) == .init(from: .closed, to: .open))
        #expect(machine.state(at: start) == .open)
    }

    @Test func staysClosedBelowTheRate() throws {
        var machine = Machine(.init())
        for _ in 0..<60 { #expect(try call(&machine, .success, at: start) == nil) }
        for _ in 0..<59 { #expect(try call(&machine, .failure, at: start) == nil) }
        #expect(try call(&machine, .failure, at: start) == .init(from: .closed, to: .open))
    }

    @Test func aSuccessThatFillsTheMinimumDoesNotHideTheFailures() throws {
        var machine = Machine(.init())
        for _ in 0..<9 { #expect(try call(&machine, .failure, at: start) == nil) }
        #expect(try call(&machine, .success, at: start) == .init(from: .closed, to: .open))
    }

    @Test func oldFailuresDoNotCount() throws {
        var machine = Machine(.init())
        for _ in 0..<9 { #expect(try call(&machine, .failure, at: start) == nil) }
        #expect(try call(&machine, .failure, at: start + .seconds(30)) == nil)
        #expect(machine.state(at: start + .seconds(30)) == .closed)
    }

    @Test func ignoredCallsCountNeitherWay() throws {
        var machine = Machine(.init())
        for _ in 0..<100 { #expect(try call(&machine, .ignored, at: start) == nil) }
        for _ in 0..<9 { #expect(try call(&machine, .failure, at: start) == nil) }
        #expect(machine.state(at: start) == .closed)
    }

    @Test func withARateOfZeroSuccessesAloneNeverOpen() throws {
        var configuration = ResilienceConfiguration.CircuitBreaker()
        configuration.failureRate = -1
        var machine = Machine(configuration)
        for _ in 0..<20 { #expect(try call(&machine, .success, at: start) == nil) }
    }

    @Test func openRefusesAndSaysForHowLong() throws {
        var machine = try opened()
        #expect(machine.admit(at: start + .seconds(2)) == .refused(retryAfter: .seconds(3)))
        #expect(machine.state(at: start + .milliseconds(4999)) == .open)
    }

    @Test func afterItsTimeTheNextCallIsAProbe() throws {
        var machine = try opened()
        let moment = start + .seconds(5)
        #expect(machine.state(at: moment) == .halfOpen)
        guard case .admitted(let permit, let transition) = machine.admit(at: moment) else {
            Issue.record("not admitted")
            return
        }
        #expect(permit.isProbe)
        #expect(transition == .init(from: .open, to: .halfOpen))
    }

    @Test func halfOpenAdmitsTwoProbesAndRefusesTheOthers() throws {
        var machine = try opened()
        let moment = start + .seconds(5)
        let first = try admit(&machine, at: moment)
        _ = try admit(&machine, at: moment)
        #expect(machine.admit(at: moment) == .refused(retryAfter: nil))
        #expect(machine.finish(first, .success, at: moment) == nil)
        #expect(machine.admit(at: moment) == .refused(retryAfter: nil))
    }

    @Test func closesWhenAllProbesSucceeded() throws {
        var machine = try opened()
        let moment = start + .seconds(5)
        let probes = try [admit(&machine, at: moment), admit(&machine, at: moment)]
        #expect(machine.finish(probes[0], .success, at: moment) == nil)
        #expect(machine.finish(probes[1], .success, at: moment) == .init(from: .halfOpen, to: .closed))
        #expect(machine.state(at: moment) == .closed)
        for _ in 0..<9 { #expect(try call(&machine, .failure, at: moment) == nil) }
    }

    @Test func opensAgainWhenOneProbeFailed() throws {
        var machine = try opened()
        let moment = start + .seconds(5)
        let probes = try [admit(&machine, at: moment), admit(&machine, at: moment)]
        #expect(machine.finish(probes[0], .failure, at: moment) == .init(from: .halfOpen, to: .open))
        #expect(machine.finish(probes[1], .success, at: moment) == nil)
        #expect(machine.state(at: moment + .seconds(4)) == .open)
        #expect(machine.admit(at: moment + .seconds(4)) == .refused(retryAfter: .seconds(1)))
    }

    @Test func aProbeThatSaysNothingGivesItsPlaceBack() throws {
        var machine = try opened()
        let moment = start + .seconds(5)
        for _ in 0..<10 {
            let probe = try admit(&machine, at: moment)
            #expect(machine.finish(probe, .ignored, at: moment) == nil)
        }
        #expect(try call(&machine, .success, at: moment) == nil)
        #expect(try call(&machine, .success, at: moment) == .init(from: .halfOpen, to: .closed))
    }

    @Test func aStragglerFromBeforeTheLastChangeTeachesNothing() throws {
        var machine = Machine(.init())
        let straggler = try admit(&machine, at: start)
        for _ in 0..<10 { _ = try call(&machine, .failure, at: start) }
        #expect(!machine.isCurrent(straggler))
        #expect(machine.finish(straggler, .success, at: start) == nil)
        _ = try admit(&machine, at: start + .seconds(5))
        #expect(machine.finish(straggler, .failure, at: start + .seconds(5)) == nil)
        #expect(machine.state(at: start + .seconds(5)) == .halfOpen)
    }

    @Test func senselessSettingsStillMakeABreaker() throws {
        var configuration = ResilienceConfiguration.CircuitBreaker()
        configuration.failureRate = .nan
        configuration.minimumCalls = -1
        configuration.probes = 0
        configuration.openDuration = .seconds(-1)
        var machine = Machine(configuration)
        #expect(try call(&machine, .failure, at: start) == .init(from: .closed, to: .open))
        #expect(try call(&machine, .success, at: start) == .init(from: .halfOpen, to: .closed))
    }

    private struct Refused: Error {}

    private func admit(_ machine: inout Machine, at moment: ContinuousClock.Instant) throws -> Machine.Permit {
        guard case .admitted(let permit, _) = machine.admit(at: moment) else { throw Refused() }
        return permit
    }

    private func call(
        _ machine: inout Machine, _ outcome: Machine.Outcome, at moment: ContinuousClock.Instant
    ) throws -> Machine.Transition? {
        let permit = try admit(&machine, at: moment)
        return machine.finish(permit, outcome, at: moment)
    }

    private func opened() throws -> Machine {
        var machine = Machine(.init())
        for _ in 0..<10 { _ = try call(&machine, .failure, at: start) }
        return machine
    }
}
