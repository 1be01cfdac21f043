import OpenAPI
import Testing
import YAML

/// Documents that took longer than the limit while all was held against all.
@Suite(.timeLimit(.minutes(1))) struct LargeComparisonTests {
    private static func document(_ schemas: String) throws -> Document {
        let text = """
            openapi: 3.1.0
            info: { title: T, version: "1" }
            paths:
              /t:
                post:
                  requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/S0' } } } }
                  responses: { "200": { description: d } }
            components:
              schemas:
            \(schemas)
            """
        return try DocumentParser.parse(Array(text.utf8), file: "a.yaml")
    }

    private func messages(_ old: String, _ new: String) throws -> [String] {
        DocumentComparison.changes(from: try Self.document(old), to: try Self.document(new)).map(\.message)
    }

    @Test func anEnumOfManyStringsIsComparedSoon() throws {
        func schema(_ values: Range<Int>) -> String {
            "    S0: { type: string, enum: [ \(values.map { "v\($0)" }.joined(separator: ", ")) ] }"
        }
        #expect(
            try messages(schema(0..<20_000), schema(1..<20_001)) == [
                #"the value cannot be "v0" any more"#, #"the value can be "v20000" too"#,
            ])
    }

    @Test func anObjectOfManyPropertiesIsComparedSoon() throws {
        func schema(_ names: Range<Int>) -> String {
            "    S0: { type: object, properties: { \(names.map { "p\($0): { maxLength: \($0) }" }.joined(separator: ", ")) } }"
        }
        #expect(
            try messages(schema(0..<5000), schema(1..<5001)) == [
                "the optional property 'p5000' is new", "the optional property 'p0' is gone",
            ])
    }

    @Test func manyAlternativesThatAreAllOthersAreToldSoon() throws {
        func schema(_ shift: Int) -> String {
            let alternatives = (0..<400).map { index in
                let names = (0..<20).map { "p\(index * 2 + shift * ($0 + 1)): { type: string }" }
                return
                    "{ type: object, title: a\(index)-\(shift), properties: { \(Set(names).sorted().joined(separator: ", ")) } }"
            }
            return "    S0: { oneOf: [ \(alternatives.joined(separator: ", ")) ] }"
        }
        #expect(try messages(schema(0), schema(1)).count == 800)
    }

    /// Each pair of schemas is compared once, whatever leads to it.
    @Test func alternativesThatReferToOneAnotherAreComparedSoon() throws {
        func schemas(_ length: Int) -> String {
            (0..<40).map { index in
                let alternatives = (1..<6).map { step in
                    "{ type: object, properties: { a: { $ref: '#/components/schemas/S\((index * 7 + step) % 40)' }, b: { type: string, maxLength: \(length + index) } } }"
                }
                let next = index < 39 ? "{ $ref: '#/components/schemas/S\(index + 1)' }" : "{ type: integer }"
                return "    S\(index): { oneOf: [ \(alternatives.joined(separator: ", ")), \(next) ] }"
            }.joined(separator: "\n")
        }
        #expect(try messages(schemas(5), schemas(60)).count == 200)
        #expect(try messages(schemas(5), schemas(5)).isEmpty)
    }

    /// Further in than a stack is long.
    @Test func schemasFarInsideOfOthersAreCompared() throws {
        func schemas(_ type: String) -> String {
            let levels = (0..<3_000).map {
                "    S\($0): { type: object, properties: { p: { $ref: '#/components/schemas/S\($0 + 1)' } } }"
            }
            return (levels + ["    S3000: { type: \(type) }"]).joined(separator: "\n")
        }
        #expect(try messages(schemas("string"), schemas("integer")) == ["the type is integer and was string"])
    }

    @Test func partsFarInsideOfOthersAreCompared() throws {
        func schemas(_ type: String) -> String {
            let levels = (0..<400).map {
                "    S\($0): { allOf: [ { $ref: '#/components/schemas/S\($0 + 1)' }, { maxProperties: 9 } ] }"
            }
            return (levels + ["    S400: { type: object, properties: { p: { type: \(type) } } }"]).joined(
                separator: "\n")
        }
        #expect(try messages(schemas("string"), schemas("integer")) == ["the type is integer and was string"])
    }
}
