import ArgumentParser

/// The one binary: serves, migrates, and makes tokens for development.
@main
struct Matchbot: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "matchbot",
        abstract: "Takes in the files that MatchBot reconciles.",
        discussion: "Everything is configured by environment variables; the README has the table.",
        subcommands: [
            ServeCommand.self, MigrateCommand.self, TokenCommand.self, JobsCommand.self, HousekeepingCommand.self,
            AuditCommand.self,
        ],
        defaultSubcommand: ServeCommand.self)
}
