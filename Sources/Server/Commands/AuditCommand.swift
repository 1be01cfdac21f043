import ArgumentParser
import Foundation
import Metadata

/// Shows who did what to which file.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Show what was done to a file, or by and for a user; the latest first.",
        discussion: """
            Events are kept for AUDIT_RETENTION_DAYS, also those of files that are gone by now. What a request was \
            answered as unknown, the trail tells apart: a file that does not exist, or one of another user.
            """)

    @Option(help: "The file's UUID.", transform: AuditCommand.file)
    var file: FileID?

    @Option(help: "The user's UUID.", transform: AuditCommand.user)
    var user: UserID?

    @Option(help: "How many events at most.")
    var limit = 100

    @Flag(help: "Print a JSON array.")
    var json = false

    func validate() throws {
        guard (file == nil) != (user == nil) else { throw ValidationError("Name a file or a user.") }
        guard (1...100_000).contains(limit) else { throw ValidationError("--limit takes 1 to 100000.") }
    }

    func run() async throws {
        let configuration = try ServiceConfiguration.loadOrExit()
        let (file, user, limit) = (file, user, limit)
        let events = try await CommandDatabase.with(configuration, label: "audit") { database, _ in
            let trail = AuditTrail(database: database)
            if let file { return try await trail.events(of: file, limit: limit) }
            guard let user else { return [] }
            return try await trail.events(of: user, limit: limit)
        }
        print(json ? AuditTable.json(events) : AuditTable.text(events))
    }

    private static func file(_ text: String) throws -> FileID {
        guard let id = FileID(text) else { throw ValidationError("A file is named by its UUID.") }
        return id
    }

    private static func user(_ text: String) throws -> UserID {
        guard let id = UserID(text) else { throw ValidationError("A user is named by a UUID.") }
        return id
    }
}
