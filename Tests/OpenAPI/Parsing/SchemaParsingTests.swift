import OpenAPI
import Testing
import YAML

@Suite struct SchemaParsingTests {
    private func schema(_ text: String, version: String = "3.1.0") throws -> Schema {
        try #require(parse("components: { schemas: { A: \(text) } }\n", version: version).schemas.first?.schema)
    }

    @Test func typesAndNullAreToldApart() throws {
        #expect(try schema("{ type: string }").types == [.string])
        let nullable = try schema("{ type: [integer, 'null'] }")
        #expect(nullable.types == [.integer] && nullable.isNullable)
        let none = try schema("{}")
        #expect(none.types.isEmpty && !none.isNullable)
        #expect(try schema("true").types.isEmpty)
    }

    @Test func nullableIsOfThreeZeroOnly() throws {
        #expect(try schema("{ type: string, nullable: true }", version: "3.0.3").isNullable)
        #expect(try !schema("{ type: string, nullable: false }", version: "3.0.3").isNullable)
        #expect(
            warnings("components: { schemas: { A: { type: string, nullable: true } } }\n").first?
                .contains("'nullable' of a schema is of OpenAPI 3.0 and says nothing here") == true)
        #expect(try !schema("{ type: string, nullable: true }").isNullable)
    }

    @Test func exclusiveBoundsAreFlagsInThreeZero() throws {
        let old = try schema(
            "{ type: number, minimum: 1, exclusiveMinimum: true, maximum: 2, exclusiveMaximum: false }",
            version: "3.0.3")
        #expect(old.minimum == nil && old.exclusiveMinimum == .integer(1))
        #expect(old.maximum == .integer(2) && old.exclusiveMaximum == nil)
        let new = try schema("{ type: number, exclusiveMinimum: 1.5, exclusiveMaximum: 2 }")
        #expect(new.exclusiveMinimum == .number(1.5) && new.exclusiveMaximum == .integer(2))
        #expect(throws: DocumentError.self) { try schema("{ type: number, exclusiveMinimum: true }") }
        #expect(throws: DocumentError.self) { try schema("{ type: number, exclusiveMinimum: 1 }", version: "3.0.3") }
    }

    @Test func exclusiveBoundsOfAnotherVersionAreReadAsItsOwnWhenForgiven() throws {
        func lenient(_ text: String, version: String) throws -> Schema {
            let head = "openapi: \(version)\ninfo: { title: T, version: '1' }\n"
            let document = try DocumentParser.parse(
                Array((head + "components: { schemas: { A: \(text) } }\npaths: {}\n").utf8), file: "a.yaml",
                options: ParsingOptions(isLenient: true))
            #expect(document.warnings.map(\.code) == [.fieldOfAnotherVersion])
            return try #require(document.schemas.first?.schema)
        }
        let flag = try lenient("{ type: number, minimum: 1, exclusiveMinimum: true }", version: "3.1.0")
        #expect(flag.minimum == nil && flag.exclusiveMinimum == .integer(1))
        let none = try lenient("{ type: number, maximum: 1, exclusiveMaximum: false }", version: "3.1.0")
        #expect(none.maximum == .integer(1) && none.exclusiveMaximum == nil)
        let bound = try lenient("{ type: number, minimum: 0, exclusiveMinimum: 1.5 }", version: "3.0.3")
        #expect(bound.minimum == .integer(0) && bound.exclusiveMinimum == .number(1.5))
    }

    @Test func boundsKeepTheirExactness() throws {
        #expect(try schema("{ minimum: 9007199254740993 }").minimum?.description == "9007199254740993")
        #expect(try schema("{ minimum: -0.5 }").minimum?.double == -0.5)
        for bound in [".inf", ".nan", "'1'", "true", "~"] {
            #expect(throws: DocumentError.self) { try schema("{ minimum: \(bound) }") }
        }
    }

    @Test func countsAreNotNegative() throws {
        #expect(try schema("{ maxLength: 9223372036854775807 }").maxLength == .max)
        for count in ["9223372036854775808", "18446744073709551615", "1e30"] {
            #expect(try schema("{ maxLength: \(count) }").maxLength == .max)
        }
        for count in ["-1", "1.5", ".inf", "a"] {
            #expect(throws: DocumentError.self) { try schema("{ maxLength: \(count) }") }
        }
    }

    @Test func structureIsRead() throws {
        let object = try schema(
            "{ type: object, required: [b], properties: { b: { type: string }, a: { $ref: '#/components/schemas/A' } }, additionalProperties: { type: integer } }"
        )
        #expect(object.properties.map(\.name) == ["b", "a"])
        #expect(object.properties[1].schema.reference?.name == "A")
        #expect(object.required == ["b"])
        guard case .schema(let additional) = object.additionalProperties else {
            Issue.record("no schema")
            return
        }
        #expect(additional.types == [.integer])
        #expect(try schema("{ anyOf: [{}, {}], oneOf: [{}], allOf: [{}, {}, {}] }").allOf.count == 3)
        #expect(try schema("{ default: 1, const: 2, enum: [3] }").enumeration?.count == 1)
        #expect(try schema("{ x-volatile: true }").extensions["x-volatile"]?.scalar?.value == .boolean(true))
    }

    @Test func misspelledKeywordsHaveASuggestion() {
        func hint(_ keyword: String) -> String? {
            mistakes("components: { schemas: { A: { \(keyword): {} } } }\n").first?.split(separator: "'").dropFirst(3)
                .first
                .map(String.init)
        }
        #expect(hint("minLenght") == "minLength")
        #expect(hint("propertise") == "properties")
        #expect(hint("Required") == "required")
        #expect(hint("additionalProps") == "additionalProperties")
        #expect(hint("foo") == nil)
        #expect(warnings("components: { schemas: { A: { foo: {} } } }\n").count == 1)
    }
}
