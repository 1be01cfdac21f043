import OpenAPI
import Testing

/// What changes of forms and of values that are written as text mean.
@Suite struct FieldComparisonTests {
    private func told(_ old: String, _ new: String, version: String = "3.1.0") throws -> [String] {
        func document(_ operation: String) throws -> Document {
            let text = """
                openapi: \(version)
                info: { title: T, version: "1" }
                paths:
                  /t: { post: { \(operation), responses: { "200": { description: d } } } }
                """
            return try DocumentParser.parse(Array(text.utf8), file: "a.yaml")
        }
        return DocumentComparison.changes(from: try document(old), to: try document(new)).map {
            "\($0.kind.rawValue) \($0.forClients) \($0.forServers)"
        }
    }

    private static func body(_ media: String, _ field: String, _ encoding: String = "") -> String {
        let schema = "schema: { type: object, properties: { f: { \(field) } } }"
        let rest = encoding.isEmpty ? "" : ", encoding: { f: { \(encoding) } }"
        return "requestBody: { content: { \(media): { \(schema)\(rest) } } }"
    }

    @Test(arguments: [
        ("multipart/form-data", "type: string", "contentType: text/plain"),
        ("multipart/form-data", "type: array, items: { type: object }", "contentType: application/json"),
        ("application/x-www-form-urlencoded", "type: string", "style: form, explode: true"),
        ("application/x-www-form-urlencoded", "type: array, items: { type: string }", "style: form"),
        ("application/json", "type: string", "contentType: text/csv"),
    ])
    func aDefaultThatIsWrittenOutIsNoChange(_ media: String, _ field: String, _ encoding: String) throws {
        let (old, new) = (Self.body(media, field), Self.body(media, field, encoding))
        #expect(try told(old, new) == [])
        #expect(try told(new, old) == [])
    }

    @Test(arguments: [
        ("multipart/form-data", "type: string", "contentType: text/csv"),
        ("application/x-www-form-urlencoded", "type: object", "style: form, explode: true"),
        ("application/x-www-form-urlencoded", "type: array, items: { type: string }", "explode: false"),
    ])
    func anotherEncodingIsTold(_ media: String, _ field: String, _ encoding: String) throws {
        let (old, new) = (Self.body(media, field), Self.body(media, field, encoding))
        #expect(try told(old, new) == ["parameter-style breaking breaking"])
    }

    @Test(arguments: [
        ("3.1.0", "contentMediaType: image/png"), ("3.1.0", "type: string, contentEncoding: base64"),
        ("3.0.3", "type: string, format: binary"),
    ])
    func aPartThatBecomesBytesIsAnother(_ version: String, _ bytes: String) throws {
        let media = "multipart/form-data"
        let (old, new) = (Self.body(media, "type: string"), Self.body(media, bytes))
        #expect(try told(old, new, version: version).contains("parameter-style breaking breaking"))
        #expect(try told(new, old, version: version).contains("parameter-style breaking breaking"))
        #expect(try told(new, new, version: version) == [])
    }

    private static func parameter(_ place: String, _ schema: String, _ rest: String = "") -> String {
        "parameters: [ { name: p, in: \(place)\(rest), schema: { \(schema) } } ]"
    }

    @Test(arguments: ["integer", "number", "boolean"])
    func whatIsWrittenAsTextMayBecomeAnyText(_ type: String) throws {
        let pairs = [
            (Self.parameter("query", "type: \(type)"), Self.parameter("query", "type: string")),
            (
                Self.body("application/x-www-form-urlencoded", "type: \(type)"),
                Self.body("application/x-www-form-urlencoded", "type: string")
            ),
        ]
        for (old, new) in pairs {
            #expect(try told(old, new) == ["type-changed safe breaking"])
            #expect(try told(new, old) == ["type-changed breaking safe"])
        }
    }

    @Test func aTextThatMustBeOneOfAFewIsAnotherType() throws {
        let (old, new) = (
            Self.parameter("query", "type: integer"), Self.parameter("query", "type: string, maxLength: 2")
        )
        #expect(try told(old, new).contains("type-changed breaking breaking"))
        let json = [Self.body("application/json", "type: integer"), Self.body("application/json", "type: string")]
        #expect(try told(json[0], json[1]) == ["type-changed breaking breaking"])
    }

    @Test func elementsInTheStyleSimpleAreWrittenAlike() throws {
        let list = "type: array, items: { type: string }"
        let old = Self.parameter("header", list)
        #expect(try told(old, Self.parameter("header", list, ", explode: true")) == [])
        #expect(
            try told(
                Self.parameter("header", "type: object"), Self.parameter("header", "type: object", ", explode: true"))
                == ["parameter-style breaking breaking"])
    }

    @Test func aStyleThatSaysNothingIsNoChange() throws {
        let (form, deep) = ("application/x-www-form-urlencoded", "style: deepObject")
        for explode in ["true", "false"] {
            let style = "\(deep), explode: \(explode)"
            let names = [deep, style].map { Self.parameter("query", "type: object", ", \($0)") }
            #expect(try told(names[0], names[1]) == [])
            let fields = [deep, style].map { Self.body(form, "type: object", $0) }
            #expect(try told(fields[0], fields[1]) == [])
        }
        let contents = ["", ", style: spaceDelimited, explode: false, allowReserved: true"].map {
            "parameters: [{ name: q, in: query, content: { application/json: {} }\($0) }]"
        }
        #expect(try told(contents[0], contents[1]) == [])
    }

    @Test func whatIsDeprecatedNoMoreIsTold() throws {
        let (old, new) = (
            Self.parameter("query", "type: string", ", deprecated: true"), Self.parameter("query", "type: string")
        )
        #expect(try told(old, new) == ["parameter-deprecated safe safe"])
        let schema = (Self.parameter("query", "type: string, deprecated: true"), new)
        #expect(try told(schema.0, schema.1) == ["schema-deprecated safe safe"])
        #expect(try told("deprecated: true, \(new)", new) == ["operation-deprecated safe safe"])
    }
}
