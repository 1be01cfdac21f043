import ArgumentParser
import Foundation

/// Writes what commands make. What cannot be written ends a command with a line that says what to do, as mistakes do.
enum OutputFile {
    /// Writes a text to a file, whose folder must be there.
    static func write(_ text: String, to url: URL) throws {
        try telling(of: url) { try Data(text.utf8).write(to: url, options: .atomic) }
    }

    /// Makes a folder and those around it, unless it is there.
    static func makeFolder(at url: URL) throws {
        try telling(of: url, isFolder: true) {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        }
    }

    /// What comes of changing a file or a folder, or the end of the command with what stands in the way told.
    static func telling<Result>(of url: URL, isFolder: Bool = false, _ change: () throws -> Result) throws -> Result {
        do {
            return try change()
        } catch {
            let path = trimmed(url.relativePath)
            let message = objection(toWriting: path, isFolder: isFolder) ?? "it cannot be written: \(reason(error))"
            FileHandle.standardError.write(Data("\(path): error: \(message)\n".utf8))
            throw ExitCode.failure
        }
    }

    /// What stands in the way of a file or a folder, as far as the folders around it tell.
    private static func objection(toWriting path: String, isFolder: Bool) -> String? {
        var found = path
        while !FileManager.default.fileExists(atPath: found), found != folder(of: found) { found = folder(of: found) }
        let isFoundFolder = self.isFolder(found)
        if found == path {
            if isFolder != isFoundFolder {
                return isFolder ? "this is a file; name a folder" : "this is a folder; name a file"
            }
            found = folder(of: path)
        } else if !isFoundFolder {
            return "'\(found)' is a file and no folder; name another place"
        } else if !isFolder, found != folder(of: path) {
            return "there is no folder '\(folder(of: path))'; make it first"
        }
        guard FileManager.default.isWritableFile(atPath: found) else {
            return "nothing may be written to the folder '\(found)'; check its permissions"
        }
        return nil
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// The folder that a path is in.
    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func trimmed(_ path: String) -> String {
        path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    /// The system's own words.
    private static func reason(_ error: any Error) -> String {
        let error = error as NSError
        return ((error.userInfo[NSUnderlyingErrorKey] as? NSError) ?? error).localizedDescription
    }
}
