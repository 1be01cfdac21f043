import OpenAPI
import Testing
import YAML

@Suite struct BundlerTests {
    private static let document = """
        openapi: 3.1.0
        info: {title: "Things: all", version: "1.0", description: "Two\\nlines.\\n"}
        paths:
          /things: {$ref: 'paths.yaml#/things'}
        components:
          schemas:
            Money: {type: string}
            Thing:
              oneOf: [{$ref: common.yaml#/Money}, {$ref: common.yaml#/Tree}]
              discriminator: {propertyName: kind, mapping: {tree: common.yaml#/Tree}}
        """
    private static let files = [
        "common.yaml": """
        Money: {type: object, properties: {unit: {$ref: '#/Unit'}, own: {$ref: 'a.yaml#/components/schemas/Money'}}}
        Unit: {type: string, enum: ['yes', "1", 'a b', '']}
        Tree: {type: object, properties: {children: {type: array, items: {$ref: '#/Tree'}}}}
        """,
        "paths.yaml": """
        things:
          get:
            operationId: things
            parameters: [{$ref: parameter.json}]
            responses: {'200': {description: Done., content: {application/json: {schema: {$ref: common.yaml#/Tree}}}}}
        """,
        "parameter.json": #"{"name": "limit", "in": "query", "schema": {"type": "integer", "maximum": 1e3}}"#,
    ]

    private func bundle(_ document: String = document, isJSON: Bool) throws -> String {
        let files = DocumentFiles { Self.files[$0].map { Array($0.utf8) } }
        return try Bundler.bundle(
            Array(document.utf8), file: "a.yaml", options: ParsingOptions(files: files), isJSON: isJSON
        ).text
    }

    @Test(arguments: [false, true]) func everythingIsInOneFileThatReadsAlone(_ isJSON: Bool) throws {
        let text = try bundle(isJSON: isJSON)
        let document = try DocumentParser.parse(Array(text.utf8), file: "b")
        #expect(document.schemas.map(\.name) == ["Money", "Thing", "Money2", "Tree", "Unit"])
        let thing = try #require(document.schema(named: "Thing"))
        #expect(thing.oneOf.map(\.reference?.name) == ["Money2", "Tree"])
        #expect(thing.discriminator?.mapping.first?.schema.name == "Tree")
        let money = try #require(document.schema(named: "Money2"))
        #expect(money.properties.map(\.schema.reference?.name) == ["Unit", "Money"])
        #expect(document.schema(named: "Tree")?.properties.first?.schema.items?.reference?.name == "Tree")
        #expect(document.schema(named: "Unit")?.enumeration?.map(\.scalar?.text) == ["yes", "1", "a b", ""])
        #expect(document.schema(named: "Unit")?.enumeration?.map(\.kind) == Array(repeating: "a string", count: 4))
        let operation = try #require(document.operations.first)
        #expect(operation.path == "/things" && operation.parameters.first?.name == "limit")
        #expect(operation.parameters.first?.schema?.maximum?.double == 1_000)
        #expect(
            document.title == "Things: all" && document.apiVersion == "1.0" && document.description == "Two\nlines.\n")
        #expect(document.warnings == [])
    }

    /// Put in each place, its operation would stand twice with one `operationId`.
    /// The one file may have any name.
    @Test func referencesThatNameTheirOwnFileAreToTheOneFile() throws {
        let text = try bundle(
            """
            openapi: 3.2.0
            info: {title: T, version: "1"}
            paths: {}
            components:
              schemas:
                Pet:
                  oneOf: [{$ref: a.yaml#/components/schemas/Cat}]
                  discriminator: {propertyName: kind, mapping: {cat: ./a.yaml#/components/schemas/Cat, Cat: Cat}}
                Cat: {type: object, required: [kind], properties: {kind: {type: string}}}
              responses: {OK: {description: OK}}
              securitySchemes: {key: {type: apiKey, name: k, in: query}}
              links: {one: {operationRef: 'a.yaml#/webhooks/w/get'}}
            webhooks:
              w:
                get:
                  responses: {'200': {$ref: a.yaml#/components/responses/OK}}
                  security: [{a.yaml#/components/securitySchemes/key: []}]
            """, isJSON: false)
        #expect(!text.contains("a.yaml"))
        let document = try DocumentParser.parse(Array(text.utf8), file: "b.yaml")
        #expect(document.schema(named: "Pet")?.oneOf.map(\.reference?.name) == ["Cat"])
        #expect(document.webhooks.first?.operations.first?.security.first?.schemes.map(\.name) == ["key"])
    }

    @Test(arguments: [("3.0.3", "#/paths/~1a"), ("3.1.0", "#/components/pathItems/things")])
    func pathItemThatPathsShareStaysOne(_ version: String, _ reference: String) throws {
        let document = """
            openapi: \(version)
            info: {title: T, version: "1"}
            paths:
              /b: {$ref: 'paths.yaml#/things', summary: Other.}
              /a: {$ref: 'paths.yaml#/things'}
              /c: {$ref: 'paths.yaml#/things'}
            """
        let text = try bundle(document, isJSON: false)
        let bundled = try DocumentParser.parse(Array(text.utf8), file: "b.yaml")
        let files = DocumentFiles { Self.files[$0].map { Array($0.utf8) } }
        let read = try DocumentParser.parse(
            Array(document.utf8), file: "a.yaml", options: ParsingOptions(files: files))
        #expect(bundled.operations.map(\.identifier) == ["things", "things_2", "things_3"])
        #expect(bundled.operations.map(\.identifier) == read.operations.map(\.identifier))
        #expect(bundled.operations.map(\.path) == ["/b", "/a", "/c"])
        #expect(bundled.paths.map(\.summary) == ["Other.", nil, nil])
        let paths = try #require(bundled.root["paths"])
        #expect(
            paths.entries.compactMap { $0.value["$ref"]?.text }
                == Array(repeating: reference, count: version == "3.0.3" ? 2 : 3))
        #expect(text.ranges(of: "operationId").count == 1)
    }

    @Test func versionsStandWithoutQuotesAndWhatReadsAsANumberWithThem() throws {
        let document = "openapi: 3.1.0\ninfo: {title: Things, version: '1.0'}\npaths: {}"
        let text = try bundle(document, isJSON: false)
        #expect(text.hasPrefix("openapi: 3.1.0\n") && text.contains("version: \"1.0\"\n"))
    }

    /// Inside a schema with an identifier, a reference without a file would mean a place in that schema.
    @Test func identifiersAreLeftOutAndPlacesStayWhereTheyAre() throws {
        let document = """
            openapi: 3.2.0
            info: {title: T, version: "1"}
            security: [{'tag.yaml#/key': []}]
            components:
              schemas:
                Tag: {$ref: tag.yaml}
                Pot:
                  $id: https://example.com/pot
                  properties: {lid: {$ref: '#/$defs/lid'}, $id: {type: string}}
                  $defs: {lid: {type: string}}
                Cup: {properties: {pot: {$ref: 'https://example.com/pot'}, tag: {$ref: tag.yaml}}}
            """
        let tag = """
            $id: https://example.com/tag
            properties: {more: {$ref: '#/$defs/more'}}
            $defs: {more: {type: integer}}
            key: {type: http, scheme: basic}
            """
        let files = DocumentFiles { $0 == "tag.yaml" ? Array(tag.utf8) : nil }
        let text = try Bundler.bundle(
            Array(document.utf8), file: "a.yaml", options: ParsingOptions(files: files), isJSON: false
        ).text
        let bundled = try DocumentParser.parse(Array(text.utf8), file: "b.yaml")
        #expect(bundled.schemas.map(\.name) == ["Tag", "Pot", "Cup", "more"])
        #expect(bundled.schema(named: "Tag")?.properties.first?.schema.reference?.name == "more")
        let pot = try #require(bundled.schema(named: "Pot"))
        #expect(pot.identifier == nil && pot.properties.map(\.name) == ["lid", "$id"])
        #expect(pot.properties.first.flatMap { bundled.resolved($0.schema) }?.types == [.string])
        #expect(bundled.schema(named: "Cup")?.properties.map(\.schema.reference?.name) == ["Pot", "Tag"])
        #expect(bundled.security.first?.schemes.map(\.name) == ["key"])
        #expect(bundled.securitySchemes.map(\.name) == ["key"])
    }

    @Test func sameDocumentBundlesToTheSameText() throws {
        #expect(try bundle(isJSON: false) == bundle(isJSON: false))
        let once = try bundle(isJSON: false)
        #expect(try bundle(once, isJSON: false) == once)
    }

    @Test(arguments: [
        "a: b", "- a", "# a", "a #b", "@a", "*a", "&a", "!a", "%a", "|", ">", "'", "\"", "{a}", "[a]", "a\nb", "\na",
        " a",
        "a ", "a\n\n", "\n", "a\n b\n", " a\nb", "a \nb", "null", "~", "1", "1e3", "0x1F", "true", "Yes", "<<", "---",
        "a\tb",
        "\u{1}", "\u{7F}", "\u{85}", "\u{2028}", "\u{FEFF}a", "😀\n😀", "?", "- ", ":", "a:", "\\", "é", "",
    ])
    func everyTextSurvives(_ text: String) throws {
        let quoted = text.unicodeScalars.map { scalar in
            scalar.value < 0x20 || scalar == "\"" || scalar == "\\" || (0x7F...0x9F).contains(scalar.value)
                ? "\\u" + String(0x10000 + scalar.value, radix: 16).dropFirst() : String(scalar)
        }.joined()
        let source =
            "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"\(quoted)\",\"version\":\"1\"},\"paths\":{},\"x-\(quoted)\":[\"\(quoted)\"]}"
        for isJSON in [false, true] {
            let bundled = try bundle(source, isJSON: isJSON)
            let document = try DocumentParser.parse(Array(bundled.utf8), file: "b")
            #expect(document.title.unicodeScalars.elementsEqual(text.unicodeScalars), "\(bundled)")
            #expect(document.extensions["x-" + text]?.elements.first?.scalar?.text == text, "\(bundled)")
        }
    }
}
