import ArgumentParser
import Foundation
import OpenAPI
import SwiftGenerator
import YAML

extension GeneratorConfiguration {
    /// Reads the configuration of a file; one that says nothing where there is no path.
    static func read(fileAt path: String?) throws(DocumentError) -> GeneratorConfiguration {
        guard let path else { return GeneratorConfiguration() }
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            throw DocumentError([
                Diagnostic(
                    .error, .unreadableFile, ReadingArguments.objection(toReading: path),
                    at: .init(file: path, line: 1, column: 1))
            ])
        }
        return try read([UInt8](data), file: path)
    }

    /// The bytes of the document that is meant, and its path.
    ///
    /// - Parameters:
    ///   - given: The path on the command line.
    ///   - file: The path of the configuration, if there is one.
    func documentBytes(_ given: String?, besides file: String?) throws -> (path: String, bytes: [UInt8]) {
        let path = try documentPath(given, besides: file)
        return (path, try ReadingArguments.bytes(of: path, namedAt: given == nil ? documentLocation : nil))
    }

    /// The files that stand for URLs, from where the command runs.
    func mapping(besides file: String?) -> [String: String] { map.mapValues { Self.path($0, besides: file) } }

    /// The document that is meant: the one that is given by hand, else the configuration's, which is relative to it.
    ///
    /// - Parameters:
    ///   - given: The path on the command line.
    ///   - file: The path of the configuration, if there is one.
    private func documentPath(_ given: String?, besides file: String?) throws -> String {
        if let given { return given }
        guard let document else {
            guard let file else { throw ValidationError("Name the document, or a configuration that has 'document'.") }
            throw DocumentError([
                Diagnostic(
                    .error, .invalidConfiguration,
                    "the configuration has no 'document'; write 'document: PATH', or name one on the command line",
                    at: SourceLocation(file: file, line: 1, column: 1))
            ])
        }
        let path = Self.path(document, besides: file)
        return path.hasPrefix("/") ? URL(filePath: path).standardizedFileURL.path(percentEncoded: false) : path
    }

    /// A path of the configuration from where the configuration's own path starts.
    ///
    /// - Parameters:
    ///   - path: The path, from the configuration's folder.
    ///   - file: The path of the configuration, if there is one.
    private static func path(_ path: String, besides file: String?) -> String {
        let folder = path.hasPrefix("/") ? nil : file?.lastIndex(of: "/").flatMap { file?[...$0] }
        return (folder.map { String($0) } ?? "") + path
    }
}
