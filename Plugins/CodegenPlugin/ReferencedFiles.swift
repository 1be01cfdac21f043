import Foundation

/// A contract and the files that it refers to, and those again: a change of any of them runs the command.
struct ReferencedFiles {
    /// The contract first.
    let files: [URL]

    /// A reference in YAML or JSON up to its fragment: in double quotes, in single ones, or in none.
    private static var reference: Regex<(Substring, Substring?, Substring?, Substring?)> {
        #/\$ref["']?\s*:\s*(?:"([^"#]+)|'([^'#]+)|([^\s"'#][^#,}\n\r]*))/#
    }

    /// Takes the files that the command has read; before it has, whatever stands behind a `$ref` and is a file there.
    ///
    /// - Parameters:
    ///   - document: The contract.
    ///   - mapping: Files and folders that stand for URLs, by the URL or by its beginning.
    ///   - list: Where the command lists the files that it has read, a path a line, the contract first.
    init(of document: URL, mapping: [String: URL], list: URL) {
        let read = ((try? String(contentsOf: list, encoding: .utf8)) ?? "").split(separator: "\n")
        if read.first.map(String.init) == document.path(percentEncoded: false) {
            files = read.map { URL(filePath: String($0)) }.filter(Self.isFile)
            return
        }
        var files = [document]
        var known = Set(files)
        var index = 0
        while index < files.count {
            let file = files[index]
            index += 1
            guard let text = try? String(contentsOf: file, encoding: .utf8) else { continue }
            for match in text.matches(of: Self.reference) {
                let written = (match.output.1 ?? match.output.2 ?? match.output.3 ?? "")
                    .trimmingCharacters(in: .whitespaces)
                for reference in Set([written, written.removingPercentEncoding ?? written]) {
                    let target =
                        Self.mapped(reference, mapping)
                        ?? file.deletingLastPathComponent().appending(path: reference).standardizedFileURL
                    if Self.isFile(target), !known.contains(target) {
                        known.insert(target)
                        files.append(target)
                    }
                }
            }
        }
        self.files = files
    }

    /// Whether a file, and no folder, is there.
    static func isFile(_ file: URL) -> Bool {
        var isFolder = ObjCBool(false)
        return FileManager.default.fileExists(atPath: file.path(percentEncoded: false), isDirectory: &isFolder)
            && !isFolder.boolValue
    }

    private static func mapped(_ reference: String, _ mapping: [String: URL]) -> URL? {
        if let file = mapping[reference] { return file }
        let beginnings = mapping.filter { $0.key.hasSuffix("/") && reference.hasPrefix($0.key) }
        return beginnings.max { $0.key.utf8.count < $1.key.utf8.count }.map { beginning, folder in
            folder.appending(path: String(reference.dropFirst(beginning.count))).standardizedFileURL
        }
    }

    /// A power of two for about three types or operations a file, 64 at most, so that a change of the contract compiles
    /// little; 1 for a small contract.
    ///
    /// Counts the keys that nearly every type or operation has, for only the command reads the contract.
    var suggestedFileCount: Int {
        let declarations = files.reduce(0) { count, file in
            guard let text = try? String(contentsOf: file, encoding: .utf8) else { return count }
            return count + text.matches(of: #/(?:properties|enum|responses)["']?\s*:/#).count
        }
        guard declarations >= 24 else { return 1 }
        var count = 1
        while count < 64, count * 6 <= declarations { count *= 2 }
        return count
    }
}
