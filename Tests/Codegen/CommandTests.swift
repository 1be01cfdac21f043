import Foundation
import Testing

/// Runs `lint` and `bundle`, and `generate` with other formats, as people do.
@Suite struct CommandTests {
    struct Run {
        var status: Int32
        var output: String
        var errors: String
    }

    static func withFolder(_ files: [String: String], _ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "codegen-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
        try body(folder)
    }

    static func run(_ arguments: [String], in folder: URL) throws -> Run {
        let process = Process()
        process.executableURL = GenerateTests.command
        process.arguments = arguments
        process.currentDirectoryURL = folder
        let output = folder.appending(path: "output-\(UUID().uuidString)")
        try Data().write(to: output)
        let handle = try FileHandle(forWritingTo: output)
        process.standardOutput = handle
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let text = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return Run(
            status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8), errors: text)
    }

    private static let good = """
        openapi: 3.1.0
        info: {title: T, version: "1"}
        paths:
          /a: {get: {operationId: a, summary: A., responses: {'200': {$ref: 'common.yaml#/Done'}}}}

        """
    private static let common = "Done: {description: Done.}\n"

    @Test func lintExitsByWhatItFinds() throws {
        let warned = Self.good.replacing("summary: A., ", with: "")
        let broken = Self.good.replacing("summary", with: "sumary")
        try Self.withFolder([
            "good.yaml": Self.good, "warned.yaml": warned, "broken.yaml": broken, "common.yaml": Self.common,
        ]) {
            folder in
            let clean = try Self.run(["lint", "good.yaml"], in: folder)
            #expect(clean.status == 0 && clean.output.isEmpty && clean.errors.isEmpty)
            let warning = try Self.run(["lint", "warned.yaml"], in: folder)
            #expect(warning.status == 2)
            #expect(
                warning.output.hasPrefix(
                    "warned.yaml:4:13: warning: the operation has neither 'summary' nor 'description' [missing-description]\n  4 |   /a: {get"
                ), "\(warning.output)")
            let error = try Self.run(["lint", "broken.yaml"], in: folder)
            #expect(error.status == 1 && error.output.contains("did you mean 'summary'?"))
            let lenient = try Self.run(["lint", "broken.yaml", "--lenient", "--format", "json"], in: folder)
            #expect(
                lenient.status == 2 && lenient.output.contains("\"severity\": \"warning\", \"code\": \"unknown-field\"")
            )
        }
    }

    @Test func lintSaysWhatGeneratingWould() throws {
        let parameters = ["a", "b"].map { "{in: path, name: \($0), required: true, schema: {type: string}}" }
        let text = Self.good.replacing("/a: {get: {", with: "'/{a}{b}': {get: {")
            .replacing("operationId: a,", with: "operationId: a, parameters: [\(parameters.joined(separator: ", "))],")
        let files = [
            "good.yaml": text, "common.yaml": Self.common, "client.yaml": "document: good.yaml\nmode: client\n",
            "filter.yaml": "document: good.yaml\nfilter: {tags: [none]}\n",
        ]
        try Self.withFolder(files) { folder in
            let generated = try Self.run(["generate", "good.yaml", "--output", "out"], in: folder)
            let lint = try Self.run(["lint", "good.yaml"], in: folder)
            #expect(generated.status == 1 && lint.status == 1)
            #expect(lint.output == generated.errors)
            #expect(try Self.run(["lint", "good.yaml", "--mode", "client"], in: folder).status == 0)
            #expect(try Self.run(["lint", "--configuration", "client.yaml"], in: folder).status == 0)
            #expect(try Self.run(["lint", "good.yaml", "--mode", "clients"], in: folder).status == 64)
            let filtered = try Self.run(["lint", "--configuration", "filter.yaml"], in: folder)
            #expect(
                filtered.status == 1 && filtered.output.hasPrefix("filter.yaml:2:17: error: "), "\(filtered.output)")
        }
    }

    @Test func lintSaysOneMatterOnce() throws {
        let links = "links: {next: {operationId: nothing}}"
        let text =
            Self.good.replacing("$ref: 'common.yaml#/Done'", with: "description: Done., \(links)") + """
                components:
                  schemas:
                    Count: {type: object, properties: {most: {type: integer, default: many}}}
                """
        try Self.withFolder(["good.yaml": text]) { folder in
            let lines = try Self.run(["lint", "good.yaml"], in: folder).output.split(separator: "\n")
            let found = lines.filter { $0.hasPrefix("good.yaml:") }
            let matters = found.map { line in (line.split(separator: " ").first, line.split(separator: "[").last) }
            #expect(Set(matters.map { "\($0)" }).count == found.count, "\(found)")
            // The reason stands there, whoever has said it.
            #expect(found.contains { $0.contains("the value is none of integer") }, "\(found)")
        }
    }

    @Test func bundleWritesOneFile() throws {
        try Self.withFolder(["good.yaml": Self.good, "common.yaml": Self.common]) { folder in
            let bundle = try Self.run(["bundle", "good.yaml"], in: folder)
            #expect(bundle.status == 0 && bundle.output.contains("$ref: \"#/components/responses/Done\""))
            let json = try Self.run(["bundle", "good.yaml", "--json", "--output", "b.json"], in: folder)
            #expect(json.status == 0 && json.output.isEmpty)
            #expect(try Self.run(["lint", "b.json"], in: folder).status == 0)
            try FileManager.default.removeItem(at: folder.appending(path: "common.yaml"))
            let missing = try Self.run(["bundle", "good.yaml"], in: folder)
            #expect(missing.status == 1 && missing.output.isEmpty)
            #expect(missing.errors.contains("the file 'common.yaml' of the reference"))
        }
    }

    @Test func urlsAreMappedByArgument() throws {
        let text = Self.good.replacing("common.yaml#", with: "https://x.example/c.yaml#")
        try Self.withFolder(["good.yaml": text, "common.yaml": Self.common]) { folder in
            let lint = ["lint", "good.yaml"]
            #expect(try Self.run(lint, in: folder).output.contains("--map https://x.example/c.yaml=FILE"))
            let mapped = try Self.run(lint + ["--map", "https://x.example/c.yaml=common.yaml"], in: folder)
            #expect(mapped.status == 0)
            #expect(try Self.run(lint + ["--map", "nothing"], in: folder).status == 64)
        }
    }

    @Test func diagnosticsComeInTheWantedFormat() throws {
        let broken = Self.good.replacing("summary", with: "sumary")
        try Self.withFolder(["a.yaml": broken, "common.yaml": Self.common]) { folder in
            let sarif = try Self.run(["generate", "a.yaml", "--output", "out", "--format", "sarif"], in: folder)
            #expect(sarif.status == 1)
            let parsed = try JSONSerialization.jsonObject(with: Data(sarif.errors.utf8)) as? [String: Any]
            #expect(parsed?["version"] as? String == "2.1.0")
            let none = try Self.run(["generate", "a.yaml", "--output", "out", "--format", "xml"], in: folder)
            #expect(none.status == 64 && none.errors.contains("There is no format 'xml'"))
            let lenient = try Self.run(["generate", "a.yaml", "--output", "out", "--lenient"], in: folder)
            #expect(lenient.status == 0 && lenient.errors.contains("warning: an operation has no field 'sumary'"))
        }
    }

    @Test(arguments: [
        (["diff", "a.yaml", "a.yaml", "--format", "xml"], "There is no format 'xml'; use text, json or sarif."),
        (["lint", "a.yaml", "--format", "xml"], "There is no format 'xml'; use text, json or sarif."),
        (["diff", "a.yaml", "a.yaml", "--for", "all"], "'--for' is clients, servers or both, not 'all'."),
        (
            ["diff", "a.yaml", "a.yaml", "--fail-on", "any"], "'--fail-on' is breaking, dangerous or none, not 'any'."
        ),
        (
            ["generate", "a.yaml", "--output", "out", "--access", "open"],
            "There is no access 'open'; use public, package or internal."
        ),
        (["generate", "a.yaml", "--output", "out", "--name", "A"], "'--name A' is not of the form SCHEMA=TYPE."),
        (["generate", "a.yaml", "--output", "out", "--files", "0"], "'--files' must be from 1 to 256."),
        (["generate", "--output", "out"], "Name the document, or a configuration that has 'document'."),
        (["lint", "a.yaml", "--map", "nothing"], "'--map nothing' is not of the form URL=FILE."),
        (["lint", "--configuration", "none.yaml"], "there is no file 'none.yaml' to read; check the path"),
        (["lint", "none.yaml"], "there is no file 'none.yaml' to read; check the path"),
    ])
    func whatNoCommandCanTakeIsToldWithAReason(_ arguments: [String], _ message: String) throws {
        try Self.withFolder(["a.yaml": Self.good, "common.yaml": Self.common]) { folder in
            let run = try Self.run(arguments, in: folder)
            #expect(run.status != 0 && (run.output + run.errors).contains(message), "\(run)")
        }
    }
}
