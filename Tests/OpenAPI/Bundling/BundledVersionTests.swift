import OpenAPI
import Testing
import YAML

/// Files of OpenAPI 3.0 in a document of a later version.
@Suite struct BundledVersionTests {
    private static let old = """
        openapi: 3.0.3
        info: {title: Old, version: "1"}
        paths: {}
        components:
          schemas:
            Old:
              type: object
              required: [plain, choice]
              properties:
                plain: {type: string, nullable: true, description: Text.}
                strict: {type: string, nullable: false}
                choice: {type: string, enum: [a, b], nullable: true}
                values: {enum: [a, 1], nullable: true}
                nothing: {nullable: true}
                other: {allOf: [{$ref: '#/components/schemas/Part'}], nullable: true}
                either: {oneOf: [{type: string}, {type: integer}], nullable: true}
                above: {type: integer, minimum: 5, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false}
                beside: {$ref: '#/components/schemas/Part', nullable: true, description: Ignored.}
            Part: {type: object, required: [x], properties: {x: {type: integer}}}
        """

    private static func files(_ text: String) -> ParsingOptions {
        ParsingOptions(files: DocumentFiles { $0 == "old.yaml" ? Array(text.utf8) : nil })
    }

    private static func document(_ version: String) -> [UInt8] {
        Array(
            """
            openapi: \(version)
            info: {title: New, version: "1"}
            components: {schemas: {A: {$ref: 'old.yaml#/components/schemas/Old'}}}
            """.utf8)
    }

    @Test(arguments: ["3.1.0", "3.2.0"]) func theBundleAllowsWhatTheFilesDo(_ version: String) throws {
        let options = Self.files(Self.old)
        let before = try DocumentParser.parse(Self.document(version), file: "a.yaml", options: options)
        let text = try Bundler.bundle(Self.document(version), file: "a.yaml", options: options, isJSON: false).text
        let after = try DocumentParser.parse(Array(text.utf8), file: "b.yaml")
        #expect(after.warnings == [], "\(text)")
        let schemas = try [before, after].map { document in
            (document, try #require(document.schema(named: "A").flatMap(document.resolved)))
        }
        #expect(schemas.map { $0.1.properties.map(\.name) }[0] == schemas.map { $0.1.properties.map(\.name) }[1])
        for property in schemas[0].1.properties.map(\.name) {
            for value in ["null", "a", "c", "1", "5", "6", "9", "{}", "{x: 1}"] {
                let node = try YAMLLoader.load(Array("{\(property): \(value)}".utf8), file: "v")
                let verdicts = schemas.map { document, schema in
                    let part = schema.properties.first { $0.name == property }?.schema ?? schema
                    return node[property].map { InstanceValidator(document).validate($0, part).isEmpty }
                }
                #expect(verdicts[0] == verdicts[1], "\(property): \(value)")
            }
        }
    }

    @Test func theBundleThatAServerEmbedsIsTranslatedToo() throws {
        let reading = try DocumentParser.reading(
            Self.document("3.1.0"), file: "a.yaml", options: Self.files(Self.old))
        #expect(!reading.bundle.texts().json.contains("nullable"))
        #expect(reading.bundle.texts().json.contains(#"{"type":["string","null"],"description":"Text."}"#))
        #expect(reading.bundle.texts().json.contains(#""enum":["a","b",null]"#))
        #expect(reading.bundle.texts().json.contains(#"{"type":"integer","exclusiveMinimum":5,"maximum":9}"#))
    }

    @Test func fileOfALaterVersionIsRefused() {
        let error = #expect(throws: DocumentError.self) {
            try Bundler.bundle(
                Self.document("3.0.3"), file: "a.yaml",
                options: Self.files(Self.old.replacing("3.0.3", with: "3.1.0").replacing("nullable: true, ", with: "")),
                isJSON: false
            ).text
        }
        #expect(
            error?.diagnostics.map(\.description).contains(
                "old.yaml:1:10: error: the file is of OpenAPI 3.1.0, and a document of OpenAPI 3.0 refers to it; raise the 'openapi' of the document"
            ) == true)
    }

    @Test func relativeTextsLeadWhereTheyDid() throws {
        let files = [
            "api/sub/doc.yaml": """
            paths:
              /x: {get: {operationId: x, responses: {'204': {description: Done.}}}}
            links:
              here: {operationRef: 'doc.yaml#/paths/~1x/get'}
              there: {operationRef: '../a.yaml#/paths/~1y/get'}
              elsewhere: {operationRef: '../../other/c.yaml#/paths/~1z/get'}
            examples: {far: {externalValue: ./data.json}, url: {externalValue: 'https://example.com/a'}}
            """
        ]
        let document = """
            openapi: 3.1.0
            info: {title: New, version: "1"}
            paths:
              /a: {$ref: 'sub/doc.yaml#/paths/~1x'}
              /y:
                get:
                  operationId: y
                  responses:
                    '200':
                      description: Done.
                      content:
                        application/json:
                          examples:
                            far: {$ref: 'sub/doc.yaml#/examples/far'}
                            url: {$ref: 'sub/doc.yaml#/examples/url'}
                      links:
                        here: {$ref: 'sub/doc.yaml#/links/here'}
                        there: {$ref: 'sub/doc.yaml#/links/there'}
                        elsewhere: {$ref: 'sub/doc.yaml#/links/elsewhere'}
                        own: {operationRef: 'sub/doc.yaml#/paths/~1x/get'}
            """
        let options = ParsingOptions(files: DocumentFiles { files[$0].map { Array($0.utf8) } })
        let text = try Bundler.bundle(Array(document.utf8), file: "api/a.yaml", options: options, isJSON: true).text
        let root = try YAMLLoader.load(Array(text.utf8), file: "b.json")
        let links = root["components"]?["links"]?.entries.map { $0.value["operationRef"]?.text }
        #expect(links == ["#/paths/~1a/get", "#/paths/~1y/get", "../other/c.yaml#/paths/~1z/get"])
        let examples = root["components"]?["examples"]?.entries.map { $0.value["externalValue"]?.text }
        #expect(examples == ["sub/data.json", "https://example.com/a"])
        let own = root["paths"]?["/y"]?["get"]?["responses"]?["200"]?["links"]?["own"]?["operationRef"]?.text
        #expect(own == "#/paths/~1a/get")
    }
}
