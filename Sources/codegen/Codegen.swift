import ArgumentParser

/// The command that the build plugin runs, and that people can run by hand.
@main
struct Codegen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "codegen", abstract: "Turns an OpenAPI document into Swift.", subcommands: [Generate.self])
}
