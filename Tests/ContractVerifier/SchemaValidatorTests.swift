import ContractRuntime
import ContractVerifier
import OpenAPI
import Testing

/// Every keyword that an answer can break is noticed at its place, and an answer that keeps to it is left alone.
@Suite struct SchemaValidatorTests {
    private func validate(_ json: String, _ schema: String) throws -> [String] {
        let text = """
            openapi: 3.1.0
            info: {title: T, version: "1"}
            paths: {}
            components:
              schemas:
                Name: {type: string, minLength: 2}
                Subject: \(schema)
            """
        let document = try DocumentParser.parse(Array(text.utf8), file: "d.yaml")
        let subject = try #require(document.schema(named: "Subject"))
        let value = try JSONValue.read(jsonBytes: Array(json.utf8))
        return SchemaValidator(document).validate(value, subject).map(\.description)
    }

    @Test(arguments: [
        ("{type: string, minLength: 3}", #""abc""#, #""ab""#, "the body: is too short"),
        (
            "{required: [a, b], properties: {a: {readOnly: true}, b: {writeOnly: true}}}", #"{"a": 1}"#, #"{"b": 1}"#,
            "/a: is missing"
        ),
        ("{type: string, maxLength: 1}", #""😀""#, #""ab""#, "the body: is too long"),
        ("{type: string, pattern: '^[a-c]+$'}", #""abc""#, #""abd""#, "the body: does not match ^[a-c]+$"),
        ("{type: string, format: date}", #""2024-02-29""#, #""2026-02-29""#, "the body: is not of the format date"),
        (
            "{type: string, format: date-time}", #""2026-01-05T10:00:00Z""#, #""2026-01-05""#,
            "the body: is not of the format date-time"
        ),
        ("{type: string, format: uri}", #""http://a/b""#, #""a b""#, "the body: is not of the format uri"),
        ("{type: string, format: uri}", #""http://a/b""#, #""/b""#, "the body: is not of the format uri"),
        ("{type: string, format: unheard-of}", #""a b""#, "1", "the body: is none of string"),
        ("{type: string, const: on}", #""on""#, #""off""#, "the body: is not the constant"),
        ("{type: number, minimum: 1.5}", "1.5", "1.4", "the body: is less than 1.5"),
        ("{type: number, maximum: 2}", "2", "2.1", "the body: is greater than 2"),
        ("{type: number, exclusiveMinimum: 0}", "0.1", "0", "the body: is not greater than 0"),
        ("{type: number, exclusiveMaximum: 9}", "8.9", "9", "the body: is not less than 9"),
        ("{type: integer}", "3.0", "3.5", "the body: is none of integer"),
        (
            "{type: integer, format: int64}", "9223372036854775807", "9223372036854775808",
            "the body: does not fit int64"
        ),
        ("{type: array, minItems: 1, items: {type: integer}}", "[1]", "[]", "the body: has too few elements"),
        (
            "{type: array, uniqueItems: true, items: {type: integer}}", "[1, 2]", "[1, 1]",
            "the body: holds an element twice"
        ),
        ("{type: array, items: {type: integer}}", "[1, 2]", "[1, \"2\"]", "/1: is none of integer"),
        (
            "{type: object, minProperties: 1, additionalProperties: true}", #"{"a": 1}"#, "{}",
            "the body: has too few members"
        ),
        (
            "{type: object, maxProperties: 1, additionalProperties: true}", #"{"a": 1}"#, #"{"a": 1, "b": 2}"#,
            "the body: has too many members"
        ),
        ("{type: object, additionalProperties: false}", "{}", #"{"a": 1}"#, "/a: is forbidden"),
        (
            "{type: object, additionalProperties: {type: integer}}", #"{"a": 1}"#, #"{"a": true}"#,
            "/a: is none of integer"
        ),
        (
            "{type: object, additionalProperties: {$ref: '#/components/schemas/Name'}}", #"{"a": "ab"}"#,
            #"{"a": "b"}"#,
            "/a: is too short"
        ),
        (
            "{anyOf: [{type: integer}, {$ref: '#/components/schemas/Name'}]}", #""ab""#, #""b""#,
            "the body: is too short"
        ),
        (
            "{anyOf: [{type: integer}, {$ref: '#/components/schemas/Name'}]}", #""ab""#, "true",
            "the body: fits none of the alternatives"
        ),
        (
            "{oneOf: [{type: integer}, {type: number, minimum: 5}]}", "4", "6",
            "the body: does not fit exactly one of the alternatives"
        ),
        (
            "{allOf: [{type: integer, minimum: 2}, {type: integer, maximum: 4}]}", "3", "5",
            "the body: is greater than 4"
        ),
    ])
    func noticesWhatBreaksAKeywordAndOnlyThat(schema: String, good: String, bad: String, expected: String) throws {
        #expect(try validate(good, schema) == [])
        #expect(try validate(bad, schema) == [expected])
    }

    @Test func nullIsAnAnswerOnlyWhereTheContractSaysSo() throws {
        #expect(try validate("null", "{type: [string, 'null'], minLength: 3}") == [])
        #expect(try validate("null", "{anyOf: [{type: integer}, {type: 'null'}]}") == [])
        #expect(try validate("null", "{type: string}") == ["the body: is none of string"])
    }

    /// JSON Schema 2020-12 Core, sections 10.2.1, 10.2.2 and 10.3.1.3.
    @Test(arguments: [
        (
            "not: {properties: {a: {properties: {kind: {const: main}}}}}", #"{"a": {"kind": "other", "id": 1}}"#,
            #"{"a": {"kind": "main", "id": 1}}"#, "the body: fits a schema that it must not fit"
        ),
        (
            "if: {properties: {a: {properties: {kind: {const: main}}}}}, then: {required: [b]}",
            #"{"a": {"kind": "main", "id": 1}, "b": 1}"#, #"{"a": {"kind": "main", "id": 1}}"#, "/b: is missing"
        ),
        (
            "properties: {list: {contains: {properties: {kind: {const: main}}}}}",
            #"{"list": [{"kind": "main", "id": 1}]}"#, #"{"list": [{"kind": "other", "id": 1}]}"#,
            "/list: holds too few elements that it must contain"
        ),
        (
            "allOf: [{properties: {a: {properties: {x: {}}}}}, {properties: {a: {properties: {y: {}}}}}]",
            #"{"a": {"x": 1, "y": 2}}"#, #"{"a": {"x": 1, "y": 2, "z": 3}}"#, "/a/z: is not in the contract"
        ),
        (
            "oneOf: [{properties: {a: {properties: {x: {}}}, k: {const: 1}}}, {properties: {a: {}, k: {const: 2}}}]",
            #"{"a": {"x": 1}, "k": 1}"#, #"{"a": {"y": 1}, "k": 1}"#, "/a/y: is not in the contract"
        ),
    ])
    func whatIsUndeclaredTurnsNoVerdictRound(_ keywords: String, good: String, bad: String, expected: String) throws {
        let schema = """
            {properties: {a: {properties: {kind: {}, id: {}}}, b: {}}, \(keywords)}
            """
        let own = keywords.hasPrefix("allOf") || keywords.hasPrefix("oneOf") || keywords.hasPrefix("properties")
        #expect(try validate(good, own ? "{\(keywords)}" : schema) == [])
        #expect(try validate(bad, own ? "{\(keywords)}" : schema) == [expected])
    }

    @Test func whatFitsNoAlternativeIsNotSaidToBeUndeclaredToo() throws {
        let schema =
            "{properties: {a: {}}, anyOf: [{properties: {b: {type: integer}}}, {properties: {b: {type: 'null'}}}]}"
        #expect(try validate(#"{"a": 1, "b": "x", "c": 1}"#, schema) == ["the body: fits none of the alternatives"])
    }
}
