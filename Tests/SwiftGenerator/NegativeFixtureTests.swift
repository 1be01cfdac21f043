import Foundation
import OpenAPI
import Testing

@testable import SwiftGenerator

@Suite struct NegativeFixtureTests {
    @Test(arguments: Fixtures.names(in: "negative"))
    func mistakeIsToldWithItsPlace(_ name: String) throws {
        let text = try Fixtures.text("negative/\(name).yaml")
        let mode: Generator.Mode = name.hasPrefix("scenario-") ? .examples : .server
        let isLenient = name.hasPrefix("lenient-")
        let error = #expect(throws: DocumentError.self) {
            try Fixtures.generate(text, file: "\(name).yaml", mode: mode, isLenient: isLenient)
        }
        try Fixtures.expect("\(try #require(error))\n", in: "negative/\(name).txt")
    }

    @Test(arguments: Fixtures.names(in: "lint")) func findingsAreToldWithTheirPlaces(_ name: String) throws {
        let text = try Fixtures.text("lint/\(name).yaml")
        let document = try DocumentParser.parse(Array(text.utf8), file: "\(name).yaml")
        let findings = Linter.warnings(document)
        #expect(!findings.isEmpty)
        try Fixtures.expect(findings.map { "\($0) [\($0.code.rawValue)]\n" }.joined(), in: "lint/\(name).txt")
    }

    /// What the generator says and goes on.
    @Test(arguments: Fixtures.names(in: "warned")) func warningsAreToldWithTheirPlaces(_ name: String) throws {
        let warnings = try Self.warnings(name)
        #expect(!warnings.isEmpty)
        try Fixtures.expect(warnings.map { "\($0) [\($0.code.rawValue)]\n" }.joined(), in: "warned/\(name).txt")
    }

    static func warnings(_ name: String) throws -> [Diagnostic] {
        let text = try Fixtures.text("warned/\(name).yaml")
        let document = try DocumentParser.parse(Array(text.utf8), file: "\(name).yaml")
        let mode: Generator.Mode =
            name.hasPrefix("client-") ? .client : name.hasPrefix("scenario-") ? .examples : .server
        return try Generator(mode: mode, source: "a.yaml").output(document).warnings
    }

    @Test(arguments: Fixtures.names(in: "configuration"))
    func configurationsAreReadWithTheirMistakes(_ name: String) throws {
        let text = try Fixtures.text("configuration/\(name).yaml")
        let error = #expect(throws: DocumentError.self) {
            try GeneratorConfiguration.read(Array(text.utf8), file: "\(name).yaml")
        }
        try Fixtures.expect("\(try #require(error))\n", in: "configuration/\(name).txt")
    }

    @Test(arguments: ["negative", "lint", "warned", "configuration"]) func everyExpectationHasItsDocument(
        _ folder: String
    ) throws {
        let files = try FileManager.default.contentsOfDirectory(
            atPath: Fixtures.folder.appending(path: folder).path)
        let expectations = files.filter { $0.hasSuffix(".txt") }.map { String($0.dropLast(4)) }.sorted()
        #expect(expectations == Fixtures.names(in: folder))
    }

    /// Fails when a code is added to the registry and no document shows it.
    @Test func everyCodeHasADocument() throws {
        var shown: Set<DiagnosticCode> = []
        for name in Fixtures.names(in: "negative") {
            let mode: Generator.Mode = name.hasPrefix("scenario-") ? .examples : .server
            do throws(DocumentError) {
                let text = (try? Fixtures.text("negative/\(name).yaml")) ?? ""
                _ = try Fixtures.generate(text, file: name, mode: mode)
            } catch {
                shown.formUnion(error.diagnostics.map(\.code))
            }
        }
        for name in Fixtures.names(in: "lint") {
            let text = try Fixtures.text("lint/\(name).yaml")
            shown.formUnion(
                Linter.warnings(try DocumentParser.parse(Array(text.utf8), file: name)).map(\.code))
        }
        for name in Fixtures.names(in: "warned") { shown.formUnion(try Self.warnings(name).map(\.code)) }
        for name in Fixtures.names(in: "configuration") {
            let text = try Fixtures.text("configuration/\(name).yaml")
            do throws(DocumentError) {
                _ = try GeneratorConfiguration.read(Array(text.utf8), file: name)
            } catch {
                shown.formUnion(error.diagnostics.map(\.code))
            }
        }
        #expect(Set(DiagnosticCode.allCases).subtracting(shown) == [])
    }

    /// What is forgivable is a warning with `--lenient`, and the document is read all the same.
    @Test func forgivableMistakesAreForgiven() throws {
        var forgiven: Set<DiagnosticCode> = []
        for name in Fixtures.names(in: "negative") where !name.hasPrefix("lenient-") {
            let bytes = Array(try Fixtures.text("negative/\(name).yaml").utf8)
            let mode: Generator.Mode = name.hasPrefix("parameter-") ? .server : .types
            do throws(DocumentError) {
                let document = try DocumentParser.parse(bytes, file: name)
                _ = try Generator(mode: mode, source: name).output(document)
            } catch {
                let codes = Set(error.diagnostics.filter { $0.severity == .error }.map(\.code))
                guard codes.allSatisfy(\.isForgivable) else { continue }
                forgiven.formUnion(codes)
                let document = try? DocumentParser.parse(
                    bytes, file: name, options: ParsingOptions(isLenient: true))
                #expect(document != nil, "\(name)")
                let output = try document.map {
                    try Generator(mode: mode, source: name, isLenient: true).output($0)
                }
                let said = (document?.warnings ?? []) + (output?.warnings ?? [])
                #expect(said.map(\.code).contains { codes.contains($0) }, "\(name)")
            }
        }
        #expect(Set(DiagnosticCode.allCases.filter(\.isForgivable)).subtracting(forgiven) == [])
    }

    /// Fails when a message is added to the compiler and no document shows it.
    @Test func everyMessageHasADocument() throws {
        let files =
            Fixtures.names(in: "negative").map { "negative/\($0).txt" }
            + Fixtures.names(in: "lint").map { "lint/\($0).txt" }
            + Fixtures.names(in: "warned").map { "warned/\($0).txt" }
        let said = try files.flatMap { file in
            try Fixtures.text(file).split(separator: "\n").map { line in
                String(line.split(separator: ": error: ", maxSplits: 1).last ?? "").components(
                    separatedBy: ": warning: "
                ).last?
                .replacing(#/ \[[a-z-]+\]$/#, with: "") ?? ""
            }
        }
        let templates = try ["OpenAPI", "SwiftGenerator"].flatMap { try MessageTemplate.all(inModule: $0) }
        #expect(templates.count > 90)
        for template in templates {
            #expect(said.contains(where: template.matches), "no document shows: \(template.source)")
        }
    }
}

/// A message in the compiler's source, with gaps where values stand.
struct MessageTemplate {
    /// The message as it stands in the source.
    var source: String
    /// What stands between the values.
    var parts: [String]

    func matches(_ message: String) -> Bool {
        guard let first = parts.first, let last = parts.last, message.hasPrefix(first) else { return false }
        var rest = message.dropFirst(first.count)
        for part in parts.dropFirst().dropLast() {
            guard let range = rest.firstRange(of: part) else { return false }
            rest = rest[range.upperBound...]
        }
        return parts.count == 1 ? rest.isEmpty : rest.hasSuffix(last)
    }

    /// Every message that is given to a collector in the sources of a module.
    static func all(inModule module: String) throws -> [MessageTemplate] {
        let folder = Fixtures.repository.appending(path: "Sources/\(module)").resolvingSymlinksInPath()
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects ?? []
        return try files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.flatMap { file in
            try String(contentsOf: file, encoding: .utf8).replacing("collector.warning(", with: "collector.error(")
                .components(separatedBy: "collector.error(").dropFirst().compactMap(template)
        }
    }

    /// Reads the string literal that comes next; its interpolations become gaps.
    private static func template(_ source: String) -> MessageTemplate? {
        guard let start = source.firstIndex(of: "\"") else { return nil }
        var rest = source[source.index(after: start)...]
        var parts = [""]
        var text = ""
        while let character = rest.popFirst(), character != "\"" {
            text.append(character)
            guard character == "\\", let escaped = rest.popFirst() else {
                parts[parts.count - 1].append(character)
                continue
            }
            text.append(escaped)
            guard escaped == "(" else {
                parts[parts.count - 1].append(escaped)
                continue
            }
            var depth = 1
            while depth > 0, let inner = rest.popFirst() {
                text.append(inner)
                depth += inner == "(" ? 1 : inner == ")" ? -1 : 0
            }
            parts.append("")
        }
        return MessageTemplate(source: text, parts: parts)
    }
}
