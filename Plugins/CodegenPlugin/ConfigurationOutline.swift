import Foundation

/// What a `codegen.yaml` says outside of everything else, as far as SwiftPM must know it before the command runs, which
/// reads all of it.
///
/// It knows `key: value` lines, comments, quotes, and lists and mappings that stand in the line of their key or below it.
struct ConfigurationOutline {
    /// What stands behind a key.
    private struct Entry {
        var line: Int
        /// The key's own line, and those below it without their indentation.
        var lines: [String]
    }

    let file: URL
    private var entries: [String: Entry] = [:]

    /// Reads the configuration of a target.
    init(fileAt file: URL) throws {
        self.file = file
        guard let text = try? String(contentsOf: file, encoding: .utf8) else {
            throw PluginError("the target uses CodegenPlugin and has no codegen.yaml", file: file, line: 1)
        }
        var key = ""
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() where !line.hasPrefix("#") {
            let plain = line.firstRange(of: " #").map { line[..<$0.lowerBound] } ?? line
            let content = plain.trimmingCharacters(in: .whitespaces)
            guard !content.isEmpty else { continue }
            if line.hasPrefix(" ") || content.hasPrefix("- ") {
                entries[key]?.lines.append(content)
            } else {
                let parts = content.split(separator: ":", maxSplits: 1).map(Self.unquoted)
                key = parts.first ?? ""
                entries[key] = Entry(line: index + 1, lines: parts.count == 2 && !parts[1].isEmpty ? [parts[1]] : [])
            }
        }
    }

    /// A text, where a key has one.
    func text(_ key: String) -> String? { entries[key]?.lines.first }

    /// A list, in its line or below it, where a key has one.
    func list(_ key: String) -> [String]? {
        entries[key].map { entry in
            entry.lines.flatMap { line in
                (line.hasPrefix("- ") ? line.dropFirst(2) : line[...]).split { "[], '\"".contains($0) }.map(String.init)
            }
        }
    }

    /// A mapping of texts, in its line or below it; empty where a key has none.
    func mapping(_ key: String) -> [String: String] {
        var pairs: [String: String] = [:]
        for line in entries[key]?.lines ?? [] {
            for pair in line.trimmingCharacters(in: .init(charactersIn: "{}")).split(separator: ",") {
                guard let colon = pair.firstRange(of: ": ") else { continue }
                pairs[Self.unquoted(pair[..<colon.lowerBound])] = Self.unquoted(pair[colon.upperBound...])
            }
        }
        return pairs
    }

    /// A mistake at the place of a key, or at the start where it is missing.
    func error(_ message: String, at key: String) -> PluginError {
        PluginError(message, file: file, line: entries[key]?.line ?? 1)
    }

    private static func unquoted(_ text: Substring) -> String {
        text.trimmingCharacters(in: .whitespaces.union(.init(charactersIn: "\"'")))
    }
}
