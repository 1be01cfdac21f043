import Foundation
import OpenAPI
import Testing

@testable import SwiftGenerator

/// The documents and expectations in the folder Fixtures.
///
/// With `UPDATE_GOLDEN=1` expectations are written to the source tree instead of compared.
enum Fixtures {
    static let isUpdating = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"

    /// The folder in the source tree when expectations are written, else that of the test bundle.
    static var folder: URL {
        let source = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
        return isUpdating ? source : Bundle.module.bundleURL.appending(path: "Fixtures")
    }

    /// The root of the repository.
    static let repository = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The names of the documents of a folder, sorted.
    static func names(in folder: String) -> [String] {
        let files =
            (try? FileManager.default.contentsOfDirectory(atPath: Self.folder.appending(path: folder).path)) ?? []
        return files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
    }

    static func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: folder.appending(path: path)), as: UTF8.self)
    }

    /// Compares a text with what a file holds, or writes it there.
    static func expect(_ text: String, in path: String) throws {
        let file = folder.appending(path: path)
        if isUpdating {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        let expected = try #require(try? Data(contentsOf: file), "\(path) is missing; write it with UPDATE_GOLDEN=1")
        #expect(text == String(decoding: expected, as: UTF8.self), "\(path) has changed")
    }

    static func generate(
        _ text: String, file: String, mode: Generator.Mode = .server, isLenient: Bool = false
    ) throws(DocumentError) -> [Generator.File] {
        let options = ParsingOptions(isLenient: isLenient)
        let reading = try DocumentParser.reading(Array(text.utf8), file: file, options: options)
        return try Generator(mode: mode, source: file, isLenient: isLenient).output(reading).files
    }

    /// A document whose one schema is in another file.
    static func readingOfTwoFiles() throws(DocumentError) -> DocumentReading {
        let files = DocumentFiles { name in
            name == "common.yaml" ? Array("Money: {type: object, properties: {unit: {type: string}}}".utf8) : nil
        }
        let text = """
            openapi: 3.1.0
            info: {title: "Things", version: "1"}
            paths: {}
            components: {schemas: {Price: {$ref: common.yaml#/Money}}}
            """
        return try DocumentParser.reading(
            Array(text.utf8), file: "a.yaml", options: ParsingOptions(files: files))
    }

    /// What is generated in the mode `types` from a document with these schemas, in one text.
    static func types(_ schemas: String, options: GeneratorOptions = GeneratorOptions()) throws -> String {
        let text = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\ncomponents:\n  schemas:\n\(schemas)\n"
        let document = try DocumentParser.parse(Array(text.utf8), file: "a.yaml")
        return try Generator(mode: .types, source: "a.yaml", options: options).generate(document).map(\.text).joined()
    }
}
