import ArgumentParser
import Foundation
import OpenAPI

/// Says what has changed between two versions of a document, and for whom.
struct Diff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what has changed between two versions of a document.",
        discussion: """
            Each change is breaking, dangerous or safe: for clients of the old version that call a server of the new one, \
            and for servers of the old version that are called by clients of the new one.
            Ends with 1 when a change is as grave as --fail-on says for those that --for names.
            """)

    @Argument(help: "The old version, in YAML or JSON.")
    var old: String

    @Argument(help: "The new version, in YAML or JSON.")
    var new: String

    @Flag(help: "Go on where a mistake leaves no doubt what is meant.")
    var lenient = false

    @Option(help: ArgumentHelp("A file that stands for a URL.", valueName: "url=file"))
    var map: [String] = []

    @Option(help: "How to write the changes: text, json or sarif.")
    var format = "text"

    @Option(help: "Whose side counts for the exit code: clients, servers or both.")
    var `for` = "clients"

    @Option(help: "What ends with 1: breaking, dangerous or none.")
    var failOn = "breaking"

    func run() async throws {
        guard let format = DiagnosticReport.Format(rawValue: format) else {
            throw ValidationError("There is no format '\(self.format)'; use text, json or sarif.")
        }
        guard ["clients", "servers", "both"].contains(`for`) else {
            throw ValidationError("'--for' is clients, servers or both, not '\(`for`)'.")
        }
        guard ["breaking", "dangerous", "none"].contains(failOn) else {
            throw ValidationError("'--fail-on' is breaking, dangerous or none, not '\(failOn)'.")
        }
        let changes = DocumentComparison.changes(from: try document(old), to: try document(new))
        print(ChangeReport(changes, newFile: new).render(format), terminator: "")
        guard let limit = Change.Impact(rawValue: failOn) else { return }
        let isGrave = changes.contains { change in
            switch `for` {
            case "clients": change.forClients >= limit
            case "servers": change.forServers >= limit
            default: change.worst >= limit
            }
        }
        if isGrave { throw ExitCode.failure }
    }

    private func document(_ path: String) throws -> Document {
        guard let bytes = DocumentArguments.read(path) else {
            throw ValidationError("The document '\(path)' cannot be read; check the path.")
        }
        let options = try DocumentArguments.options(isLenient: lenient, map: map)
        do throws(DocumentError) {
            return try DocumentParser.parse(bytes, file: path, options: options)
        } catch {
            let report = DiagnosticReport(error.diagnostics, sources: [path: bytes]).render(.text)
            FileHandle.standardError.write(Data(report.utf8))
            throw ExitCode(2)
        }
    }
}
