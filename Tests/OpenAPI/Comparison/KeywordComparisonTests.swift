import OpenAPI
import Testing
import YAML

/// What changes of a request's schema mean, keyword by keyword.
@Suite struct KeywordComparisonTests {
    private func changes(_ old: String, _ new: String) throws -> [Change] {
        func document(_ schema: String) throws -> Document {
            let text = """
                openapi: 3.1.0
                info: { title: T, version: "1" }
                paths:
                  /t:
                    post:
                      requestBody: { required: true, content: { application/json: { schema: \(schema) } } }
                      responses: { "200": { description: d } }
                components:
                  schemas:
                    One: { type: object, properties: { k: { type: string } } }
                    Two: { type: object, properties: { k: { type: string } } }
                """
            return try DocumentParser.parse(Array(text.utf8), file: "a.yaml")
        }
        return DocumentComparison.changes(from: try document(old), to: try document(new))
    }

    private func told(_ old: String, _ new: String) throws -> [String] {
        try changes(old, new).map { "\($0.kind.rawValue) \($0.forClients) \($0.forServers)" }
    }

    private static let object = "type: object, properties: { a: { type: string }, b: { type: string } }"
    private static let pair = "oneOf: [ { $ref: '#/components/schemas/One' }, { $ref: '#/components/schemas/Two' } ]"

    @Test(arguments: [
        ("dependentRequired: { a: [b] }", "rules-changed"),
        ("dependentSchemas: { a: { required: [b] } }", "rules-changed"), ("required: [z]", "required-changed"),
        ("allOf: [ { required: [z] } ]", "required-changed"), ("allOf: [ { minProperties: 1 } ]", "rules-changed"),
        ("allOf: [ { additionalProperties: false } ]", "rules-changed"),
    ])
    func aKeywordThatIsAddedNarrows(_ keyword: String, _ kind: String) throws {
        let (old, new) = ("{ \(Self.object) }", "{ \(Self.object), \(keyword) }")
        #expect(try told(old, new) == ["\(kind) breaking safe"])
        #expect(try told(new, old) == ["\(kind) safe breaking"])
        #expect(try told(new, new) == [])
    }

    @Test func elementsThatNothingSpeaksOfMayBeRefused() throws {
        #expect(
            try told("{ type: array }", "{ type: array, unevaluatedItems: false }") == ["rules-changed breaking safe"])
    }

    @Test func anHeirThatADiscriminatorTellsIsAnAlternativeMore() throws {
        func document(_ more: String) throws -> Document {
            let text = """
                openapi: 3.1.0
                info: { title: T, version: "1" }
                paths:
                  /t: { get: { responses: { "200": { description: d, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } } } }
                components:
                  schemas:
                    Pet: { type: object, properties: { k: { type: string } }, discriminator: { propertyName: k } }
                    \(more)
                """
            return try DocumentParser.parse(Array(text.utf8), file: "a.yaml")
        }
        func heir(_ name: String, _ type: String = "string") -> String {
            "\(name): { allOf: [ { $ref: '#/components/schemas/Pet' }, { properties: { of\(name): { type: \(type) } } } ] }"
        }
        let documents = try ["", heir("Cat"), heir("Cat") + "\n    " + heir("Dog"), heir("Cat", "integer")].map(
            document)
        func told(_ old: Int, _ new: Int) -> [String] {
            DocumentComparison.changes(from: documents[old], to: documents[new]).map {
                "\($0.kind.rawValue) \($0.forClients) \($0.forServers)"
            }
        }
        #expect(told(0, 1) == ["alternatives-changed breaking safe"])
        #expect(told(1, 2).contains("alternatives-changed breaking safe"))
        #expect(told(1, 3) == ["type-changed breaking breaking"])
        #expect(told(2, 2) == [])
    }

    @Test func partsOfAllOfAreComparedAlsoWithProperties() throws {
        func whole(_ part: String) -> String { "{ allOf: [ { type: object, properties: { a: {} }\(part) } ] }" }
        #expect(
            try told(whole(", additionalProperties: false"), whole("")) == [
                "additional-properties-changed safe breaking"
            ])
        let more = try told(whole(", minProperties: 1"), whole(", minProperties: 2"))
        #expect(more == ["constraint-changed breaking safe"])
    }

    @Test func alternativesThatNameOtherRequiredPropertiesDiffer() throws {
        let old = "{ \(Self.object), oneOf: [ { required: [a] }, { required: [b] } ] }"
        let changes = try changes(old, old.replacing("required: [b]", with: "required: [c]"))
        #expect(!changes.isEmpty && changes.contains { $0.forClients == .breaking })
    }

    @Test func aDirectionAndAnEncodingAreSaid() throws {
        let old = "{ type: object, properties: { a: { type: string } } }"
        #expect(
            try told(old, old.replacing("a: { type: string", with: "a: { readOnly: true, type: string")) == [
                "property-removed dangerous dangerous"
            ])
        #expect(
            try told(old, old.replacing("type: string", with: "type: string, contentEncoding: base64")) == [
                "format-changed breaking safe"
            ])
    }

    @Test func whatADiscriminatorMeansIsCompared() throws {
        func union(_ rest: String) -> String { "{ \(Self.pair), discriminator: { propertyName: k\(rest) } }" }
        let old = union(", mapping: { x: '#/components/schemas/One' }")
        let other = try told(old, union(", mapping: { x: '#/components/schemas/Two' }"))
        #expect(other == ["alternatives-changed breaking breaking"])
        #expect(try told(old, union("")) == ["alternatives-changed breaking breaking"])
        #expect(try told("{ \(Self.pair) }", union("")) == ["alternatives-changed breaking breaking"])
    }

    @Test func keywordsBesideAReferenceAreCompared() throws {
        let old = "{ $ref: '#/components/schemas/One' }"
        #expect(
            try told(old, old.replacing(" }", with: ", minProperties: 1 }")) == ["rules-changed breaking safe"])
    }

    @Test(arguments: [
        ("{ type: [string, 'null'] }", "{ anyOf: [ { type: string }, { type: 'null' } ] }"),
        ("{ const: 1 }", "{ enum: [1.0] }"), ("{ enum: [a, b] }", "{ enum: [b, a] }"),
        ("{ type: number, minimum: 1 }", "{ type: number, minimum: 1.0 }"),
        ("{ type: number, minimum: 5, exclusiveMinimum: 5 }", "{ type: number, exclusiveMinimum: 5 }"),
        ("{ type: number, multipleOf: 1 }", "{ type: number, multipleOf: 1.0 }"),
        ("{ type: number, default: 1 }", "{ type: number, default: 1.0 }"),
        ("{ title: a, type: string }", "{ type: string, description: b }"),
    ])
    func whatMeansTheSameIsNoChange(_ old: String, _ new: String) throws {
        #expect(try told(old, new) == [])
        #expect(try told(new, old) == [])
    }

    @Test(arguments: [
        ("minimum: 5", "exclusiveMinimum: 5", "constraint-changed breaking safe"),
        ("exclusiveMaximum: 5", "maximum: 5", "constraint-changed safe breaking"),
        ("minimum: 5", "exclusiveMinimum: 4", "constraint-changed safe breaking"),
        ("maximum: 9007199254740993", "maximum: 9007199254740992", "constraint-changed breaking safe"),
        ("maximum: 12345678901234567891", "maximum: 12345678901234567892", "constraint-changed safe breaking"),
    ])
    func boundsAreComparedByWhatTheyAllow(_ old: String, _ new: String, _ expected: String) throws {
        #expect(try told("{ type: number, \(old) }", "{ type: number, \(new) }") == [expected])
    }

    @Test func aBoundOfAnotherKeywordNamesBoth() throws {
        let change = try #require(
            try changes("{ type: number, minimum: 5 }", "{ type: number, exclusiveMinimum: 5 }").first)
        #expect(change.message == "'exclusiveMinimum' is 5 and was 'minimum' 5")
    }
}
