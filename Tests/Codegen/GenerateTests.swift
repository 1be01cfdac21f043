import Foundation
import Testing

/// Runs the command as the build plugin does.
@Suite struct GenerateTests {
    private static let document = """
        openapi: 3.1.0
        info: {title: Things, version: "1"}
        paths:
          /things:
            get:
              operationId: listThings
              summary: List things.
              responses:
                '200':
                  description: Things.
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/Thing'}
        components:
          schemas:
            Thing:
              type: object
              properties:
                name: {type: string, description: What it is called.}

        """

    /// The command as it was built for the plugin; SwiftPM names such a build of a tool apart.
    static var command: URL {
        let products = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        let tool = products.appending(path: "codegen-tool")
        return FileManager.default.fileExists(atPath: tool.path(percentEncoded: false))
            ? tool : products.appending(path: "codegen")
    }

    private struct Run {
        var status: Int32
        var errors: String
    }

    private func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "codegen-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    private func generate(_ text: String, in folder: URL, _ arguments: [String] = []) throws -> Run {
        let document = folder.appending(path: "things.yaml")
        try Data(text.utf8).write(to: document)
        let process = Process()
        process.executableURL = Self.command
        process.arguments =
            [
                "generate", document.path(percentEncoded: false), "--output",
                folder.appending(path: "out").path(percentEncoded: false),
            ] + arguments
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return Run(status: process.terminationStatus, errors: text)
    }

    private func dates(in folder: URL) throws -> [String: Date] {
        let output = folder.appending(path: "out")
        var dates: [String: Date] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: output.path(percentEncoded: false)) {
            let attributes = try FileManager.default.attributesOfItem(
                atPath: output.appending(path: name).path(percentEncoded: false))
            dates[name] = attributes[.modificationDate] as? Date
        }
        return dates
    }

    @Test func writesNothingWhenNothingChanged() throws {
        try withFolder { folder in
            #expect(try generate(Self.document, in: folder).status == 0)
            let first = try dates(in: folder)
            #expect(first.count == 8)
            Thread.sleep(forTimeInterval: 0.05)
            #expect(try generate(Self.document, in: folder).status == 0)
            #expect(try dates(in: folder) == first)
        }
    }

    @Test func writesOnlyTheFilesThatAnEditTouches() throws {
        try withFolder { folder in
            _ = try generate(Self.document, in: folder)
            let first = try dates(in: folder)
            Thread.sleep(forTimeInterval: 0.05)
            _ = try generate(Self.document.replacing("What it is called.", with: "Its name."), in: folder)
            let changed = try dates(in: folder).filter { first[$0.key] != $0.value }.keys
            #expect(Set(changed) == ["Schemas.swift", "Contract.swift"])
        }
    }

    @Test func printsEveryMistakeWithItsPlaceAndWritesNothing() throws {
        try withFolder { folder in
            let text = Self.document.replacing("type: object", with: "type: objekt").replacing(
                "operationId", with: "operationID")
            let run = try generate(text, in: folder)
            #expect(run.status == 1)
            let path = folder.appending(path: "things.yaml").path(percentEncoded: false)
            #expect(run.errors.contains("\(path):6:"), "\(run.errors)")
            #expect(run.errors.contains("\(path):17:13: error: there is no type 'objekt'; did you mean 'object'?"))
            #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "out").path(percentEncoded: false)))
        }
    }

    /// What cannot be read and what cannot be generated come in one run, each once.
    @Test func printsMistakesOfTheDocumentTogetherWithWhatCannotBeGenerated() throws {
        try withFolder { folder in
            let text =
                Self.document.replacing("version: \"1\"", with: "versio: \"1\"")
                + "    Name: {type: string, pattern: '['}\n    Broken: {type: strin, pattern: '['}\n"
            let run = try generate(text, in: folder, ["--mode", "types", "--mode", "server"])
            #expect(run.status == 1)
            let lines = run.errors.split(separator: "\n").filter { $0.contains(": error: ") }.map {
                $0.drop { $0 != ":" }.dropFirst()
            }
            #expect(
                lines == [
                    "2:23: error: info has no field 'versio'; did you mean 'version'? [unknown-field]",
                    "20:35: error: the pattern [ cannot be read: '[' is not closed, at character 1 [invalid-pattern]",
                    "21:20: error: there is no type 'strin'; did you mean 'string'? [unknown-type]",
                    "21:36: error: the pattern [ cannot be read: '[' is not closed, at character 1 [invalid-pattern]",
                ], "\(run.errors)")
        }
    }

    /// With another count of files or in another mode the files of an earlier run would declare all types once more.
    @Test func removesWhatAnEarlierRunHasWrittenAndNothingElse() throws {
        try withFolder { folder in
            let out = folder.appending(path: "out")
            func names() throws -> Set<String> {
                Set(try FileManager.default.contentsOfDirectory(atPath: out.path(percentEncoded: false)))
            }
            #expect(try generate(Self.document, in: folder, ["--mode", "client"]).status == 0)
            #expect(try names().isSuperset(of: ["Client.swift", "Schemas.swift"]))
            let others = [
                "Own.swift": "// By hand.\n", "Empty.swift": "", "Notes.md": "// Generated from things.yaml.\n",
                "Other.swift": "// Generated from things.yaml by another tool.\n",
                "Rules.swift":
                    "// Generated from others.yaml. Change that file instead; this one is written again at every build.\n",
                "Copy.swift": String(
                    decoding: try Data(contentsOf: out.appending(path: "Client.swift")), as: UTF8.self),
            ]
            for (name, text) in others { try Data(text.utf8).write(to: out.appending(path: name)) }
            #expect(try generate(Self.document, in: folder, ["--mode", "server", "--files", "2"]).status == 0)
            let left = try names()
            #expect(left.isSuperset(of: others.keys) && left.contains("Schemas1.swift") && left.contains("API.swift"))
            #expect(left.isDisjoint(with: ["Client.swift", "Schemas.swift", "Operations+Client.swift"]), "\(left)")
            let plan = folder.appending(path: "Plan").path(percentEncoded: false)
            #expect(try generate(Self.document, in: folder, ["--plan", plan, "--planned-mode", "server"]).status == 0)
            #expect(try names().isSuperset(of: ["Schemas.swift", "Schemas1.swift"]))
        }
    }

    @Test func refusesAModeThatIsNone() throws {
        try withFolder { folder in
            let run = try generate(Self.document, in: folder, ["--mode", "servers"])
            #expect(run.status != 0)
            #expect(run.errors.contains("There is no mode 'servers'"))
        }
    }
}
