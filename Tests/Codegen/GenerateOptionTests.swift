import Foundation
import Testing

/// Runs `generate` with its options, given by hand and by a configuration.
@Suite struct GenerateOptionTests {
    private static let document = """
        openapi: 3.1.0
        info: {title: Things, version: "1"}
        paths:
          /a:
            get:
              operationId: readA
              tags: [first]
              responses: {'200': {description: D, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}
          /b:
            get:
              operationId: readB
              tags: [second]
              responses: {'200': {description: D, content: {application/json: {schema: {$ref: '#/components/schemas/B'}}}}}
        components:
          schemas:
            A: {type: object, properties: {c: {$ref: '#/components/schemas/C'}}}
            B: {type: object, properties: {state: {type: string, enum: [on]}}}
            C: {type: object, properties: {x: {type: string, x-swift-type: Kit.Money}}}

        """

    private func types(_ arguments: [String], configuration: String? = nil) throws -> [String: String] {
        var result: [String: String] = [:]
        let files = ["things.yaml": Self.document, "codegen.yaml": configuration ?? ""]
        try CommandTests.withFolder(files) { folder in
            let given = configuration == nil ? [] : ["--configuration", "codegen.yaml"]
            let run = try CommandTests.run(
                ["generate", "things.yaml", "--output", "out"] + given + arguments, in: folder)
            #expect(run.status == 0, "\(run.errors)")
            let out = folder.appending(path: "out")
            for name in try FileManager.default.contentsOfDirectory(atPath: out.path) {
                result[name] = try String(contentsOf: out.appending(path: name), encoding: .utf8)
            }
        }
        return result
    }

    @Test func filtersTakeWhatIsNamedAndWhatThatNeeds() throws {
        for arguments in [
            ["--tag", "first"], ["--path", "/a"], ["--path", "/a*"], ["--operation", "readA"], ["--schema", "A"],
        ] {
            let text = try types(["--mode", "types"] + arguments)["Schemas.swift"] ?? ""
            #expect(
                text.contains("struct A:") && text.contains("struct C:") && !text.contains("struct B:"), "\(arguments)")
        }
        let api = try types(["--tag", "second"])["API.swift"] ?? ""
        #expect(api.contains("readB") && !api.contains("readA"))
    }

    /// What only a header of an answer refers to is needed as well.
    @Test func filtersTakeWhatHeadersReferTo() throws {
        let document = """
            openapi: 3.1.0
            info: {title: Things, version: "1"}
            paths:
              /a:
                get:
                  operationId: readA
                  responses:
                    '200':
                      description: A.
                      headers: {X-A: {content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}
            components:
              schemas:
                A: {type: object, properties: {x: {type: string}}}
                B: {type: object, properties: {x: {type: string}}}
            """
        try CommandTests.withFolder(["things.yaml": document]) { folder in
            let arguments = ["generate", "things.yaml", "--output", "out", "--operation", "readA"]
            #expect(try CommandTests.run(arguments, in: folder).status == 0)
            let text = try String(contentsOf: folder.appending(path: "out/Schemas.swift"), encoding: .utf8)
            #expect(text.contains("struct A:") && !text.contains("struct B:"))
        }
    }

    @Test func accessAndNamesAreAsGiven() throws {
        let text =
            try types([
                "--mode", "types", "--access", "package", "--name-prefix", "My", "--name", "B=Given", "--open-enums",
            ])[
                "Schemas.swift"] ?? ""
        #expect(text.contains("package struct MyA:") && text.contains("package struct Given:"))
        #expect(!text.contains("public ") && text.contains("case unknown(String)"))
        #expect(text.contains("public import Kit") || text.contains("package import Kit"))
        #expect(text.contains("x: Kit.Money?"))
    }

    @Test func severalModesAreWrittenAtOnce() throws {
        let files = try types([], configuration: "modes: [types, server]\nfiles: 2\naccess: internal\n")
        #expect(
            Set(files.keys) == [
                "Schemas1.swift", "Schemas1+JSON.swift", "Schemas2.swift", "Schemas2+JSON.swift", "Rules.swift",
                "Operations1.swift", "Operations1+HTTP.swift", "Operations2.swift", "Operations2+HTTP.swift",
                "API.swift", "Outgoing.swift", "Contract.swift",
            ])
        #expect(files.values.allSatisfy { !$0.contains("\n    public ") })
        #expect(files["Contract.swift"]?.contains("openapi: 3.1.0") == true)
    }

    @Test func eachTagHasAProtocolWhenAsked() throws {
        for files in [
            try types(["--mode", "server", "--tag-protocols"]),
            try types([], configuration: "mode: server\ntag-protocols: true\n"),
        ] {
            let api = try #require(files["API.swift"])
            #expect(api.contains("public protocol ThingsFirstAPI") && api.contains("public protocol ThingsSecondAPI"))
            #expect(api.contains("public protocol ThingsAPI: ThingsFirstAPI, ThingsSecondAPI"))
        }
        let whole = try #require(try types(["--mode", "server"])["API.swift"])
        #expect(!whole.contains("ThingsFirstAPI") && whole.contains("public protocol ThingsAPI: Sendable"))
    }

    @Test func configurationNamesTheDocumentFromItsOwnFolder() throws {
        try CommandTests.withFolder(["things.yaml": Self.document]) { folder in
            let inner = folder.appending(path: "inner")
            try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
            let configuration = Data("document: ../things.yaml\nmode: types\n".utf8)
            try configuration.write(to: inner.appending(path: "codegen.yaml"))
            let named = ["generate", "--configuration", "inner/codegen.yaml", "--output", "out"]
            #expect(try CommandTests.run(named, in: folder).status == 0)
            #expect(FileManager.default.fileExists(atPath: folder.appending(path: "out/Schemas.swift").path))
            let above = try CommandTests.run(named + ["other.yaml"], in: folder)
            #expect(above.status == 1 && above.errors.contains("other.yaml:1:1: error: there is no file 'other.yaml'"))
            let none = try CommandTests.run(["generate", "--output", "out"], in: folder)
            #expect(none.status == 64 && none.errors.contains("Name the document, or a configuration"))
            try Data("mode: types\n".utf8).write(to: inner.appending(path: "codegen.yaml"))
            let message =
                "inner/codegen.yaml:1:1: error: the configuration has no 'document'; write 'document: PATH', or name one on the command line"
            let unnamed = try CommandTests.run(named, in: folder)
            #expect(unnamed.status == 1 && unnamed.errors.hasPrefix(message), "\(unnamed.errors)")
            let linted = try CommandTests.run(["lint", "--configuration", "inner/codegen.yaml"], in: folder)
            #expect(linted.status == 1 && linted.output.hasPrefix(message), "\(linted.output)")
        }
    }

    @Test func optionsStandAboveTheConfiguration() throws {
        let files = try types(
            ["--mode", "types", "--name-prefix", "Our"], configuration: "mode: server\nname-prefix: My\n")
        #expect(files["API.swift"] == nil && files["Schemas.swift"]?.contains("struct OurA:") == true)
    }

    @Test(arguments: [
        (["--tag", "frist"], "no operation has the tag 'frist'; did you mean 'first'?"),
        (["--path", "/c"], "there is no path '/c'; did you mean '/a'?"),
        (["--path", "/c*"], "no path begins as '/c*'"),
        (["--operation", "raedA"], "there is no operation 'raedA'; did you mean 'readA'?"),
        (["--schema", "Nothing"], "there is no schema 'Nothing'"),
        (["--name", "Nothing=Something"], "a name is given, and there is no schema 'Nothing'"),
        (
            ["--name", "A=1x"],
            "'1x' is no name that a type can have: it is none in Swift, or generated code calls a type of its own so."
        ),
        (["--name", "A=String"], "'String' is no name that a type can have"),
        (["--name", "A=Self"], "'Self' is no name that a type can have"),
        (["--name-prefix", "a b"], "No Swift type's name can begin with 'a b'."),
    ])
    func whatTheDocumentDoesNotHaveIsTold(_ arguments: [String], _ message: String) throws {
        try CommandTests.withFolder(["things.yaml": Self.document]) { folder in
            let run = try CommandTests.run(["generate", "things.yaml", "--output", "out"] + arguments, in: folder)
            #expect(run.status != 0)
            #expect((run.errors + run.output).contains(message), "\(run.errors)\(run.output)")
            #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "out").path))
        }
    }

    /// What the document does not have is told where the configuration says it.
    @Test func mistakesOfTheConfigurationHaveTheirPlace() throws {
        let configuration = """
            document: things.yaml
            mode: types
            filter:
              tags: [first]
              schemas:
                - Nothing
            names:
              A: Here
              Gone: There
              D: Day

            """
        let files = ["things.yaml": Self.document + "    D: {x-swift-type: Kit.Date}\n", "codegen.yaml": configuration]
        try CommandTests.withFolder(files) { folder in
            let arguments = ["--configuration", "codegen.yaml"]
            let handlers = ["scaffold", "--handlers", ".", "--type", "Handlers"]
            for command in [["generate", "--output", "out"], handlers] {
                let run = try CommandTests.run(command + arguments, in: folder)
                #expect(run.status == 1)
                for place in [
                    "codegen.yaml:6:7: error: there is no schema 'Nothing'",
                    "codegen.yaml:9:3: error: a name is given, and there is no schema 'Gone'",
                    "codegen.yaml:10:3: error: the name 'Day' is given to 'D', for which 'x-swift-type' puts 'Kit.Date'",
                ] {
                    #expect(run.errors.contains(place), "\(run.errors)")
                }
            }
        }
        try CommandTests.withFolder(["codegen.yaml": "mode: types\ndocument: thing.yaml\n"]) { folder in
            let arguments = ["generate", "--output", "out", "--configuration", "codegen.yaml"]
            let run = try CommandTests.run(arguments, in: folder)
            #expect(run.status == 1)
            #expect(run.errors.contains("codegen.yaml:2:11: error: there is no file 'thing.yaml'"), "\(run.errors)")
        }
    }

    @Test func configurationsPutFilesInPlaceOfURLs() throws {
        let document = """
            openapi: 3.1.0
            info: {title: Things, version: "1"}
            components: {schemas: {Thing: {$ref: "https://example.org/shared/parts.yaml#/Part"}}}

            """
        let files = [
            "things.yaml": document, "parts.yaml": "Part: {type: object, properties: {mapped: {type: string}}}\n",
            "codegen.yaml": "document: things.yaml\nmode: types\nmap: { https://example.org/shared/: . }\n",
        ]
        try CommandTests.withFolder(files) { folder in
            let arguments = ["generate", "--output", "out", "--configuration", "codegen.yaml"]
            let run = try CommandTests.run(arguments, in: folder)
            #expect(run.status == 0, "\(run.errors)")
            let text = try String(contentsOf: folder.appending(path: "out/Schemas.swift"), encoding: .utf8)
            #expect(text.contains("public var mapped: String?"))
        }
    }

    /// SwiftPM does not plan a build anew when a configuration has changed, and only a plan knows the files.
    @Test func aBuildThatWasPlannedForOtherModesIsPlannedAnew() throws {
        let files = ["things.yaml": Self.document, "codegen.yaml": "document: things.yaml\nmodes: [types, server]\n"]
        try CommandTests.withFolder(files) { folder in
            let plan = folder.appending(path: "out/Plan")
            try FileManager.default.createDirectory(at: plan, withIntermediateDirectories: true)
            func run(_ modes: [String], watched: [String] = ["things.yaml"]) throws -> (CommandTests.Run, marks: Int) {
                let arguments =
                    ["generate", "--output", "out", "--configuration", "codegen.yaml", "--plan", "out/Plan"]
                    + modes.flatMap { ["--planned-mode", $0] } + watched.flatMap { ["--watched", $0] }
                let result = try CommandTests.run(arguments, in: folder)
                return (result, try FileManager.default.contentsOfDirectory(atPath: plan.path).count)
            }
            let (old, first) = try run(["types"])
            #expect(old.status == 1 && first == 1)
            #expect(
                old.errors.contains(
                    "codegen.yaml:2:8: error: the build was planned for 'types'; build once more, and it is planned for what stands here"
                ), "\(old.errors)")
            let (same, second) = try run(["types"])
            #expect(same.status == 1 && second == 2)
            #expect(
                same.errors.contains(
                    "2:8: error: the build plugin reads 'types' here; write 'mode: NAME' or 'modes: [NAME, NAME]' in one line"
                ), "\(same.errors)")
            let (new, third) = try run(["server", "types"])
            #expect(new.status == 0 && third == 2, "\(new.errors)")
            // Files that were not watched count, and those that need not be any more do not.
            #expect(try run(["server", "types"], watched: []).marks == 3)
            #expect(try run(["server", "types"], watched: ["things.yaml", "codegen.yaml"]).marks == 3)
            let list = try String(contentsOf: folder.appending(path: "out/Files"), encoding: .utf8)
            #expect(list == folder.resolvingSymlinksInPath().appending(path: "things.yaml").path)
        }
    }

    /// The types of schemas in other files are called as the configuration wants them, too.
    @Test func namesAndFiltersReachSchemasOfOtherFiles() throws {
        let document = """
            openapi: 3.1.0
            info: {title: Things, version: "1"}
            paths:
              /a:
                get:
                  operationId: readA
                  responses:
                    '200': {description: A., content: {application/json: {schema: {$ref: 'parts.yaml#/Item'}}}}
                    '400': {description: B., content: {application/json: {schema: {$ref: problem.yaml}}}}
            components: {schemas: {Other: {type: object, properties: {c: {type: string}}}}}

            """
        let back = "{$ref: 'things.yaml#/components/schemas/Other'}"
        let files = [
            "things.yaml": document, "parts.yaml": "Item: {type: object, properties: {a: \(back)}}\n",
            "problem.yaml": "{type: object, properties: {b: {type: string}}}\n",
            "codegen.yaml": "document: things.yaml\nmode: types\nname-prefix: My\nnames: {Item: Thing}\n",
        ]
        try CommandTests.withFolder(files) { folder in
            func types(_ arguments: [String]) throws -> String {
                let run = try CommandTests.run(
                    ["generate", "--output", "out", "--configuration", "codegen.yaml"] + arguments, in: folder)
                #expect(run.status == 0, "\(run.errors)")
                return try String(contentsOf: folder.appending(path: "out/Schemas.swift"), encoding: .utf8)
            }
            let all = try types([])
            #expect(all.contains("public struct Thing:") && all.contains("public struct MyProblem:"))
            let one = try types(["--schema", "problem"])
            #expect(!one.contains("Thing") && one.contains("public struct MyProblem:"))
            // What it refers to comes along, in the document itself too.
            let item = try types(["--schema", "Item"])
            #expect(item.contains("public struct Thing:") && item.contains("public struct MyOther:"))
        }
    }
}
