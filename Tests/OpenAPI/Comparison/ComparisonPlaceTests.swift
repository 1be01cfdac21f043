import OpenAPI
import Testing
import YAML

/// Where a change is shown, and whose class it is shown with.
@Suite struct ComparisonPlaceTests {
    private static let base = """
        openapi: 3.1.0
        info: { title: T, version: "1" }
        servers: [ { url: /v1 }, { url: /v2 } ]
        paths:
          /t:
            get:
              operationId: read
              responses: { "200": { description: d } }
            post:
              operationId: write
              parameters:
                - { name: q, in: query, schema: { type: string } }
              requestBody:
                content:
                  application/json: { schema: { type: string } }
                  text/plain: { schema: { type: string } }
              responses:
                "200":
                  description: d
                  headers:
                    X-One: { schema: { type: string } }
                "404": { description: d }
          /u:
            get:
              operationId: other
              responses: { "200": { description: d } }
        webhooks:
          one:
            post: { responses: { "200": { description: d } } }
          two:
            post: { responses: { "200": { description: d } } }
        """

    /// Each line of the new document that a change is shown at, with the text that is there.
    private func shown(_ old: String, _ new: String) throws -> [String] {
        #expect(Self.base.contains(old), "the document has no \(old)")
        let text = Self.base.replacing(old, with: new)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return DocumentComparison.changes(
            from: try DocumentParser.parse(Array(Self.base.utf8), file: "a.yaml"),
            to: try DocumentParser.parse(Array(text.utf8), file: "b.yaml")
        ).compactMap { change in
            let location = change.newLocation ?? change.enclosingLocation
            #expect((change.enclosingLocation == nil) == (change.newLocation != nil))
            #expect(location?.file == "b.yaml")
            return location.map { String(lines[$0.line - 1].dropFirst($0.column - 1)) }
        }
    }

    @Test(arguments: [
        (
            "    post:\n      operationId: write", "    put:\n      operationId: put",
            ["operationId: put", "/t:"]
        ),
        ("  /u:\n", "  /w:\n", ["operationId: other"]),
        (
            "  /u:\n    get:\n      operationId: other\n      responses: { \"200\": { description: d } }\n", "",
            ["paths:"]
        ),
        ("        - { name: q, in: query, schema: { type: string } }\n", "        []\n", ["operationId: write"]),
        ("          text/plain: { schema: { type: string } }\n", "", ["content:"]),
        ("        \"404\": { description: d }\n", "", ["responses:"]),
        (
            "            X-One: { schema: { type: string } }\n", "            {}\n", ["\"200\":"]
        ),
        (", { url: /v2 }", "", ["servers: [ { url: /v1 } ]"]),
        ("  two:\n    post: { responses: { \"200\": { description: d } } }", "", ["webhooks:"]),
        ("  two:\n    post:", "  two:\n    put:", ["{ responses: { \"200\": { description: d } } }", "two:"]),
    ])
    func whatIsGoneIsShownInTheNearestObjectAroundIt(_ old: String, _ new: String, _ lines: [String]) throws {
        #expect(try shown(old, new) == lines)
    }

    @Test func whatTheWholeDocumentSaysIsToldOnce() throws {
        let secured = Self.base + "\ncomponents: { securitySchemes: { token: { type: http, scheme: bearer } } }"
        let old = secured + "\nsecurity: [ { token: [] } ]"
        let new = secured.replacing("servers: [ { url: /v1 }, { url: /v2 } ]\n", with: "")
        let changes = DocumentComparison.changes(
            from: try DocumentParser.parse(Array(old.utf8), file: "a.yaml"),
            to: try DocumentParser.parse(Array(new.utf8), file: "b.yaml"))
        #expect(
            changes.map { "\($0.kind.rawValue) \($0.place)" } == [
                "server-changed servers", "server-changed servers", "server-changed servers",
                "security-loosened security",
            ])
    }

    @Test func aLineBeginsWithTheClassForItsAudience() throws {
        let text = Self.base.replacing("name: q, in: query", with: "name: q, in: query, required: true")
        let changes = DocumentComparison.changes(
            from: try DocumentParser.parse(Array(Self.base.utf8), file: "a.yaml"),
            to: try DocumentParser.parse(Array(text.utf8), file: "b.yaml"))
        for (audience, label, level) in [
            (Change.Audience.clients, "breaking", "error"), (.servers, "safe", "note"), (.both, "breaking", "error"),
        ] {
            let report = ChangeReport(changes, newFile: "b.yaml", audience: audience)
            #expect(report.render(.text).contains(": \(label): POST /t"))
            #expect(
                report.render(.text).hasSuffix(
                    "\(label == "safe" ? 0 : 1) breaking, 0 dangerous, \(label == "safe" ? 1 : 0) safe\n"))
            #expect(report.render(.sarif).contains("\"level\": \"\(level)\""))
        }
    }
}
