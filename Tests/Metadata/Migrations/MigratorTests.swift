import Testing

@testable import Metadata

extension Live {
    @Suite(.emptyDatabase) struct MigratorTests {
        @Test func replicasAtOnceApplyEachMigrationOnceAndRunningAgainDoesNothing() async throws {
            let names = Migration.all.map(\.name)
            let first = try TestDatabase.required().database
            #expect(try await Migrator(database: first, logger: silentLogger).pending() == names)
            try await withPool { second in
                try await withPool { third in
                    let applied = try await withThrowingTaskGroup(of: [String].self) { group in
                        for database in [first, second, third] {
                            group.addTask { try await Migrator(database: database, logger: silentLogger).run() }
                        }
                        return try await group.reduce(into: []) { $0 += $1 }
                    }
                    #expect(applied.sorted() == names)
                }
            }
            #expect(try await Migrator(database: first, logger: silentLogger).run().isEmpty)
            #expect(try await Migrator(database: first, logger: silentLogger).pending().isEmpty)
            let indexes = try await first.text(
                "SELECT string_agg(indexname, ' ' ORDER BY indexname) FROM pg_indexes WHERE tablename = 'file_uploads'")
            for name in ["user_id", "reconciliation_id", "status"] {
                #expect(indexes?.contains("idx_file_uploads_\(name)") == true)
            }
        }

        @Test func namesAreNumberedAndNumbersRise() {
            let numbers = Migration.all.map { Int($0.name.prefix(4)) ?? 0 }
            #expect(numbers.first == 1)
            for (number, next) in zip(numbers, numbers.dropFirst()) { #expect(number < next) }
            #expect(Migration.all.allSatisfy { $0.name.dropFirst(4).hasPrefix("_") })
        }
    }
}
