import OpenAPI
import Testing
import YAML

/// The values of discriminators, which mean the same in the one file.
@Suite struct BundledDiscriminatorTests {
    private func bundle(_ document: String, _ other: String) throws -> (old: Document, new: Document) {
        let files = DocumentFiles { $0 == "p.yaml" ? Array(other.utf8) : nil }
        let options = ParsingOptions(files: files)
        let text = try Bundler.bundle(Array(document.utf8), file: "main.yaml", options: options, isJSON: false).text
        return (
            try DocumentParser.parse(Array(document.utf8), file: "main.yaml", options: options),
            try DocumentParser.parse(Array(text.utf8), file: "bundle.yaml")
        )
    }

    private static func main(_ reference: String) -> String {
        """
        openapi: 3.1.0
        info: {title: T, version: "1"}
        paths:
          /p:
            get:
              responses: {'200': {description: D, content: {application/json: {schema: {$ref: '\(reference)'}}}}}
        components:
          schemas:
            Pet: {type: string}
        """
    }

    private static let pet = "Pet: {type: object, required: [kind], properties: {kind: {type: string}}}"

    @Test(arguments: [
        "", ", mapping: {dog: '#/components/schemas/Dog'}", ", mapping: {pet: '#/components/schemas/Pet'}",
    ])
    func anAlternativeThatIsCalledOtherwiseKeepsItsValue(_ mapping: String) throws {
        let other = """
            components:
              schemas:
                Any:
                  oneOf: [{$ref: '#/components/schemas/Pet'}, {$ref: '#/components/schemas/Dog'}]
                  discriminator: {propertyName: kind\(mapping)}
                \(Self.pet)
                Dog: {type: object, required: [kind], properties: {kind: {type: string}, name: {type: string}}}
            """
        let (old, new) = try bundle(Self.main("p.yaml#/components/schemas/Any"), other)
        let rule = try #require(new.schema(named: "Any")?.discriminator)
        let isMapped = mapping.contains("pet")
        let value = rule.mapping.first { $0.value == (isMapped ? "pet" : "Pet") }
        #expect(value?.schema.name == "Pet2")
        #expect(rule.mapping.count == (mapping.contains("dog") ? 2 : 1))
        #expect(DocumentComparison.changes(from: old, to: new).filter { $0.worst > .safe } == [])
    }

    @Test func anHeirThatIsCalledOtherwiseKeepsItsValue() throws {
        let other = """
            components:
              schemas:
                Base: {type: object, required: [kind], properties: {kind: {type: string}}, discriminator: {propertyName: kind}}
                Pet: {allOf: [{$ref: '#/components/schemas/Base'}, {properties: {name: {type: string}}}]}
            """
        let (old, new) = try bundle(
            Self.main("p.yaml#/components/schemas/Base")
                + "\n    Other: {$ref: 'p.yaml#/components/schemas/Pet'}", other)
        #expect(new.schema(named: "Base") != nil)
        #expect(DocumentComparison.changes(from: old, to: new).filter { $0.worst > .dangerous } == [])
    }
}
