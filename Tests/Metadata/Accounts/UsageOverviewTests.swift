import Foundation
import Testing

@testable import Metadata

extension Live {
    @Suite(.database) struct UsageOverviewTests {
        @Test func namesTheLargestUsersAndCountsAll() async throws {
            let database = try TestDatabase.required().database
            let files = FileRepository(database: database)
            let none = try await files.usageOverview(largest: 3, quota: Quota(files: 10, bytes: 1_000))
            #expect(none == UsageOverview())
            var owners: [UserID] = []
            for size in [100, 900, 300, 200] as [Int64] {
                let owner = UserID.random()
                owners.append(owner)
                var file = Fixtures.newFile(owner: owner)
                file.declaredSize = size
                file.maximumSize = size
                _ = try await files.createFileRecord(file, rateLimit: nil)
            }
            let overview = try await files.usageOverview(largest: 3, quota: Quota(files: 10, bytes: 1_000))
            #expect(overview.largest.map(\.id) == [owners[1], owners[2], owners[3]])
            #expect(overview.largest.map(\.usage.bytes) == [900, 300, 200])
            #expect(overview.total == Usage(files: 4, bytes: 1_500))
            #expect(overview.users == 4)
            #expect(overview.nearQuota == 1)
            let tight = try await files.usageOverview(largest: 1, quota: Quota(files: 1, bytes: nil))
            #expect(tight.nearQuota == 4 && tight.largest.count == 1 && tight.users == 4)
        }
    }
}
