import OpenAPI
import Testing
import YAML

@Suite struct DocumentParserTests {
    @Test func headIsRead() throws {
        let document = try parse("x-states: { a: b }\n")
        #expect(document.version == "3.1.0")
        #expect(document.title == "T")
        #expect(document.apiVersion == "1")
        #expect(document.servers.map(\.url) == ["/"])
        #expect(document.operations.isEmpty && document.schemas.isEmpty)
        #expect(document.extensions["x-states"]?["a"]?.scalar?.text == "b")
    }

    @Test(arguments: ["3.0.0", "3.0.4", "3.1.1", "3.2.0"]) func versionsOfThreeAreRead(_ version: String) {
        #expect(mistakes("", version: version) == [])
    }

    @Test(arguments: ["2.0", "3.3.0", "4.0.0", "31.0"]) func otherVersionsAreRefused(_ version: String) {
        #expect(
            mistakes("paths: {}\n", version: version) == [
                "a.yaml:1:10: error: OpenAPI \(version) is not supported; use 3.1.0"
            ])
    }

    @Test func mistakesComeAllAtOnceInTheOrderOfTheDocument() {
        let text = """
            paths:
              /b:
                get: { operationId: b, responses: { 200: { descripton: x } } }
            components:
              schemas:
                A: { type: strin }
                B: { $ref: '#/components/schemas/C' }
            severs: []
            """
        #expect(
            mistakes(text) == [
                "a.yaml:5:48: error: a response has no field 'descripton'; did you mean 'description'?",
                "a.yaml:8:16: error: there is no type 'strin'; did you mean 'string'?",
                "a.yaml:9:16: error: the reference '#/components/schemas/C' leads nowhere: there is no 'C'; did you mean 'A'?",
                "a.yaml:10:1: error: the document has no field 'severs'; did you mean 'servers'?",
            ])
    }

    @Test func brokenYAMLIsADiagnostic() {
        #expect(throws: DocumentError.self) { try DocumentParser.parse(Array("a: [".utf8), file: "a.yaml") }
        let error = #expect(throws: DocumentError.self) { try DocumentParser.parse([0xFF], file: "a.yaml") }
        #expect(error?.diagnostics.count == 1)
        #expect(error?.description.hasPrefix("a.yaml:1:1: error: ") == true)
    }

    @Test func jsonDocumentsAreRead() throws {
        let text = #"{"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{}}"#
        #expect(try DocumentParser.parse(Array(text.utf8), file: "a.json").title == "T")
    }

    @Test(.timeLimit(.minutes(1))) func schemasAsDeepAsYAMLAllowsAreRead() throws {
        let depth = 95
        let text =
            "components: { schemas: { A: " + String(repeating: "{ type: array, items: ", count: depth) + "{}"
            + String(repeating: " }", count: depth) + " } }\n"
        var schema = try #require(parse(text).schemas.first?.schema)
        var count = 0
        while let items = schema.items {
            schema = items
            count += 1
        }
        #expect(count == depth)
    }
}
