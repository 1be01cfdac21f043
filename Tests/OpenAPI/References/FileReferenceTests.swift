import OpenAPI
import Testing
import YAML

/// References that lead out of the document, by anchors, and into the middle of it.
@Suite struct FileReferenceTests {
    private static let files = [
        "api/common/schemas.yaml": """
        Money: {type: object, properties: {amount: {type: integer}, currency: {$ref: '#/Currency'}}}
        Currency: {type: string, pattern: '^[A-Z]{3}$'}
        Tree: {type: object, properties: {children: {type: array, items: {$ref: '#/Tree'}}}}
        Back: {$ref: '../openapi.yaml#/components/schemas/Own'}
        """,
        "api/parameters.json":
            #"{"limit": {"name": "limit", "in": "query", "schma": {}, "schema": {"type": "integer"}}}"#,
        "api/paths.yaml": """
        get: {operationId: things, responses: {'204': {description: Done.}}}
        """,
        "mapped/remote.yaml": "Thing: {type: boolean}\n",
        "api/old.yaml": """
        openapi: 3.0.3
        components: {schemas: {Old: {type: string, nullable: true}}}
        """,
        "api/own.yaml": """
        openapi: 3.2.0
        $self: https://else.example/y/own.yaml
        info: {title: T, version: "1"}
        components: {schemas: {Own: {$ref: 'types.yaml#/Same'}}}
        """,
        "api/types.yaml": "Same: {type: string}\n",
        "y/types.yaml": "Same: {type: integer}\n",
    ]

    private func parse(_ rest: String, mapping: [String: String] = [:]) throws(DocumentError) -> Document {
        let head = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\n"
        let files = DocumentFiles(mapping: mapping) { Self.files[$0].map { Array($0.utf8) } }
        return try DocumentParser.parse(
            Array((head + rest).utf8), file: "api/openapi.yaml", options: ParsingOptions(files: files))
    }

    private func property(_ name: String, _ document: Document) -> Schema? {
        document.schema(named: "A")?.properties.first { $0.name == name }?.schema
    }

    /// OpenAPI 3.2, section 4.1.2.2.
    @Test func referencesOfAFileStartAtTheURIThatItSays() throws {
        let document = try parse(
            """
            components:
              schemas:
                A:
                  type: object
                  properties:
                    own: {$ref: 'own.yaml#/components/schemas/Own'}
                    same: {$ref: 'https://else.example/y/own.yaml#/components/schemas/Own'}
            """, mapping: ["https://else.example/y/types.yaml": "y/types.yaml"])
        #expect(property("own", document).flatMap(document.resolved)?.types == [.integer])
        #expect(property("same", document).flatMap(document.resolved)?.types == [.integer])
    }

    @Test func aFileThatSaysItsVersionIsReadAsThat() throws {
        let document = try parse(
            "components: {schemas: {A: {type: object, properties: {old: {$ref: 'old.yaml#/components/schemas/Old'}}}}}")
        #expect(property("old", document).flatMap(document.resolved)?.isNullable == true)
        #expect(document.warnings == [])
    }

    @Test func aFileIsOneHoweverItsPathIsWritten() throws {
        let page = "{type: array, items: {$ref: '../api/openapi.yaml#/components/schemas/Item'}}"
        let text = """
            openapi: 3.1.0
            info: { title: T, version: '1' }
            components: {schemas: {Item: {type: string}, A: {$ref: '../common/page.yaml'}}}
            """
        let files = DocumentFiles(folder: "/contracts/api") { path in
            ["../common/page.yaml": Array(page.utf8), "../api/openapi.yaml": Array(text.utf8)][path]
        }
        for file in ["openapi.yaml", "./openapi.yaml", "/contracts/api/openapi.yaml"] {
            let document = try DocumentParser.parse(
                Array(text.utf8), file: file,
                options: ParsingOptions(
                    files: DocumentFiles(folder: "/contracts/api") {
                        files.read($0.replacing("/contracts/", with: "../"))
                    }))
            let list = try #require(document.schema(named: "A").flatMap(document.resolved))
            #expect(list.items?.reference?.name == "Item", "\(file)")
        }
    }

    @Test func filesAreFoundRelativeToTheDocument() throws {
        let document = try parse(
            """
            components:
              schemas:
                Own: {type: string}
                A:
                  type: object
                  properties:
                    money: {$ref: common/schemas.yaml#/Money}
                    again: {$ref: './common/../common/schemas.yaml#/Money'}
                    tree: {$ref: 'common/schemas.yaml#/Tree'}
                    back: {$ref: 'common/schemas.yaml#/Back'}
            """)
        let money = try #require(property("money", document)?.reference)
        let again = try #require(property("again", document)?.reference)
        #expect(money.target == again.target && money.name == nil)
        let id = try #require(money.target)
        #expect(document.canonicalPointer(id) == "api/common/schemas.yaml#/Money")
        let target = try #require(document.schema(id))
        #expect(target.location.description == "api/common/schemas.yaml:1:8")
        #expect(target.properties.last.flatMap { document.resolved($0.schema) }?.pattern == "^[A-Z]{3}$")
        let tree = try #require(property("tree", document).flatMap(document.resolved))
        #expect(tree.properties.first?.schema.items?.reference?.target == tree.id)
        let back = try #require(property("back", document).flatMap(document.resolved))
        #expect(back.id == document.schema(named: "Own")?.id)
    }

    @Test func pathItemsOfOtherFilesAreRead() throws {
        let document = try parse("paths:\n  /things: {$ref: paths.yaml, summary: Own.}\n")
        #expect(document.operations.map(\.identifier) == ["things"])
        #expect(document.paths.first?.summary == "Own.")
    }

    @Test func mistakesNameTheFileThatTheyAreIn() {
        let error = #expect(throws: DocumentError.self) {
            try parse(
                """
                paths:
                  /a: {get: {parameters: [{$ref: 'parameters.json#/limit'}], responses: {'204': {description: x}}}}
                """)
        }
        #expect(
            error?.description
                == "api/parameters.json:1:44: error: a parameter has no field 'schma'; did you mean 'schema'?")
    }

    @Test func urlsAreMappedToFiles() throws {
        let text =
            "components: {schemas: {A: {type: object, properties: {t: {$ref: 'https://x.example/a/remote.yaml#/Thing'}}}}}\n"
        for mapping in [
            ["https://x.example/a/remote.yaml": "mapped/remote.yaml"], ["https://x.example/a/": "mapped"],
            ["https://x.example/a/": "mapped/", "https://x.example/": "elsewhere/"],
        ] {
            let document = try parse(text, mapping: mapping)
            #expect(property("t", document).flatMap(document.resolved)?.types == [.boolean])
        }
        #expect(throws: DocumentError.self) { try parse(text) }
    }

    @Test func anchorsIdentifiersAndPointersIntoPathsAreFound() throws {
        let document = try parse(
            """
            paths:
              /a:
                get:
                  responses:
                    '200': {description: x, content: {application/json: {schema: {type: integer, minimum: 3}}}}
            components:
              schemas:
                A:
                  type: object
                  properties:
                    anchor: {$ref: '#spot'}
                    path: {$ref: '#/paths/~1a/get/responses/200/content/application~1json/schema'}
                    identified: {$ref: 'https://x.example/schemas/inner'}
                B:
                  $id: https://x.example/schemas/outer
                  $defs:
                    inner: {$id: inner, $ref: '#/$defs/leaf', $defs: {leaf: {type: number}}}
                C: {properties: {deep: {$anchor: spot, type: string}}}
            """)
        #expect(property("anchor", document).flatMap(document.resolved)?.types == [.string])
        #expect(property("path", document).flatMap(document.resolved)?.minimum == .integer(3))
        #expect(property("identified", document).flatMap(document.resolved)?.types == [.number])
        let path = try #require(property("path", document)?.reference?.target)
        #expect(
            document.canonicalPointer(path)
                == "#/paths/~1a/get/responses/200/content/application~1json/schema")
    }

    @Test func thePlaceThatAMessageNamesHasItsFile() throws {
        let error = #expect(throws: DocumentError.self) {
            try parse(
                """
                paths:
                  /a: {get: {operationId: things, responses: {'204': {description: Done.}}}}
                  /b: {$ref: paths.yaml}
                """)
        }
        #expect(
            try #require(error).diagnostics.map(\.message) == [
                "the operationId 'things' is taken by the operation at api/openapi.yaml:4:13"
            ])
    }
}
