import Foundation
import Testing

/// What cannot be written or read ends each command with a line that says what to do.
@Suite struct OutputFileTests {
    private static let document = """
        openapi: 3.1.0
        info: {title: T, version: "1"}
        paths:
          /a: {get: {operationId: readA, summary: A., responses: {'204': {description: Done.}}}}

        """
    private static let scaffold = ["scaffold", "api.yaml", "--handlers", ".", "--type", "Handlers", "--output"]

    @Test(arguments: [
        (
            ["bundle", "api.yaml", "--output", "none/b.yaml"],
            "none/b.yaml: error: there is no folder 'none'; make it first"
        ),
        (
            ["bundle", "api.yaml", "--output", "none/inner/b.yaml"],
            "none/inner/b.yaml: error: there is no folder 'none/inner'; make it first"
        ),
        (["bundle", "api.yaml", "--output", "folder"], "folder: error: this is a folder; name a file"),
        (
            ["bundle", "api.yaml", "--output", "api.yaml/b.yaml"],
            "api.yaml/b.yaml: error: 'api.yaml' is a file and no folder; name another place"
        ),
        (["generate", "api.yaml", "--output", "api.yaml"], "api.yaml: error: this is a file; name a folder"),
        (
            ["generate", "api.yaml", "--output", "api.yaml/x"],
            "api.yaml/x: error: 'api.yaml' is a file and no folder; name another place"
        ),
        (["generate", "api.yaml", "--output", "used"], "used/API.swift: error: this is a folder; name a file"),
        (
            scaffold + ["api.yaml/x"], "api.yaml/x: error: 'api.yaml' is a file and no folder; name another place"
        ),
        (scaffold + ["api.yaml"], "api.yaml: error: this is a file; name a folder"),
    ])
    func whatCannotBeWrittenIsToldWithWhatToDo(_ arguments: [String], _ message: String) throws {
        try CommandTests.withFolder(["api.yaml": Self.document]) { folder in
            for name in ["folder", "used/API.swift"] {
                try FileManager.default.createDirectory(
                    at: folder.appending(path: name), withIntermediateDirectories: true)
            }
            let run = try CommandTests.run(arguments, in: folder)
            #expect(run.status == 1 && run.errors == message + "\n", "\(run.errors)")
        }
    }

    /// Nobody may make a file there, the superuser neither.
    @Test func whatTheSystemRefusesIsToldInItsWords() throws {
        try CommandTests.withFolder(["api.yaml": Self.document]) { folder in
            let run = try CommandTests.run(["bundle", "api.yaml", "--output", "/proc/b.yaml"], in: folder)
            #expect(run.status == 1 && run.errors.hasPrefix("/proc/b.yaml: error: "), "\(run.errors)")
            #expect(!run.errors.contains("Domain="), "\(run.errors)")
        }
    }

    @Test(.enabled(if: !FileManager.default.isWritableFile(atPath: "/"), "the superuser may write anywhere"))
    func aFolderThatMayNotBeWrittenToIsNamed() throws {
        try CommandTests.withFolder(["api.yaml": Self.document]) { folder in
            let run = try CommandTests.run(["bundle", "api.yaml", "--output", "/b.yaml"], in: folder)
            let message = "/b.yaml: error: nothing may be written to the folder '/'; check its permissions\n"
            #expect(run.status == 1 && run.errors == message, "\(run.errors)")
        }
    }

    @Test(.enabled(if: !FileManager.default.isReadableFile(atPath: "/etc/shadow"), "the superuser may read anything"))
    func aFileThatMayNotBeReadIsNoMissingOne() throws {
        try CommandTests.withFolder([:]) { folder in
            let run = try CommandTests.run(["lint", "/etc/shadow"], in: folder)
            let message = "/etc/shadow:1:1: error: the file '/etc/shadow' cannot be read; check its permissions"
            #expect(run.status == 1 && run.output.hasPrefix(message), "\(run.output)")
        }
    }

    @Test(arguments: [
        (["lint", "folder"], "folder:1:1: error: 'folder' is a folder; name the file in it"),
        (["bundle", "none.yaml"], "none.yaml:1:1: error: there is no file 'none.yaml' to read; check the path"),
        (
            ["generate", "--configuration", "folder", "--output", "out"],
            "folder:1:1: error: 'folder' is a folder; name the file in it"
        ),
        (
            ["lint", "--configuration", "codegen.yaml"],
            "codegen.yaml:1:11: error: 'folder' is a folder; name the file in it"
        ),
    ])
    func whatCannotBeReadIsToldWithWhatToDo(_ arguments: [String], _ message: String) throws {
        try CommandTests.withFolder(["api.yaml": Self.document, "codegen.yaml": "document: folder\n"]) { folder in
            try FileManager.default.createDirectory(
                at: folder.appending(path: "folder"), withIntermediateDirectories: true)
            let run = try CommandTests.run(arguments, in: folder)
            #expect(run.status == 1 && (run.errors + run.output).hasPrefix(message), "\(run.errors)\(run.output)")
        }
    }
}
