import OpenAPI
import Testing

/// Which components are used that are names of what stands in other files.
@Suite struct UsedComponentTests {
    private static let files = [
        "pet.yaml": """
        Pet: {type: object, properties: {mother: {$ref: '#/Pet'}, tag: {$ref: '#/Tag'}}}
        Tag: {type: string}
        Alias: {$ref: '#/Pet'}
        Alone: {type: object, properties: {next: {$ref: '#/Alone'}}}
        """,
        "parts.yaml": """
        Limit: {name: limit, in: query, schema: {type: integer}}
        Gone: {description: Gone.}
        """,
    ]

    private static let components = """
        components:
          parameters: {Limit: {$ref: 'parts.yaml#/Limit'}, Unused: {$ref: 'parts.yaml#/Limit', x-of: none}}
          responses: {Gone: {$ref: 'parts.yaml#/Gone'}}
          schemas:
            Pet: {$ref: 'pet.yaml#/Pet'}
            Tag: {$ref: 'pet.yaml#/Tag'}
            Animal: {$ref: 'pet.yaml#/Alias'}
            Alone: {$ref: 'pet.yaml#/Alone'}
            Beast: {$ref: '#/components/schemas/Pet'}
            More: {$ref: 'pet.yaml#/Pet', minProperties: 1}
        """

    private func unused(_ rest: String) throws -> [String] {
        let text = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n\(rest)\n\(Self.components)\n"
        let files = DocumentFiles { Self.files[$0].map { Array($0.utf8) } }
        let document = try DocumentParser.parse(
            Array(text.utf8), file: "a.yaml", options: ParsingOptions(files: files))
        return Linter.warnings(document).filter { $0.code == .unusedComponent }.map {
            $0.message.replacing("nothing refers to '#/components/", with: "").replacing("'", with: "")
        }
    }

    @Test func whatIsReferredToUnderTheNameOfItsFileIsUsed() throws {
        let schema = "{schema: {$ref: 'pet.yaml#/Pet'}}"
        let told = try unused(
            """
            paths:
              /pets:
                get:
                  operationId: pets
                  parameters: [{$ref: 'parts.yaml#/Limit'}]
                  responses: {"200": {description: Pets., content: {application/json: \(schema)}}}
            """)
        #expect(told == ["responses/Gone", "schemas/Alone", "schemas/More"])
    }

    @Test func whatANameThatIsUsedLeadsToIsUsed() throws {
        let schema = "{schema: {$ref: 'pet.yaml#/Alias'}}"
        let told = try unused(
            """
            paths:
              /pets:
                get:
                  operationId: pets
                  responses: {"200": {description: Pets., content: {application/json: \(schema)}}}
            """)
        let others = ["parameters/Limit", "parameters/Unused", "responses/Gone"]
        #expect(told == others + ["schemas/Alone", "schemas/More"])
    }

    @Test func inALibraryANameOfItselfUsesNothing() throws {
        let told = try unused("")
        #expect(told.contains("schemas/Alone") && !told.contains("schemas/Pet"))
    }

    @Test func whatNothingElseRefersToIsNotUsed() throws {
        let told = try unused("paths: {/pets: {get: {operationId: pets, responses: {\"204\": {description: None.}}}}}")
        let schemas = ["Pet", "Animal", "Alone", "Beast", "More"].map { "schemas/\($0)" }
        // What is in the file of another may be used by that.
        #expect(told == ["parameters/Limit", "parameters/Unused", "responses/Gone"] + schemas)
    }
}
