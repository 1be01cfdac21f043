import ArgumentParser
import Foundation

/// Every setting that cannot be used, named together and not one at a start.
///
/// The values themselves are never repeated: a mistyped one may hold a secret.
struct ConfigurationMistakes: Error, Hashable {
    private(set) var lines: [String] = []

    mutating func add(_ name: String, _ message: String) {
        lines.append("\(name) \(message)")
    }

    /// Prints the mistakes and ends the process with EX_CONFIG (78, sysexits.h), if there are any.
    func exitIfAny() throws {
        guard !lines.isEmpty else { return }
        let text =
            "The configuration cannot be used:\n" + lines.map { "  \($0)\n" }.joined()
            + "The README's configuration table has every variable.\n"
        FileHandle.standardError.write(Data(text.utf8))
        throw ExitCode(78)
    }
}
