import ArgumentParser
import Foundation
import Metadata

/// Lets an operator see the job queue and decide about jobs that were given up.
struct JobsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs",
        abstract: "List jobs, give dead ones another chance, or drop them.",
        subcommands: [List.self, Retry.self, Drop.self],
        defaultSubcommand: List.self)

    /// Shows jobs, the last changed first.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List jobs, the last changed first.")

        @Option(help: "Only jobs in this state: ready, running, done or dead.", transform: JobsCommand.state)
        var state: JobState?

        @Option(help: "How many jobs at most.")
        var limit = 100

        @Flag(help: "Print a JSON array.")
        var json = false

        func validate() throws {
            guard (1...100_000).contains(limit) else { throw ValidationError("--limit takes 1 to 100000.") }
        }

        func run() async throws {
            let configuration = try ServiceConfiguration.loadOrExit()
            let (state, limit) = (state, limit)
            let jobs = try await CommandDatabase.with(configuration, label: "jobs") { database, _ in
                try await JobQueue(database: database).jobs(in: state, limit: limit)
            }
            print(json ? try JobTable.json(jobs) : JobTable.text(jobs))
        }
    }

    /// Gives dead jobs all their attempts again.
    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a dead job all its attempts again, or make a waiting one due now.",
            discussion: "A file that failed with its job is processed again.")

        @Argument(help: "The job's UUID.", transform: JobsCommand.identifier)
        var id: JobID?

        @Flag(help: "Every dead job.")
        var allDead = false

        @Flag(help: "Print a JSON object.")
        var json = false

        func validate() throws {
            guard (id != nil) != allDead else { throw ValidationError("Name a job or give --all-dead.") }
        }

        func run() async throws {
            let configuration = try ServiceConfiguration.loadOrExit()
            let id = id
            let count = try await CommandDatabase.with(configuration, label: "jobs") { database, _ in
                let queue = JobQueue(database: database)
                guard let id else { return try await queue.reviveAllDead() }
                try JobsCommand.check(try await queue.revive(id), id, verb: "retried")
                return 1
            }
            print(json ? "{\"retried\":\(count)}" : "Jobs to be tried again: \(count)")
        }
    }

    /// Removes a job for good.
    struct Drop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove a job for good, unless a worker holds it.",
            discussion: "The file of an ingestion that was not finished fails.")

        @Argument(help: "The job's UUID.", transform: JobsCommand.identifier)
        var id: JobID

        @Flag(help: "Print a JSON object.")
        var json = false

        func run() async throws {
            let configuration = try ServiceConfiguration.loadOrExit()
            let id = id
            try await CommandDatabase.with(configuration, label: "jobs") { database, _ in
                try JobsCommand.check(try await JobQueue(database: database).drop(id), id, verb: "dropped")
            }
            print(json ? "{\"dropped\":1}" : "Dropped: \(id)")
        }
    }

    private static func identifier(_ text: String) throws -> JobID {
        guard let id = JobID(text) else { throw ValidationError("A job is named by its UUID.") }
        return id
    }

    private static func state(_ text: String) throws -> JobState {
        guard let state = JobState(rawValue: text) else {
            throw ValidationError("A state is one of \(JobState.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        return state
    }

    private static func check(_ change: JobChange, _ id: JobID, verb: String) throws {
        switch change {
        case .changed:
            return
        case .refused(let state):
            throw CommandFailure(description: "The job \(id) is \(state.rawValue) and cannot be \(verb) now.")
        case .notFound:
            throw CommandFailure(description: "There is no job \(id).")
        }
    }
}
