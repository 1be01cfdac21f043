import ArgumentParser
import Foundation
import OpenAPI
import SwiftGenerator
import YAML

/// What the build plugin took the contract for when SwiftPM planned the build, to be compared with what it is.
///
/// SwiftPM plans when its manifest has changed or what a folder holds, and not when a contract or its configuration has. But
/// only a plan says which files are written and which are watched. So where the plan turns out to be an old one, a file is
/// put into a folder that SwiftPM watches, and the next build is planned anew.
struct BuildPlan: ParsableArguments {
    @Option(name: .customLong("plan"), help: .private) var folder: String?
    @Option(name: .customLong("planned-mode"), help: .private) var modes: [String] = []
    @Option(name: .customLong("watched"), help: .private) var watched: [String] = []

    /// Whether it is the build plugin that runs the command.
    var isOfBuild: Bool { folder != nil }

    /// Refuses other modes than those whose files were planned.
    ///
    /// - Parameters:
    ///   - settings: What the configuration says.
    ///   - place: Where it is told of what the configuration does not say.
    func check(_ settings: GeneratorConfiguration, at place: SourceLocation) throws(DocumentError) {
        guard let folder else { return }
        let said = settings.modes.isEmpty ? ["server"] : Set(settings.modes.map(\.rawValue)).sorted()
        let mistake = URL(filePath: folder).deletingLastPathComponent().appending(path: "Misunderstanding")
        guard said != Set(modes).sorted() else {
            try? FileManager.default.removeItem(at: mistake)
            return
        }
        let planned = Set(modes).sorted().joined(separator: ", ")
        let note = Data("\(planned) for \(said.joined(separator: ", "))".utf8)
        // A plan that was made since then says the same, so another would not help.
        let isMisunderstood = (try? Data(contentsOf: mistake)) == note
        try? note.write(to: mistake)
        askForAnother()
        throw DocumentError([
            Diagnostic(
                .error, .invalidConfiguration,
                isMisunderstood
                    ? "the build plugin reads '\(planned)' here; write 'mode: NAME' or 'modes: [NAME, NAME]' in one line"
                    : "the build was planned for '\(planned)'; build once more, and it is planned for what stands here",
                at: settings.modesLocation ?? place)
        ])
    }

    /// Sees to it that the next build watches all files that were read, and spreads what is written as it is wished; and that
    /// the next plan, whenever that is, watches no others.
    ///
    /// - Parameters:
    ///   - files: The paths of the files.
    ///   - count: How many files schemas are to be spread over, if that is said.
    ///   - planned: Over how many they were spread.
    func note(files: [String], count: Int?, planned: Int?) {
        guard let folder else { return }
        let read = files.map(Self.absolute)
        let list = URL(filePath: folder).deletingLastPathComponent().appending(path: "Files")
        let text = Data(read.joined(separator: "\n").utf8)
        if (try? Data(contentsOf: list)) != text { try? text.write(to: list, options: .atomic) }
        // A file that is watched and not read any more costs less than a plan.
        let known = Set(watched.map(Self.absolute))
        if !known.isSuperset(of: read) || count.map({ $0 != planned }) == true { askForAnother() }
    }

    /// Changes what the watched folder holds. What it holds is compiled, so nothing is taken away that this build may need.
    private func askForAnother() {
        guard let folder else { return }
        let count = (try? FileManager.default.contentsOfDirectory(atPath: folder).count) ?? 0
        let file = URL(filePath: folder, directoryHint: .isDirectory).appending(path: "CodegenPlan\(count + 1).swift")
        try? Data("// The build is planned anew. There is nothing to change here.\n".utf8).write(to: file)
    }

    private static func absolute(_ path: String) -> String {
        URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
    }
}
