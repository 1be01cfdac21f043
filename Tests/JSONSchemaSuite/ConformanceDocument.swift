import Foundation
import Synchronization

/// `docs/json-schema.md`, whose tables are what the runners have seen.
///
/// With `UPDATE_GOLDEN=1` a table is written there instead of compared.
public enum ConformanceDocument {
    private static let lock = Mutex(())

    /// The table under a heading, after what was seen has been written there if that is wanted.
    ///
    /// - Parameters:
    ///   - heading: The heading, without its marks.
    ///   - seen: The table as a runner has it.
    public static func table(under heading: String, seen: String) throws -> String {
        try lock.withLock { _ in
            let file = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
                .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/json-schema.md")
            var sections = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n## ")
            let index = sections.firstIndex { $0.hasPrefix(heading + "\n") } ?? sections.endIndex
            if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
                if index == sections.endIndex { sections.append("") }
                sections[index] = "\(heading)\n\n\(seen)\n"
                try Data(sections.joined(separator: "\n## ").utf8).write(to: file, options: .atomic)
            }
            guard index < sections.endIndex else { return "" }
            return sections[index].dropFirst(heading.count).trimmingCharacters(in: .newlines)
        }
    }
}
