import ArgumentParser

/// The command that the build plugin runs, and that people can run by hand.
@main
struct Codegen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "codegen", abstract: "Turns an OpenAPI document into Swift, and looks after the document.",
        discussion: """
            Exit codes: 0 when all is well, 1 when the document has errors, the output cannot be written or 'diff' finds a breaking change, 2 \
            when 'lint' has found nothing but warnings, 64 for arguments that are wrong.
            """,
        subcommands: [Generate.self, Lint.self, Diff.self, Bundle.self, ScaffoldCommand.self])
}
