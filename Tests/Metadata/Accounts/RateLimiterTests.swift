import Foundation
import Testing

@testable import Metadata

extension Live {
    @Suite(.database) struct RateLimiterTests {
        private func limit(_ count: Int, _ window: Duration = .seconds(60), of operation: String = "read") -> RateLimit
        {
            RateLimit(count: count, window: window, operation: operation)
        }

        @Test func fortyAtOnceOfANewUserAdmitExactlyTheLimit() async throws {
            try await withPool({
                $0.poolSize = 20
                $0.acquireTimeout = .seconds(30)
            }) { database in
                let limiter = RateLimiter(database: database)
                for _ in 0..<10 {
                    let user = UserID.random()
                    let outcomes = try await withThrowingTaskGroup(of: RateLimiter.Outcome.self) { group in
                        for _ in 0..<40 { group.addTask { try await limiter.admit(user, limit(15)) } }
                        return try await group.reduce(into: []) { $0.append($1) }
                    }
                    #expect(outcomes.filter { $0 == .admitted }.count == 15)
                    for case .refused(let pause) in outcomes { #expect(pause > .seconds(50) && pause <= .seconds(60)) }
                }
            }
        }

        @Test func usersAndOperationsAreCountedApart() async throws {
            let limiter = RateLimiter(database: try TestDatabase.required().database)
            let user = UserID.random()
            #expect(try await limiter.admit(user, limit(1)) == .admitted)
            #expect(try await limiter.admit(user, limit(1)) != .admitted)
            #expect(try await limiter.admit(user, limit(1, of: "write")) == .admitted)
            #expect(try await limiter.admit(.random(), limit(1)) == .admitted)
        }

        @Test func theWindowSlidesAndRefusedRequestsAreNotCounted() async throws {
            let limiter = RateLimiter(database: try TestDatabase.required().database)
            let user = UserID.random()
            let short = limit(1, .milliseconds(300))
            #expect(try await limiter.admit(user, short) == .admitted)
            guard case .refused(let pause) = try await limiter.admit(user, short) else { throw Fixtures.Unexpected() }
            #expect(pause <= .milliseconds(300))
            try await Task.sleep(for: pause + .milliseconds(20))
            #expect(try await limiter.admit(user, short) == .admitted)
        }
    }
}
