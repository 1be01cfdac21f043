import Foundation
import Testing

/// Runs `diff` as a CI job does.
@Suite struct DiffTests {
    private static let old = """
        openapi: 3.1.0
        info: {title: T, version: "1"}
        paths:
          /a:
            get:
              operationId: a
              parameters: [{name: q, in: query, schema: {type: string, maxLength: 5}}]
              responses: {'200': {description: D}}

        """

    @Test func theExitCodeSaysWhetherItIsGrave() throws {
        let narrower = Self.old.replacing("maxLength: 5", with: "maxLength: 4")
        let wider = Self.old.replacing("maxLength: 5", with: "maxLength: 6")
        try CommandTests.withFolder(["old.yaml": Self.old, "narrower.yaml": narrower, "wider.yaml": wider]) { folder in
            let same = try CommandTests.run(["diff", "old.yaml", "old.yaml"], in: folder)
            #expect(same.status == 0 && same.output == "0 changes: 0 breaking, 0 dangerous, 0 safe\n")
            let breaking = try CommandTests.run(["diff", "old.yaml", "narrower.yaml"], in: folder)
            #expect(breaking.status == 1)
            #expect(breaking.output.hasPrefix("narrower.yaml:7:"), "\(breaking.output)")
            #expect(breaking.output.contains("(was at old.yaml:7:"))
            for (arguments, status) in [
                (["wider.yaml"], 0), (["wider.yaml", "--for", "servers"], 1), (["wider.yaml", "--for", "both"], 1),
                (["narrower.yaml", "--fail-on", "none"], 0), (["narrower.yaml", "--for", "servers"], 0),
                (["narrower.yaml", "--for", "nobody"], 64), (["missing.yaml"], 2),
            ] {
                let run = try CommandTests.run(["diff", "old.yaml"] + arguments, in: folder)
                #expect(run.status == Int32(status), "\(arguments) \(run.output) \(run.errors)")
            }
        }
    }

    @Test func aLineBeginsWithTheClassForThoseThatItIsFor() throws {
        let wider = Self.old.replacing("maxLength: 5", with: "maxLength: 6")
        try CommandTests.withFolder(["old.yaml": Self.old, "wider.yaml": wider]) { folder in
            for (audience, label) in [("clients", "safe"), ("servers", "breaking"), ("both", "breaking")] {
                let run = try CommandTests.run(["diff", "old.yaml", "wider.yaml", "--for", audience], in: folder)
                #expect(run.output.contains(": \(label): GET /a"), "\(run.output)")
            }
        }
    }

    @Test func machinesReadItToo() throws {
        let new = Self.old.replacing("/a:", with: "/b:")
        let broken = Self.old.replacing("paths:", with: "pahts:")
        try CommandTests.withFolder(["old.yaml": Self.old, "new.yaml": new, "broken.yaml": broken]) { folder in
            let json = try CommandTests.run(["diff", "old.yaml", "new.yaml", "--format", "json"], in: folder)
            let list = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]
            #expect(list?.first?["kind"] as? String == "operation-moved")
            let sarif = try CommandTests.run(["diff", "old.yaml", "new.yaml", "--format", "sarif"], in: folder)
            let log = try JSONSerialization.jsonObject(with: Data(sarif.output.utf8)) as? [String: Any]
            #expect(log?["version"] as? String == "2.1.0")
            let unreadable = try CommandTests.run(["diff", "old.yaml", "broken.yaml"], in: folder)
            #expect(unreadable.status == 2 && unreadable.errors.contains("did you mean 'paths'?"))
            #expect(unreadable.output.isEmpty)
            let mistakes = try CommandTests.run(["diff", "broken.yaml", "broken.yaml", "--format", "json"], in: folder)
            let told = try JSONSerialization.jsonObject(with: Data(mistakes.output.utf8)) as? [[String: Any]]
            #expect(mistakes.status == 2 && mistakes.errors.isEmpty)
            #expect(told?.contains { $0["code"] as? String == "unknown-field" && $0["line"] as? Int == 3 } == true)
            let marked = try CommandTests.run(["diff", "old.yaml", "broken.yaml", "--format", "sarif"], in: folder)
            let marks = try JSONSerialization.jsonObject(with: Data(marked.output.utf8)) as? [String: Any]
            #expect(marked.status == 2 && marks?["version"] as? String == "2.1.0")
            #expect(marked.output.contains("\"ruleId\": \"unknown-field\""))
        }
    }
}
