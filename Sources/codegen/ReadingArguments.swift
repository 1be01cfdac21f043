import ArgumentParser
import Foundation
import OpenAPI
import YAML

/// How to read a document; the same for every command.
struct ReadingArguments: ParsableArguments {
    @Flag(help: "Go on with warnings where a mistake leaves no doubt what is meant.")
    var lenient = false

    @Option(
        help: ArgumentHelp(
            "A file that stands for a URL; a URL that ends with a slash stands for all that begin with it.",
            valueName: "url=file"))
    var map: [String] = []

    @Option(help: "How to write diagnostics: text, json or sarif.")
    var format = "text"

    /// The format, or the error of one that is none.
    func reportFormat() throws -> DiagnosticReport.Format {
        guard let format = DiagnosticReport.Format(rawValue: format) else {
            throw ValidationError("There is no format '\(format)'; use text, json or sarif.")
        }
        return format
    }

    /// A document's bytes.
    ///
    /// - Parameters:
    ///   - document: Its path.
    ///   - place: Where the path stands; the document itself for the command line.
    static func bytes(of document: String, namedAt place: SourceLocation? = nil) throws(DocumentError) -> [UInt8] {
        guard let bytes = read(document) else {
            throw DocumentError([
                Diagnostic(
                    .error, .unreadableFile, objection(toReading: document),
                    at: place ?? SourceLocation(file: document, line: 1, column: 1))
            ])
        }
        return bytes
    }

    /// Why a file cannot be read.
    static func objection(toReading path: String) -> String {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            return "there is no file '\(path)' to read; check the path"
        }
        return isFolder.boolValue
            ? "'\(path)' is a folder; name the file in it"
            : "the file '\(path)' cannot be read; check its permissions"
    }

    /// How to read a document.
    ///
    /// - Parameters:
    ///   - isLenient: Whether a configuration says so.
    ///   - mapping: The files that a configuration puts in place of URLs; what the command line says stands above it.
    func options(isLenient: Bool = false, mapping: [String: String] = [:]) throws -> ParsingOptions {
        try Self.options(isLenient: lenient || isLenient, map: map, mapping: mapping)
    }

    static func options(
        isLenient: Bool, map: [String], mapping: [String: String] = [:]
    ) throws -> ParsingOptions {
        var mapping = mapping
        for pair in map {
            // A URL may hold '=' in its query; a file's name hardly does.
            guard let equals = pair.lastIndex(of: "="), equals != pair.startIndex else {
                throw ValidationError("'--map \(pair)' is not of the form URL=FILE.")
            }
            mapping[String(pair[..<equals])] = String(pair[pair.index(after: equals)...])
        }
        return ParsingOptions(
            isLenient: isLenient,
            files: DocumentFiles(mapping: mapping, folder: FileManager.default.currentDirectoryPath) { read($0) })
    }

    static func read(_ path: String) -> [UInt8]? {
        (try? Data(contentsOf: URL(filePath: path))).map { [UInt8]($0) }
    }

    /// The diagnostics as text in the wanted format, with the lines that they are about.
    func report(_ diagnostics: [Diagnostic]) throws -> String { Self.report(diagnostics, try reportFormat()) }

    static func report(_ diagnostics: [Diagnostic], _ format: DiagnosticReport.Format) -> String {
        var sources: [String: [UInt8]] = [:]
        for file in Set(diagnostics.map(\.location.file)) { sources[file] = read(file) }
        return DiagnosticReport(diagnostics, sources: sources).render(format)
    }

    /// What comes of reading, or the end of the command with what is wrong told.
    func telling<Result>(_ read: () throws -> Result) throws -> Result {
        do {
            return try read()
        } catch let error as DocumentError {
            try tell(error.diagnostics)
            throw ExitCode.failure
        }
    }

    /// Writes diagnostics to standard error, if there are any or a machine reads them.
    func tell(_ diagnostics: [Diagnostic]) throws {
        guard !diagnostics.isEmpty || format != "text" else { return }
        FileHandle.standardError.write(Data(try report(diagnostics).utf8))
    }
}
