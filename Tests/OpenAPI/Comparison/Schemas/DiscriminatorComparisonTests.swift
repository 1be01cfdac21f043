import OpenAPI
import Testing
import YAML

/// What changes of a discriminator mean.
@Suite struct DiscriminatorComparisonTests {
    private static func document(
        _ union: String, _ schemas: String, isAnswer: Bool = false
    ) throws -> Document {
        let content = "content: { application/json: { schema: \(union) } }"
        let text = """
            openapi: 3.1.0
            info: { title: T, version: "1" }
            paths:
              /t:
                post:
                  \(isAnswer ? "" : "requestBody: { \(content) }")
                  responses: { "200": { description: d\(isAnswer ? ", \(content)" : "") } }
            components:
              schemas:
            \(schemas)
            """
        return try DocumentParser.parse(Array(text.utf8), file: "a.yaml")
    }

    private static func schemas(_ names: [String], _ property: String) -> String {
        names.map { name in
            "    \(name): { type: object, required: [k], properties: { k: \(property), of\(name.lowercased().prefix(2)): {} } }"
        }.joined(separator: "\n")
    }

    private static func union(_ names: [String], _ mapping: String = "") -> String {
        let parts = names.map { "{ $ref: '#/components/schemas/\($0)' }" }.joined(separator: ", ")
        return
            "{ oneOf: [ \(parts) ], discriminator: { propertyName: k\(mapping.isEmpty ? "" : ", mapping: { \(mapping) }") } }"
    }

    private func told(_ old: Document, _ new: Document) -> [String] {
        DocumentComparison.changes(from: old, to: new).map { "\($0.kind.rawValue) \($0.forClients) \($0.forServers)" }
    }

    @Test func aSchemaThatIsCalledOtherwiseIsToldByAnotherValue() throws {
        func document(_ names: [String], _ property: String) throws -> Document {
            try Self.document(Self.union(names), Self.schemas(names, property))
        }
        let any = "{ type: string }"
        #expect(
            told(try document(["Cat", "Dog"], any), try document(["Catty", "Dog"], any)) == [
                "alternatives-changed breaking safe", "alternatives-changed safe breaking",
                "schema-renamed dangerous dangerous",
            ])
    }

    @Test func aSchemaThatItsPropertyTellsMayBeCalledOtherwise() throws {
        func document(_ name: String) throws -> Document {
            try Self.document(
                Self.union([name, "Dog"]),
                Self.schemas([name], "{ const: c }") + "\n" + Self.schemas(["Dog"], "{ const: d }"))
        }
        #expect(told(try document("Cat"), try document("Catty")) == ["schema-renamed dangerous dangerous"])
    }

    @Test(arguments: [
        ("{ type: string }", "Cat: Cat, Dog: '#/components/schemas/Dog'"),
        ("{ enum: [Cat, Dog] }", "Cat: Cat, Dog: Dog"),
        ("{ const: Cat }", "Cat: Cat"),
    ])
    func aMappingThatSaysWhatGoesWithoutSayingIsNoChange(_ property: String, _ mapping: String) throws {
        let names = property.contains("const") ? ["Cat"] : ["Cat", "Dog"]
        let schemas = Self.schemas(["Cat", "Dog"], property)
        let documents = (
            try Self.document(Self.union(names), schemas), try Self.document(Self.union(names, mapping), schemas)
        )
        #expect(told(documents.0, documents.1) == [])
        #expect(told(documents.1, documents.0) == [])
    }

    @Test func anAlternativeWithItsValueNarrowsOrWidens() throws {
        func document(_ names: [String], isAnswer: Bool) throws -> Document {
            try Self.document(
                Self.union(names, names.map { "\($0.lowercased()): \($0)" }.joined(separator: ", ")),
                Self.schemas(["Cat", "Dog", "Cow"], "{ type: string }"), isAnswer: isAnswer)
        }
        for isAnswer in [false, true] {
            let documents = (
                try document(["Cat", "Dog"], isAnswer: isAnswer),
                try document(["Cat", "Dog", "Cow"], isAnswer: isAnswer)
            )
            let (wider, narrower) =
                isAnswer ? ("breaking safe", "safe breaking") : ("safe breaking", "breaking safe")
            let change = "alternatives-changed"
            #expect(told(documents.0, documents.1) == ["\(change) \(wider)", "\(change) \(wider)"])
            #expect(told(documents.1, documents.0) == ["\(change) \(narrower)", "\(change) \(narrower)"])
        }
    }

    @Test func anHeirWithItsValueNarrowsOrWidens() throws {
        func document(_ names: [String]) throws -> Document {
            let heirs = names.map {
                "    \($0): { allOf: [ { $ref: '#/components/schemas/Pet' }, { properties: { of\($0): {} } } ] }"
            }
            let parent =
                "    Pet: { type: object, required: [k], properties: { k: { type: string } }, discriminator: { propertyName: k } }"
            return try Self.document(
                "{ $ref: '#/components/schemas/Pet' }", ([parent] + heirs).joined(separator: "\n"))
        }
        let documents = (try document(["Cat"]), try document(["Cat", "Dog"]))
        let change = "alternatives-changed"
        #expect(told(documents.0, documents.1) == ["\(change) safe breaking", "\(change) safe breaking"])
        #expect(told(documents.1, documents.0) == ["\(change) breaking safe", "\(change) breaking safe"])
    }

    @Test func aMappingIsComparedByWhereItLeads() throws {
        let files = [
            "a.yaml": """
            openapi: 3.1.0
            info: { title: T, version: "1" }
            paths:
              /t: { get: { responses: { "200": { description: d, content: { application/json: { schema: { $ref: s.yaml } } } } } } }
            """,
            "s.yaml": """
            type: object
            discriminator: { propertyName: k, mapping: { x: '#A', y: 's.yaml#/$defs/B', z: t.yaml } }
            oneOf: [ { $ref: '#A' }, { $ref: '#/$defs/B' }, { $ref: t.yaml } ]
            $defs:
              A: { $anchor: A, type: object, required: [k], properties: { k: { type: string }, a: { type: integer } } }
              B: { type: object, required: [k], properties: { k: { type: string }, b: { type: integer } } }
            """,
            "t.yaml": "{ type: object, required: [k], properties: { k: { type: string }, c: {} } }",
        ]
        let reader = DocumentFiles { files[$0].map { Array($0.utf8) } }
        let whole = try DocumentParser.parse(
            Array(try #require(files["a.yaml"]).utf8), file: "a.yaml", options: ParsingOptions(files: reader))
        let bundle = try Bundler.bundle(
            Array(try #require(files["a.yaml"]).utf8), file: "a.yaml", options: ParsingOptions(files: reader),
            isJSON: false
        ).text
        let one = try DocumentParser.parse(Array(bundle.utf8), file: "b.yaml")
        #expect(told(whole, one) == [])
        #expect(told(one, whole) == [])
        let other = bundle.replacing("x: \"#/components/schemas/A\"", with: "x: \"#/components/schemas/t\"")
        #expect(other != bundle)
        #expect(
            told(whole, try DocumentParser.parse(Array(other.utf8), file: "b.yaml")).contains(
                "alternatives-changed breaking breaking"))
    }

    /// OpenAPI 3.2, section 4.8.25: a mapping takes no names away.
    @Test func aNameIsReadBesideAMapping() throws {
        func document(_ mapping: String) throws -> Document {
            try Self.document(Self.union(["Cat", "Dog"], mapping), Self.schemas(["Cat", "Dog"], "{ type: string }"))
        }
        let documents = (try document(""), try document("cat: Cat"))
        #expect(told(documents.0, documents.1) == ["alternatives-changed safe breaking"])
        #expect(told(documents.1, documents.0) == ["alternatives-changed breaking safe"])
        #expect(told(documents.1, try document("cat: Cat, Cat: Dog")) == ["alternatives-changed breaking breaking"])
    }
}
