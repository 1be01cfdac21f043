import Testing

@testable import Metadata

@Suite struct PoolStateMachineTests {
    let now = ContinuousClock.now
    let one = ConnectionID(number: 1)

    func machine(size: Int = 2, waiters: Int = 3) -> PoolStateMachine {
        PoolStateMachine(
            configuration: .init(size: size, maximumWaiters: waiters, acquireTimeout: .seconds(2)))
    }

    @Test func theFirstRequestOpensAConnectionAndGetsIt() {
        var pool = machine()
        #expect(pool.request(7, at: now).open == [one])
        #expect(pool.connected(one).start == .init(request: 7, connection: one))
        #expect(pool.statistics.inUse == 1)
        #expect(pool.finished(one) == .init())
        #expect(pool.statistics.idle == 1)
        #expect(pool.request(8, at: now).start == .init(request: 8, connection: one))
    }

    @Test func neverOpensMoreThanItsSizeAndServesFirstComeFirstServed() {
        var pool = machine()
        let opened = (1...3).flatMap { pool.request(UInt64($0), at: now).open }
        #expect(opened.count == 2)
        #expect(pool.connected(opened[0]).start?.request == 1)
        #expect(pool.connected(opened[1]).start?.request == 2)
        #expect(pool.finished(opened[1]).start == .init(request: 3, connection: opened[1]))
    }

    @Test func refusesBeyondTheWaitersLimit() {
        var pool = machine(size: 1, waiters: 2)
        _ = pool.request(1, at: now)
        _ = pool.request(2, at: now)
        #expect(pool.request(3, at: now).fail == [.init(request: 3, refusal: .tooManyWaiting)])
    }

    @Test func waitsEndWithExhaustionWhenConnectionsExist() {
        var pool = machine(size: 1)
        _ = pool.request(1, at: now)
        _ = pool.connected(one)
        _ = pool.request(2, at: now)
        #expect(pool.tick(at: now + .milliseconds(1999)).fail.isEmpty)
        #expect(pool.tick(at: now + .seconds(2)).fail == [.init(request: 2, refusal: .waitedTooLong)])
    }

    @Test func waitsEndWithUnreachableWhenNothingConnects() {
        var pool = machine(size: 1)
        _ = pool.request(1, at: now)
        _ = pool.connectFailed(one, at: now, random: 1)
        #expect(pool.tick(at: now + .seconds(2)).fail == [.init(request: 1, refusal: .unreachable)])
    }

    @Test func retriesAfterTheBackoffWithASingleProbe() {
        var pool = machine(size: 4)
        let opened = (1...3).flatMap { pool.request(UInt64($0), at: now).open }
        #expect(opened.count == 3)
        for id in opened { _ = pool.connectFailed(id, at: now, random: 1) }
        #expect(pool.tick(at: now + .milliseconds(399)).open.isEmpty)
        let probe = pool.tick(at: now + .milliseconds(400)).open
        #expect(probe.count == 1)
        #expect(pool.connected(probe[0]).start?.request == 1)
        #expect(pool.tick(at: now + .milliseconds(500)).open.count == 2)
    }

    @Test func aLostConnectionIsClosedAndReplaced() {
        var pool = machine(size: 1)
        _ = pool.request(1, at: now)
        _ = pool.connected(one)
        let actions = pool.lost(one, at: now)
        #expect(actions.close == [one])
        #expect(actions.open == [ConnectionID(number: 2)])
        #expect(pool.lost(one, at: now) == .init())
        #expect(pool.finished(one) == .init())
    }

    @Test func aLostIdleConnectionIsNeverHandedOut() {
        var pool = machine(size: 1)
        _ = pool.request(1, at: now)
        _ = pool.connected(one)
        _ = pool.finished(one)
        _ = pool.lost(one, at: now)
        #expect(pool.request(2, at: now).start == nil)
    }

    @Test func aCancelledWaitIsSkipped() {
        var pool = machine(size: 1)
        _ = pool.request(1, at: now)
        _ = pool.request(2, at: now)
        #expect(pool.cancel(1) == true)
        #expect(pool.cancel(1) == false)
        #expect(pool.connected(one).start?.request == 2)
        #expect(pool.cancel(2) == false)
    }

    @Test func shuttingDownRefusesAndClosesAsWorkFinishes() {
        var pool = machine(size: 2)
        let opened = (1...2).flatMap { pool.request(UInt64($0), at: now).open }
        for id in opened { _ = pool.connected(id) }
        _ = pool.finished(opened[0])
        #expect(pool.shutDown().close == [opened[0]])
        #expect(pool.request(9, at: now).fail == [.init(request: 9, refusal: .shutDown)])
        #expect(pool.finished(opened[1]).close == [opened[1]])
        #expect(pool.tick(at: now + .seconds(60)).open.isEmpty)
    }

    /// Whatever happens in whatever order: never more than `size` connections, no request answered twice, none lost.
    @Test(arguments: 0..<20) func keepsItsInvariantsOverRandomEvents(_ seed: UInt64) {
        var random = SplitMix(state: seed)
        var pool = machine(size: 4, waiters: 8)
        var time = now
        var connecting: [ConnectionID] = []
        var busy: [ConnectionID: UInt64] = [:]
        var waiting: Set<UInt64> = []
        var answered: Set<UInt64> = []
        var lastRequest: UInt64 = 0
        func take(_ actions: PoolStateMachine.Actions) {
            connecting += actions.open
            if let start = actions.start {
                #expect(waiting.remove(start.request) != nil)
                #expect(busy.updateValue(start.request, forKey: start.connection) == nil)
            }
            for failure in actions.fail {
                #expect(waiting.remove(failure.request) != nil)
                #expect(answered.insert(failure.request).inserted)
            }
        }
        for _ in 0..<2000 {
            time += .milliseconds(Int.random(in: 0...100, using: &random))
            switch Int.random(in: 0..<7, using: &random) {
            case 0, 1:
                lastRequest += 1
                waiting.insert(lastRequest)
                take(pool.request(lastRequest, at: time))
            case 2:
                guard let id = connecting.popLast() else { continue }
                take(
                    Bool.random(using: &random)
                        ? pool.connected(id) : pool.connectFailed(id, at: time, random: 0.5))
            case 3, 4:
                guard let id = busy.keys.randomElement(using: &random), let request = busy.removeValue(forKey: id)
                else { continue }
                #expect(answered.insert(request).inserted)
                take(Bool.random(using: &random) ? pool.finished(id) : pool.lost(id, at: time))
            case 5:
                guard let id = waiting.randomElement(using: &random), pool.cancel(id) else { continue }
                waiting.remove(id)
                answered.insert(id)
            default: take(pool.tick(at: time))
            }
            let statistics = pool.statistics
            #expect(statistics.idle + statistics.inUse + statistics.connecting <= 4)
            #expect(statistics.inUse == busy.count)
            #expect(statistics.waiting == waiting.count)
        }
        #expect(answered.count + waiting.count + busy.count == Int(lastRequest))
    }
}

/// A small generator with a seed, so that a failure can be repeated (Steele, Lea and Flood, 2014).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
