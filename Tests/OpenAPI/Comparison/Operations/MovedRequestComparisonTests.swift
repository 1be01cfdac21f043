import OpenAPI
import Testing

/// Requests of a server that are called otherwise, or go elsewhere.
@Suite struct MovedRequestComparisonTests {
    private static let base = """
        openapi: 3.1.0
        info: { title: T, version: "1" }
        paths:
          /t:
            post:
              operationId: start
              responses: { "200": { description: d } }
              callbacks:
                done:
                  '{$request.query.q}': { post: { operationId: done, responses: { "200": { description: d } } } }
        webhooks:
          stored: { post: { operationId: stored, responses: { "200": { description: d } } } }
        """

    private func told(_ old: String, _ new: String) throws -> [String] {
        let texts = [Self.base, Self.base.replacing(old, with: new)]
        let documents = try texts.map { try DocumentParser.parse(Array($0.utf8), file: "a.yaml") }
        return DocumentComparison.changes(from: documents[0], to: documents[1]).map {
            "\($0.kind.rawValue) \($0.forClients) \($0.forServers)"
        }
    }

    @Test(arguments: [
        ("  stored: {", "  kept: {", "safe safe"), ("        done:", "        finished:", "safe safe"),
        ("query.q}", "query.callback}", "dangerous dangerous"),
    ])
    func aRequestOfTheSameNameIsMoved(_ old: String, _ new: String, _ impacts: String) throws {
        #expect(try told(old, new) == ["operation-moved \(impacts)"])
    }

    @Test func aRequestByAnotherMethodBreaks() throws {
        #expect(try told("stored: { post", "stored: { put") == ["operation-moved breaking breaking"])
    }
}
