import OpenAPI
import Testing
import YAML

/// What changes of the items of a stream mean, and where what is new is shown.
@Suite struct ItemComparisonTests {
    private func changes(_ old: String, _ new: String, _ name: String) throws -> [Change] {
        func document(_ media: String) throws -> Document {
            let text = """
                openapi: 3.2.0
                info: { title: T, version: "1" }
                paths:
                  /t: { get: { responses: { "200": { description: d, content: { \(name): { \(media) } } } } } }
                """
            return try DocumentParser.parse(Array(text.utf8), file: "\(media.count).yaml")
        }
        return DocumentComparison.changes(from: try document(old), to: try document(new))
    }

    private func told(_ old: String, _ new: String, _ name: String) throws -> [String] {
        try changes(old, new, name).map { "\($0.kind.rawValue) \($0.forClients) \($0.forServers)" }
    }

    @Test(arguments: ["application/jsonl", "application/x-ndjson", "application/json-seq"])
    func linesAreTheElementsOfAnArray(_ name: String) throws {
        let array = "schema: { type: array, items: { type: integer } }"
        #expect(try told(array, "itemSchema: { type: integer }", name) == [])
        #expect(try told("itemSchema: { type: integer }", array, name) == [])
        #expect(try told(array, "itemSchema: { type: number }", name) == ["type-changed breaking safe"])
    }

    @Test func theContentOfAnEventIsCompared() throws {
        func events(_ content: String) -> String {
            "itemSchema: { type: object, properties: { data: { type: string\(content) } } }"
        }
        func json(_ type: String) -> String {
            events(
                ", contentMediaType: application/json, contentSchema: { type: object, properties: { a: { type: \(type) } } }"
            )
        }
        let name = "text/event-stream"
        #expect(try told(json("integer"), json("string"), name) == ["type-changed breaking breaking"])
        #expect(try told(json("integer"), json("integer"), name) == [])
        #expect(
            try told(json("integer"), events(", contentMediaType: application/json"), name) == [
                "type-changed breaking safe"
            ])
    }

    @Test func whatHasASchemaNowIsShownInItsOwnFile() throws {
        let (old, new) = ("schema: {}", "schema: { type: integer }")
        for (one, other) in [("x-a: b", new), (new, "x-a: b"), (old, new)] {
            for change in try changes(one, other, "application/json") {
                #expect(change.oldLocation?.file == "\(one.count).yaml")
                #expect(change.newLocation?.file == "\(other.count).yaml")
            }
        }
        #expect(try told("x-a: b", new, "application/json") == ["type-changed safe breaking"])
    }
}
