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

    @Option(help: "Whose side counts for what each change is called and for the exit code: clients, servers or both.")
    var `for` = "clients"

    @Option(help: "What ends with 1: breaking, dangerous or none.")
    var failOn = "breaking"

    func run() async throws {
        guard let format = DiagnosticReport.Format(rawValue: format) else {
            throw ValidationError("There is no format '\(self.format)'; use text, json or sarif.")
        }
        guard let audience = Change.Audience(rawValue: `for`) else {
            throw ValidationError("'--for' is clients, servers or both, not '\(`for`)'.")
        }
        guard ["breaking", "dangerous", "none"].contains(failOn) else {
            throw ValidationError("'--fail-on' is breaking, dangerous or none, not '\(failOn)'.")
        }
        let documents = try [old, new].map { try document($0) }
        guard let before = try? documents[0].get(), let after = try? documents[1].get() else {
            try tell(documents, format)
            throw ExitCode(2)
        }
        let changes = DocumentComparison.changes(from: before, to: after)
        print(ChangeReport(changes, newFile: new, audience: audience).render(format), terminator: "")
        guard let limit = Change.Impact(rawValue: failOn) else { return }
        if changes.contains(where: { $0.impact(for: audience) >= limit }) { throw ExitCode.failure }
    }

    private func document(_ path: String) throws -> Result<Document, DocumentError> {
        let options = try ReadingArguments.options(isLenient: lenient, map: map)
        do throws(DocumentError) {
            let bytes = try ReadingArguments.bytes(of: path)
            return .success(try DocumentParser.parse(bytes, file: path, options: options))
        } catch {
            return .failure(error)
        }
    }

    /// Says what is wrong with the documents: to a person beside the output, to a machine in it.
    private func tell(_ documents: [Result<Document, DocumentError>], _ format: DiagnosticReport.Format) throws {
        let diagnostics = documents.flatMap { document in
            if case .failure(let error) = document { error.diagnostics } else { [Diagnostic]() }
        }
        let report = Data(ReadingArguments.report(diagnostics, format).utf8)
        (format == .text ? FileHandle.standardError : FileHandle.standardOutput).write(report)
    }
}
