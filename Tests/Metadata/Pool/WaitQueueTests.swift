import Testing

@testable import Metadata

@Suite struct WaitQueueTests {
    let now = ContinuousClock.now

    @Test func servesInOrderAndSkipsWhatWasRemoved() {
        var queue = WaitQueue()
        for id: UInt64 in 1...5 { queue.append(id, deadline: now) }
        #expect(queue.remove(1) == true)
        #expect(queue.remove(3) == true)
        #expect(queue.remove(3) == false)
        #expect(queue.count == 3)
        #expect(queue.popFirst() == 2)
        #expect(queue.popFirst() == 4)
        #expect(queue.popFirst() == 5)
        #expect(queue.popFirst() == nil)
        #expect(queue.isEmpty)
    }

    @Test func onlyExpiredOnesAreTakenByTime() {
        var queue = WaitQueue()
        queue.append(1, deadline: now)
        queue.append(2, deadline: now + .seconds(1))
        #expect(queue.popExpired(at: now) == 1)
        #expect(queue.popExpired(at: now) == nil)
        #expect(queue.popExpired(at: now + .seconds(1)) == 2)
    }

    @Test func agreesWithASimpleListOverManyRandomSteps() {
        var queue = WaitQueue()
        var model: [UInt64] = []
        var last: UInt64 = 0
        for _ in 0..<20_000 {
            switch Int.random(in: 0..<5) {
            case 0, 1:
                last += 1
                queue.append(last, deadline: now)
                model.append(last)
            case 2, 3:
                #expect(queue.popFirst() == (model.isEmpty ? nil : model.removeFirst()))
            default:
                guard let id = model.randomElement() else { continue }
                #expect(queue.remove(id) == true)
                model.removeAll { $0 == id }
            }
            #expect(queue.count == model.count)
        }
    }
}
