import Foundation
import Testing

/// Runs `scaffold` over a folder of handlers.
@Suite struct ScaffoldTests {
    private static let document = """
        openapi: 3.1.0
        info: {title: Things, version: "1"}
        paths:
          /a: {get: {operationId: listThings, summary: All., responses: {'204': {description: D}}}}
          /b: {get: {operationId: in, responses: {'204': {description: D}}}}
          /c: {get: {operationId: countThings, responses: {'204': {description: D}}}}

        """

    @Test func operationsWithoutAHandlerGetAStub() throws {
        let handlers = """
            extension Handlers {
                // func countThings(
                /* func countThings(_ input: */
                /* /* nested */ func countThings(_ input: CountThings.Input, context: OperationContext) */
                let text = "func countThings(_ input: "
                let raw = #"a quote " func countThings(_ input: CountThings.Input, context: OperationContext) "#
                let told = "\\(f("x { func countThings(_ input: CountThings.Input, context: OperationContext) " /* ) */))"
                let rule = #/ " { func countThings(_ input: CountThings.Input, context: OperationContext) \\/ /#
                let other = "a sign # \\" and // no comment"
                func countThings(in other: Int) {}
                public func listThings(_ input: ListThings.Input, context: OperationContext) {}
            }
            """
        try CommandTests.withFolder(["things.yaml": Self.document, "Handlers.swift": handlers]) { folder in
            let command = [
                "scaffold", "things.yaml", "--handlers", ".", "--output", "stubs", "--type", "Handlers", "--module",
                "Generated",
            ]
            let run = try CommandTests.run(command, in: folder)
            #expect(run.status == 0, "\(run.errors)")
            let files = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "stubs").path)
            #expect(files.sorted() == ["Handlers+CountThings.swift", "Handlers+In.swift"])
            let stub = try String(
                contentsOf: folder.appending(path: "stubs/Handlers+In.swift"), encoding: .utf8)
            #expect(stub.contains("public import Generated\n") && stub.contains("public func `in`(_ input: In.Input"))
            #expect(stub.contains("status: 501"))
            // Now each has a handler, and so it has for who looks at the handlers alone.
            #expect(try CommandTests.run(command, in: folder).output == "")
            let elsewhere = try CommandTests.run(
                ["scaffold", "things.yaml", "--handlers", ".", "--output", "other", "--type", "Handlers"], in: folder)
            #expect(elsewhere.status == 0 && elsewhere.output == "", "\(elsewhere.errors)")
        }
    }

    /// An import that is public for nothing is a warning, and a function that is not public is no witness of a public type.
    @Test(arguments: [
        ("public struct Handlers: Sendable {}", true), ("public final class Handlers {}", true),
        ("open class Handlers {}", true), ("package struct Handlers {}", false),
        ("struct Handlers {} // public struct Handlers", false),
        ("final class Handlers {}; public struct Other {}", false),
        ("public enum Kit { struct Handlers {} }", false), ("extension Handlers { public func other() {} }", true),
        ("", false),
    ])
    func stubsAreAsPublicAsTheTypeThatTheyExtend(_ source: String, _ isPublic: Bool) throws {
        try CommandTests.withFolder(["things.yaml": Self.document, "Handlers.swift": source]) { folder in
            let run = try CommandTests.run(
                [
                    "scaffold", "things.yaml", "--handlers", ".", "--type", "Handlers", "--module", "Kit", "--module",
                    "ContractRuntime",
                ], in: folder)
            #expect(run.status == 0, "\(run.errors)")
            let stub = try String(contentsOf: folder.appending(path: "Handlers+In.swift"), encoding: .utf8)
            let isPackage = source.hasPrefix("package")
            let access = isPublic ? "public " : isPackage ? "package " : ""
            let imports = "\(access)import ContractRuntime\n\(access)import Kit\n"
            #expect(stub.contains(imports) && stub.hasPrefix(isPackage ? "#if hasFeature" : imports))
            #expect(stub.contains("    \(access)func `in`(_ input"))
        }
    }

    @Test func operationsThatTheConfigurationLeavesOutGetNone() throws {
        let configuration = "document: things.yaml\nmode: server\nfilter: {paths: [/a]}\n"
        try CommandTests.withFolder(["things.yaml": Self.document, "codegen.yaml": configuration]) { folder in
            let run = try CommandTests.run(
                ["scaffold", "--configuration", "codegen.yaml", "--handlers", ".", "--type", "Handlers"], in: folder)
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.output.hasSuffix("Handlers+ListThings.swift\n") && !run.output.contains("CountThings"))
        }
    }

    @Test func functionsOfTheSameNameAreNoHandlers() throws {
        let handlers = """
            extension Other { func `in`(_ input: Int) {}; func listThings(_ input: Int, context: Int) {} }
            extension Handlers {
                func countThings<Store: Sendable>(
                    _ request : Generated . CountThings . Input,
                    context: OperationContext) {}
            }
            """
        try CommandTests.withFolder(["things.yaml": Self.document, "Handlers.swift": handlers]) { folder in
            let run = try CommandTests.run(
                ["scaffold", "things.yaml", "--handlers", ".", "--output", "stubs", "--type", "Handlers"], in: folder)
            #expect(run.status == 0, "\(run.errors)")
            let files = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "stubs").path)
            #expect(files.sorted() == ["Handlers+In.swift", "Handlers+ListThings.swift"])
        }
    }

    @Test(arguments: [
        (["--handlers", ".", "--type", "1 2"], "'1 2' is no name of a Swift type."),
        (["--handlers", ".", "--type", "Handlers", "--module", "a-b"], "'a-b' is no name of a Swift module."),
        (
            ["--handlers", "nowhere", "--type", "Handlers"],
            "There is no folder 'nowhere'; --handlers is the one with the handlers' sources."
        ),
    ])
    func whatNoStubCouldStandInIsRefused(_ arguments: [String], _ message: String) throws {
        try CommandTests.withFolder(["things.yaml": Self.document]) { folder in
            let run = try CommandTests.run(["scaffold", "things.yaml"] + arguments, in: folder)
            #expect(run.status == 64 && run.errors.contains(message), "\(run.errors)")
        }
    }

    @Test func aFileThatIsNoHandlerIsNotWrittenOver() throws {
        try CommandTests.withFolder(["things.yaml": Self.document, "Handlers+In.swift": "// Nothing.\n"]) { folder in
            let run = try CommandTests.run(
                ["scaffold", "things.yaml", "--handlers", ".", "--type", "Handlers"], in: folder)
            #expect(run.errors.contains("'Handlers+In.swift' is there and implements no operation; rename it."))
        }
    }
}
