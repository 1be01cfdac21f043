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
        ("allOf: [ { required: [z] } ]", "required-changed"), ("allOf: [ { minProperties: 1 } ]", "constraint-changed"),
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
        // Both are told by their names too, whatever the mapping says.
        #expect(other == ["alternatives-changed breaking breaking"])
        #expect(try told(old, union("")) == ["alternatives-changed breaking safe"])
        #expect(try told("{ \(Self.pair) }", union("")) == ["alternatives-changed breaking breaking"])
    }

    @Test func keywordsBesideAReferenceAreCompared() throws {
        let old = "{ $ref: '#/components/schemas/One' }"
        #expect(
            try told(old, old.replacing(" }", with: ", minProperties: 1 }")) == ["constraint-changed breaking safe"])
        #expect(
            try told("{ allOf: [ \(old) ] }", "{ allOf: [ \(old) ], default: {} }") == [
                "default-changed dangerous dangerous"
            ])
        #expect(
            try told(old.replacing(" }", with: ", minProperties: 1 }"), "{ allOf: [ \(old) ], minProperties: 1 }") == []
        )
    }

    @Test(arguments: [
        ("{ type: [string, 'null'] }", "{ anyOf: [ { type: string }, { type: 'null' } ] }"),
        ("{ const: 1 }", "{ enum: [1.0] }"), ("{ enum: [a, b] }", "{ enum: [b, a] }"),
        ("{ type: number, minimum: 1 }", "{ type: number, minimum: 1.0 }"),
        ("{ type: number, minimum: 5, exclusiveMinimum: 5 }", "{ type: number, exclusiveMinimum: 5 }"),
        ("{ type: number, multipleOf: 1 }", "{ type: number, multipleOf: 1.0 }"),
        (
            "{ allOf: [ { type: number, multipleOf: 10 }, { multipleOf: 6 } ] }",
            "{ allOf: [ { type: number, multipleOf: 1e1 }, { multipleOf: 6.0 } ] }"
        ),
        (
            "{ allOf: [ { type: number, multipleOf: 10 }, { multipleOf: 5 } ] }",
            "{ type: number, multipleOf: 10 }"
        ),
        (
            "{ allOf: [ { type: number, multipleOf: 0.2 }, { multipleOf: 0.3 } ] }",
            "{ type: number, multipleOf: 0.6 }"
        ),
        ("{ oneOf: [ { const: a }, { const: b }, { enum: [c, b] } ] }", "{ enum: [a, c] }"),
        ("{ anyOf: [ { const: a }, { const: b }, { enum: [c, b] } ] }", "{ enum: [a, b, c] }"),
        ("{ type: number, default: 1 }", "{ type: number, default: 1.0 }"),
        ("{ title: a, type: string }", "{ type: string, description: b }"),
        ("{ type: string }", "{ type: string, minLength: 0 }"),
        ("{ type: array }", "{ type: array, minItems: 0, items: {} }"),
        ("{ type: object }", "{ type: object, minProperties: 0, additionalProperties: {} }"),
        ("{ type: object }", "{ type: object, patternProperties: { '^a': {} }, propertyNames: true }"),
        ("{ type: array, contains: { type: string } }", "{ type: array, contains: { type: string }, minContains: 1 }"),
        ("{ type: integer, maximum: 100 }", "{ type: integer, exclusiveMaximum: 101 }"),
        ("{ type: integer, exclusiveMinimum: -1 }", "{ type: integer, minimum: 0 }"),
        ("{ $ref: '#/components/schemas/One' }", "{ allOf: [ { $ref: '#/components/schemas/One' } ] }"),
        (
            "{ $ref: '#/components/schemas/One' }",
            "{ description: d, allOf: [ { $ref: '#/components/schemas/One' }, { title: t } ] }"
        ),
        (
            "{ anyOf: [ { $ref: '#/components/schemas/One' }, { type: 'null' } ] }",
            "{ oneOf: [ { type: 'null' }, { allOf: [ { $ref: '#/components/schemas/One' } ] } ] }"
        ),
        ("{ enum: [a, b] }", "{ type: string, enum: [a, b] }"),
        ("{ type: string, foo: 1 }", "{ type: string, foo: 2 }"), ("{}", "{ foo: 1 }"),
        ("{ type: array, items: { foo: 1 } }", "{ type: array }"),
        ("{ type: string }", "{ type: string, if: { minLength: 1 } }"),
        ("{ type: string }", "{ type: string, then: { minLength: 1 }, else: { minLength: 2 } }"),
        ("{ type: string }", "{ type: string, if: { minLength: 1 }, then: {} }"),
        ("{ type: string }", "{ type: string, not: false }"),
        ("{ type: object }", "{ type: object, dependentRequired: {} }"),
        ("{ type: object }", "{ type: object, dependentRequired: { a: [] } }"),
        ("{ type: object, required: [a] }", "{ type: object, required: [a], minProperties: 1 }"),
        ("{ type: integer, maximum: 100.5 }", "{ type: integer, maximum: 100 }"),
        ("{ type: integer, minimum: -100.5 }", "{ type: integer, exclusiveMinimum: -101 }"),
        ("{ type: integer, minimum: 99.5 }", "{ type: integer, minimum: 100 }"),
        ("{ type: integer }", "{ type: integer, multipleOf: 0.5 }"),
        ("{ type: string }", "{ type: string, minimum: 5, multipleOf: 2, minItems: 2, minProperties: 2 }"),
        ("{ type: string }", "{ type: string, items: { type: string }, contains: { type: string } }"),
        (
            "{ type: string }",
            "{ type: string, properties: { a: {} }, required: [a], additionalProperties: false, propertyNames: { maxLength: 3 } }"
        ),
        ("{ type: integer }", "{ type: integer, minLength: 5, pattern: a, uniqueItems: true }"),
        ("{ type: [string, integer] }", "{ anyOf: [ { type: string }, { type: integer } ] }"),
        ("{ type: string, format: byte }", "{ type: string, contentEncoding: base64 }"),
        ("{ type: string, format: binary }", "{ contentMediaType: application/octet-stream }"),
        (
            "{ not: { $ref: '#/components/schemas/One' } }",
            "{ not: { allOf: [ { $ref: '#/components/schemas/One' } ] } }"
        ),
        (
            "{ oneOf: [ { type: string, minLength: 1 }, { type: integer } ] }",
            "{ oneOf: [ { type: integer, minLength: 0 }, { minLength: 1, type: string } ] }"
        ),
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

    @Test(arguments: [
        (
            "{ type: integer, maximum: 100 }", "{ type: integer, exclusiveMaximum: 100 }",
            "constraint-changed breaking safe"
        ),
        (
            "{ type: number, maximum: 100 }", "{ type: number, exclusiveMaximum: 101 }",
            "constraint-changed safe breaking"
        ),
        ("{ type: array, contains: { type: string } }", "{ type: array, contains: {} }", "type-changed safe breaking"),
        ("{ type: array }", "{ type: array, contains: { type: string } }", "rules-changed breaking safe"),
        ("{ not: { type: string } }", "{ not: { type: integer } }", "rules-changed breaking breaking"),
        (
            "{ type: string, oneOf: [ { minLength: 2 }, { maxLength: 1 } ] }",
            "{ oneOf: [ { minLength: 2 }, { maxLength: 1 } ] }", "type-changed safe breaking"
        ),
        (
            "{ type: string, format: date, contentMediaType: text/plain }",
            "{ type: string, contentMediaType: text/plain }", "format-changed safe breaking"
        ),
        (
            "{ type: object, properties: { a: {} } }",
            "{ type: object, properties: { a: {} }, additionalProperties: true }",
            "additional-properties-changed dangerous dangerous"
        ),
        (
            "{ type: object, patternProperties: { a: { type: string } } }",
            "{ type: object, patternProperties: { a: { type: string, minLength: 1 } } }",
            "constraint-changed breaking safe"
        ),
        (
            "{ type: string }", "{ type: string, x-extensible-enum: [a] }", "enum-changed dangerous dangerous"
        ),
        (
            "{ type: string, x-extensible-enum: [a] }", "{ type: string, x-extensible-enum: [a, b] }",
            "enum-changed safe dangerous"
        ),
        (
            "{ type: string, x-extensible-enum: [a, b] }", "{ type: string, x-extensible-enum: [a] }",
            "enum-changed dangerous safe"
        ),
        (
            "{ type: string, enum: [a], x-extensible-enum: true }",
            "{ type: string, enum: [a, b], x-extensible-enum: true }",
            "enum-changed safe dangerous"
        ),
        (
            "{ type: string, enum: [a] }", "{ type: string, enum: [a], x-extensible-enum: true }",
            "enum-changed safe breaking"
        ),
        ("{ type: string }", "{ type: string, deprecated: true }", "schema-deprecated safe safe"),
        ("{ type: integer, multipleOf: 4 }", "{ type: integer, multipleOf: 2 }", "constraint-changed safe breaking"),
        ("{ type: integer, multipleOf: 2 }", "{ type: integer, multipleOf: 4 }", "constraint-changed breaking safe"),
        (
            "{ type: integer, multipleOf: 2 }", "{ type: integer, multipleOf: 3 }",
            "constraint-changed breaking breaking"
        ),
        ("{ type: integer, multipleOf: 0.5 }", "{ type: integer, multipleOf: 3 }", "constraint-changed breaking safe"),
        (
            "{ allOf: [ { type: number, multipleOf: 2 }, { multipleOf: 3 } ] }",
            "{ allOf: [ { type: number, multipleOf: 4 }, { multipleOf: 3 } ] }", "constraint-changed breaking safe"
        ),
        (
            "{ allOf: [ { type: number, multipleOf: 2 }, { multipleOf: 3 } ] }",
            "{ allOf: [ { type: number, multipleOf: 2 }, { multipleOf: 5 } ] }", "constraint-changed breaking breaking"
        ),
        (
            "{ oneOf: [ { const: a }, { const: b } ] }", "{ oneOf: [ { const: a }, { const: b }, { const: b } ] }",
            "enum-changed breaking safe"
        ),
        ("{ type: integer, maximum: 100.5 }", "{ type: integer, maximum: 99 }", "constraint-changed breaking safe"),
        ("{ type: array, items: { type: string } }", "{ type: object }", "type-changed breaking breaking"),
        (
            "{ type: object, dependentRequired: { a: [b] } }", "{ type: object, dependentRequired: { a: [b, c] } }",
            "rules-changed breaking safe"
        ),
        (
            "{ type: object, required: [a] }", "{ type: object, required: [a], minProperties: 2 }",
            "constraint-changed breaking safe"
        ),
        (
            "{ type: string, if: { minLength: 1 }, then: { maxLength: 2 } }",
            "{ type: string, if: { minLength: 2 }, then: { maxLength: 2 } }", "rules-changed breaking breaking"
        ),
        ("{ type: string }", "{ type: string, x-swift-type: Name }", "generated-code-changed dangerous dangerous"),
        (
            "{ type: object, properties: { a: { type: string } } }",
            "{ type: object, properties: { a: { type: string, x-swift-name: b } } }",
            "generated-code-changed dangerous dangerous"
        ),
        (
            "{ type: object, required: [a], properties: { a: { type: string } } }", "{ type: object }",
            "property-removed dangerous breaking"
        ),
        (
            "{ type: object, required: [a], properties: { a: { type: string } } }",
            "{ type: object, required: [a], properties: { a: { type: string, readOnly: true } } }",
            "property-removed dangerous breaking"
        ),
        (
            "{ type: object, required: [a], properties: { a: { type: string } }, additionalProperties: false }",
            "{ type: object, additionalProperties: false }", "property-removed breaking breaking"
        ),
        (
            "{ type: object, properties: { a: {} }, additionalProperties: false }",
            "{ type: object, properties: { a: { readOnly: true } }, additionalProperties: false }",
            "property-removed dangerous dangerous"
        ),
    ])
    func aChangeMeansWhatItDoesToRequests(_ old: String, _ new: String, _ expected: String) throws {
        #expect(try told(old, new) == [expected])
    }

    @Test(arguments: [
        ("{ type: string }", "{ type: string, format: uuid }", "breaking safe"),
        ("{ type: string, format: uuid }", "{ type: string }", "safe breaking"),
        ("{ type: string, format: uuid }", "{ type: string, format: date }", "breaking breaking"),
        ("{ type: string, format: uri }", "{ type: string, format: uri-reference }", "safe breaking"),
        ("{ type: string, format: colour }", "{ type: string, format: hue }", "safe safe"),
        ("{ type: string }", "{ type: string, format: html }", "safe safe"),
        ("{ type: string, format: password }", "{ type: string }", "dangerous dangerous"),
        ("{ type: integer, format: int32 }", "{ type: integer, format: int64 }", "safe breaking"),
        ("{ type: integer, format: int64 }", "{ type: integer, format: int32 }", "breaking safe"),
        ("{ type: integer }", "{ type: integer, format: int64 }", "safe safe"),
        ("{ type: integer }", "{ type: integer, format: int32 }", "breaking safe"),
        ("{ type: integer, format: uint32 }", "{ type: integer, format: int64 }", "safe breaking"),
        ("{ type: integer, format: int32 }", "{ type: integer, format: uint32 }", "breaking breaking"),
        ("{ type: number, format: float }", "{ type: number, format: double }", "safe breaking"),
        ("{ type: number, format: double }", "{ type: number, format: float }", "breaking safe"),
        ("{ type: number }", "{ type: number, format: double }", "safe safe"),
        ("{ type: number }", "{ type: number, format: decimal }", "dangerous dangerous"),
    ])
    func aFormatCountsWhereItIsEnforced(_ old: String, _ new: String, _ expected: String) throws {
        #expect(try told(old, new) == ["format-changed \(expected)"])
    }

    @Test func alternativesThatAreRewrittenAreComparedOneByOne() throws {
        let old = "{ oneOf: [ { type: string, minLength: 2 }, { type: integer, minimum: 3 } ] }"
        let new = "{ oneOf: [ { type: string, minLength: 1 }, { type: integer, minimum: 2 } ] }"
        #expect(try told(old, new) == ["constraint-changed safe breaking", "constraint-changed safe breaking"])
    }
}
