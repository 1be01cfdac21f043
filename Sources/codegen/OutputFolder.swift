import Foundation
import SwiftGenerator

/// The folder that generated files are written to.
struct OutputFolder {
    private let url: URL

    init(path: String) { url = URL(filePath: path, directoryHint: .isDirectory) }

    /// Writes files; one whose text is the same stays as it is.
    func write(_ files: [Generator.File]) throws {
        try OutputFile.makeFolder(at: url)
        for file in files {
            let target = url.appending(path: file.name)
            if (try? Data(contentsOf: target)) != Data(file.text.utf8) { try OutputFile.write(file.text, to: target) }
        }
    }

    /// Removes the files in the folder that an earlier run for the same document has written, but for some: together with these
    /// they would declare a type twice. Whatever else is there stays.
    ///
    /// - Returns: The names of what was removed, sorted.
    func removeOthers(than files: [Generator.File]) throws -> [String] {
        guard let note = files.first?.text.prefix(while: { $0 != "\n" }) else { return [] }
        let kept = Set(files.map(\.name))
        let found = try OutputFile.telling(of: url, isFolder: true) {
            try FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: [.isRegularFileKey])
        }
        var removed: [String] = []
        for file in found where file.pathExtension == "swift" && !kept.contains(file.lastPathComponent) {
            let isFile = try? file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile
            guard isFile == true, Generator.mayWrite(file.lastPathComponent), let first = try? Self.firstLine(of: file),
                first == note
            else { continue }
            try OutputFile.telling(of: file) { try FileManager.default.removeItem(at: file) }
            removed.append(file.lastPathComponent)
        }
        return removed.sorted()
    }

    /// The first line of a file, or as much of it as could be that of a generated one.
    private static func firstLine(of file: URL) throws -> String {
        let handle = try FileHandle(forReadingFrom: file)
        defer { try? handle.close() }
        let start = try handle.read(upToCount: 4096) ?? Data()
        return String(decoding: start.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }
}
