import OpenAPI
import Testing
import YAML

/// References in place of what the specification wants whole, as documents of many files have them.
@Suite struct MisplacedReferenceTests {
    private static let head = "openapi: 3.1.0\ninfo: {title: T, version: \"1\"}\n"
    private static let whole = """
        openapi: 3.1.0
        info: {$ref: info.yaml}
        servers: [{$ref: 'lists.yaml#/server'}]
        tags: {$ref: 'lists.yaml#/tags'}
        paths: {$ref: paths/all.yaml}
        components:
          schemas: {$ref: schemas/all.yaml}
          securitySchemes: {$ref: 'lists.yaml#/schemes'}
        """
    private static let files = [
        "info.yaml": "{title: Things, version: '2', description: {$ref: 'lists.yaml#/text'}}",
        "lists.yaml": """
        server: {url: /api}
        tags: [{$ref: '#/tag'}]
        tag: {name: things}
        text: Some text.
        schemes: {key: {type: apiKey, in: header, name: K}}
        """,
        "paths/all.yaml": """
        /things/{id}:
          parameters: {$ref: 'parameters.yaml#/list'}
          get: {$ref: get.yaml}
        """,
        "paths/parameters.yaml":
            "list: [{$ref: '#/id'}]\nid: {name: id, in: path, required: true, schema: {type: integer}}\n",
        "paths/get.yaml": """
        operationId: readThing
        tags: [things]
        security: [{key: []}]
        responses: {$ref: responses.yaml}
        """,
        "paths/responses.yaml": """
        '200':
          description: Found.
          content:
            application/json: {schema: {$ref: ../schemas/Thing.yaml}}
          headers: {$ref: '#/x-headers'}
        x-headers: {Age: {schema: {type: integer}}}
        """,
        "schemas/all.yaml": "Thing: {$ref: Thing.yaml}\nUnit: {type: string}\n",
        "schemas/Thing.yaml": """
        type: object
        properties: {$ref: '#/x-properties'}
        x-properties: {unit: {$ref: 'all.yaml#/Unit'}}
        """,
    ]

    private func options(isLenient: Bool) -> ParsingOptions {
        ParsingOptions(isLenient: isLenient, files: DocumentFiles { Self.files[$0].map { Array($0.utf8) } })
    }

    private func read(_ text: String, isLenient: Bool = true) throws(DocumentError) -> Document {
        try DocumentParser.parse(Array(text.utf8), file: "a.yaml", options: options(isLenient: isLenient))
    }

    private func codes(_ text: String, isLenient: Bool) -> [DiagnosticCode] {
        do {
            return try read(text, isLenient: isLenient).warnings.map(\.code)
        } catch {
            return error.diagnostics.filter { $0.severity == .error }.map(\.code)
        }
    }

    @Test func whatTheyLeadToIsReadInTheirPlace() throws {
        let document = try read(Self.whole)
        #expect(document.title == "Things" && document.description == "Some text.")
        #expect(document.servers.map(\.url) == ["/api"] && document.tags.map(\.name) == ["things"])
        let operation = try #require(document.operations.first)
        #expect(operation.identifier == "readThing" && operation.method == "get" && operation.path == "/things/{id}")
        #expect(operation.parameters.map(\.name) == ["id"] && operation.security.first?.schemes.first?.name == "key")
        #expect(operation.responses.first?.headers.map(\.name) == ["Age"])
        let body = try #require(operation.responses.first?.content.first?.schema)
        #expect(document.resolved(body)?.properties.map(\.name) == ["unit"])
        #expect(document.schemas.map(\.name) == ["Thing", "Unit"])
        #expect(document.name(of: try #require(document.resolved(body)).id) == "Thing")
        #expect(Set(document.warnings.map(\.code)) == [.misplacedReference])
    }

    @Test func eachIsOneMistakeAndLeadsToNoOther() {
        let found = codes(Self.whole, isLenient: false)
        #expect(Set(found) == [.misplacedReference] && found.count == 13)
    }

    @Test func theOneFileHasNone() throws {
        let text = try Bundler.bundle(
            Array(Self.whole.utf8), file: "a.yaml", options: options(isLenient: true), isJSON: false
        ).text
        let document = try DocumentParser.parse(Array(text.utf8), file: "b.yaml")
        #expect(document.warnings == [] && document.schemas.map(\.name) == ["Thing", "Unit"])
        let operation = try #require(document.operations.first)
        #expect(operation.parameters.map(\.name) == ["id"] && operation.responses.first?.headers.map(\.name) == ["Age"])
        #expect(operation.responses.first?.content.first?.schema?.reference?.name == "Thing")
        #expect(document.schema(named: "Thing")?.properties.first?.schema.reference?.name == "Unit")
    }

    @Test(arguments: [
        "paths: {$ref: '#/x-paths'}\nx-paths: {$ref: '#/paths'}", "paths: {$ref: '#/paths'}",
        "paths: {/a: {get: {$ref: '#/paths/~1a/post'}, post: {callbacks: {c: {'{$url}': {$ref: '#/paths/~1a'}}}}}}",
        "components: {schemas: {$ref: '#/components'}}",
        "externalDocs: {$ref: '#/x'}\nx: {url: a, own: {$ref: '#/x'}, description: {$ref: '#/x'}}",
        "components: {schemas: {A: {type: object, xml: {$ref: '#/components/schemas/A/xml'}}}}",
    ])
    func aCircleOfThemIsRefused(_ text: String) {
        let text = Self.head + text
        #expect(codes(text, isLenient: true).contains(.referenceCycle))
        #expect(throws: DocumentError.self) {
            try Bundler.bundle(
                Array(text.utf8), file: "a.yaml", options: options(isLenient: true), isJSON: false)
        }
    }

    /// Two in each of two, and so on.
    @Test func aFewThatStandInEachOtherAreNotReadForever() {
        let levels = (0..<40).map { level in
            let inner = "{type: object, properties: {$ref: '#/x-\(level + 1)'}}"
            return "x-\(level): {a: \(inner), b: \(inner)}\n"
        }
        let text =
            Self.head + "components: {schemas: {A: {type: object, properties: {$ref: '#/x-0'}}}}\n" + levels.joined()
            + "x-40: {}\n"
        #expect(codes(text, isLenient: true) == [.invalidText])
    }

    @Test func whatStandsInEachOtherIsNoDeeperThanADocument() {
        let nested = (0..<45).reduce("{type: object, properties: {$ref: '#/x-NEXT'}}") { inner, _ in
            "{type: object, properties: {a: \(inner)}}"
        }
        let levels = (0..<20).map { "x-\($0): {a: \(nested.replacing("NEXT", with: "\($0 + 1)"))}\n" }
        let text =
            Self.head + "components: {schemas: {A: {type: object, properties: {$ref: '#/x-0'}}}}\n" + levels.joined()
            + "x-20: {}\n"
        #expect(codes(text, isLenient: true) == [.invalidText])
    }

    @Test func manyThatLeadToOneThingAreNotTooMany() throws {
        let paths = (0..<3_000).map {
            "  /a\($0): {parameters: {$ref: '#/x-p'}, get: {description: {$ref: '#/x-t'}, responses: {'204': {description: D.}}}}\n"
        }
        let document = try read(
            Self.head + "x-t: Text.\nx-p: [{name: a, in: query, schema: {}}]\npaths:\n" + paths.joined())
        #expect(document.operations.count == 3_000 && document.operations.last?.description == "Text.")
    }

    @Test func componentsInAFileOfTheirOwnAreNotTooMuch() throws {
        let schemas = (0..<35_000).map { "  S\($0): {type: object, properties: {a: {type: string}}}" }.joined(
            separator: "\n")
        let files = ["c.yaml": "schemas: {$ref: 's.yaml#/all'}", "s.yaml": "all:\n" + schemas]
        let document = try DocumentParser.parse(
            Array((Self.head + "components: {$ref: c.yaml}").utf8), file: "a.yaml",
            options: ParsingOptions(isLenient: true, files: DocumentFiles { files[$0].map { Array($0.utf8) } }))
        #expect(document.schemas.count == 35_000 && document.warnings.count == 2)
    }

    /// A list or a map is no component, so one that stands for it is meant otherwise, and that is told where it stands.
    @Test func componentsDoNotStandInPlaceOfOtherThings() {
        let text =
            Self.head + "components: {schemas: {A: {type: object}, B: {allOf: {$ref: '#/components/schemas/A'}}}}"
        #expect(codes(text, isLenient: true) == [.wrongType] && codes(text, isLenient: false) == [.wrongType])
    }

    @Test func whatStandsBesideOneIsNotForgiven() {
        let text =
            Self.head
            + "paths: {/a: {get: {$ref: '#/x-get', security: []}}}\nx-get: {responses: {'204': {description: D.}}}"
        #expect(codes(text, isLenient: true) == [.referenceSibling])
    }

    @Test func namesAndDataCalledLikeAReferenceAreNone() throws {
        let document = try read(
            Self.head + """
                paths:
                  /a:
                    get:
                      operationId: a
                      responses:
                        '204':
                          description: D.
                          links: {l: {operationId: a, parameters: {$ref: abc}}}
                components:
                  securitySchemes:
                    s: {type: oauth2, flows: {implicit: {authorizationUrl: 'https://x.example', scopes: {$ref: Reads.}}}}
                  schemas:
                    D: {type: object}
                    A: {oneOf: [{$ref: '#/components/schemas/D'}], discriminator: {propertyName: k, mapping: {$ref: D}}}
                """)
        #expect(document.warnings == [] && document.schema(named: "A")?.discriminator?.mapping.map(\.value) == ["$ref"])
    }

    /// Whichever is read first.
    @Test func whatIsInPlaceOfOneIsReachedByItsPlace() throws {
        let text =
            Self.head + """
                paths:
                  /a: {get: {parameters: [{$ref: '#/components/parameters/P'}], responses: {'200': {$ref: '#/components/responses/R'}}}}
                components:
                  parameters: {$ref: '#/x-parameters'}
                  responses: {$ref: '#/x-responses'}
                x-parameters: {P: {name: p, in: query, schema: {type: string}}}
                x-responses: {R: {description: D.}}
                """
        #expect(codes(text, isLenient: false) == [.misplacedReference, .misplacedReference])
        #expect(Linter.warnings(try read(text)).map(\.code).contains(.unusedComponent) == false)
        let one = try Bundler.bundle(Array(text.utf8), file: "a.yaml", options: options(isLenient: true), isJSON: false)
        #expect(try DocumentParser.parse(Array(one.text.utf8), file: "b.yaml").warnings == [])
    }

    @Test func oneThatLeadsNowhereIsNotForgiven() {
        #expect(codes(Self.head + "paths: {/a: {get: {$ref: none.yaml}}}", isLenient: true) == [.unreadableFile])
    }

    @Test func dataAndNamesOfPropertiesAreNone() throws {
        let document = try read(
            Self.head + """
                components:
                  schemas:
                    A:
                      type: object
                      default: {$ref: x}
                      enum: [{$ref: x}]
                      properties: {$ref: {type: string}}
                """)
        #expect(document.warnings == [] && document.schema(named: "A")?.properties.map(\.name) == ["$ref"])
    }
}
