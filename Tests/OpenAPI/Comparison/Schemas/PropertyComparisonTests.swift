import OpenAPI
import Testing

/// What it means that a property comes, or is of other messages than before.
@Suite struct PropertyComparisonTests {
    private static let old = "{ type: object, properties: { a: { type: string } } }"

    private static func new(_ isRequired: Bool) -> String {
        let required = isRequired ? "required: [b], " : ""
        return "{ type: object, \(required)properties: { a: { type: string }, b: { type: string } } }"
    }

    @Test(arguments: [
        (true, ComparedSchemas.Place.request, "property-added breaking dangerous"),
        (true, .response, "property-added safe breaking"), (false, .request, "property-added safe dangerous"),
        (false, .response, "property-added safe safe"),
    ])
    func anObjectThatTakesOthersPassesOverANewProperty(
        _ isRequired: Bool, _ place: ComparedSchemas.Place, _ expected: String
    ) throws {
        #expect(try ComparedSchemas.told(Self.old, Self.new(isRequired), in: place) == [expected])
    }

    @Test(arguments: [
        (true, ComparedSchemas.Place.request, "property-added breaking breaking"),
        (true, .response, "property-added breaking breaking"), (false, .request, "property-added safe breaking"),
        (false, .response, "property-added breaking safe"),
    ])
    func anObjectThatTakesNoOthersRefusesANewProperty(
        _ isRequired: Bool, _ place: ComparedSchemas.Place, _ expected: String
    ) throws {
        for keyword in ["additionalProperties", "unevaluatedProperties"] {
            let schemas = [Self.old, Self.new(isRequired)].map {
                $0.replacing("type: object", with: "type: object, \(keyword): false")
            }
            #expect(try ComparedSchemas.told(schemas[0], schemas[1], in: place) == [expected])
        }
    }

    @Test(arguments: ["additionalProperties: false, ", ""])
    func aPropertyThatAPatternAllowsIsComparedWithWhatThePatternSays(_ closing: String) throws {
        func schema(_ properties: String) -> String {
            "{ type: object, \(closing)patternProperties: { ^x: { type: string } }, properties: { \(properties) } }"
        }
        let old = schema("a: {}")
        #expect(
            try ComparedSchemas.told(old, schema("a: {}, x: { description: Known now. }"))
                == ["property-added safe dangerous"])
        let narrower = schema("a: {}, x: { maxLength: 3 }")
        #expect(
            Set(try ComparedSchemas.told(old, narrower))
                == ["property-added safe dangerous", "constraint-changed breaking safe"])
        #expect(
            Set(try ComparedSchemas.told(narrower, old))
                == ["property-removed dangerous dangerous", "constraint-changed safe breaking"])
    }

    @Test func anAlternativeOfAnObjectThatTakesNoOthersRefusesANewPropertyToo() throws {
        func union(_ alternative: String) -> String {
            "{ type: object, unevaluatedProperties: false, oneOf: [ \(alternative), { type: object, required: [z], properties: { z: {} } } ] }"
        }
        let (old, new) = (union(Self.old), union(Self.new(true)))
        #expect(try ComparedSchemas.told(old, new, in: .response).contains("property-added breaking breaking"))
        #expect(try ComparedSchemas.told(new, old, in: .response).contains("property-removed breaking breaking"))
    }

    @Test(arguments: [
        (
            ComparedSchemas.Place.request, "readOnly",
            "property-removed dangerous dangerous: the optional property 'note' is of answers only",
            "property-added safe dangerous: the optional property 'note' is of requests too"
        ),
        (
            .response, "writeOnly",
            "property-removed dangerous dangerous: the optional property 'note' is of requests only",
            "property-added safe safe: the optional property 'note' is of answers too"
        ),
    ])
    func aPropertyOfOtherMessagesIsNeitherNewNorGone(
        _ place: ComparedSchemas.Place, _ keyword: String, _ removed: String, _ added: String
    ) throws {
        func told(_ old: String, _ new: String) throws -> [String] {
            func named(_ more: String) -> String {
                "A: { type: object, additionalProperties: false, properties: { note: { type: string\(more) } } }"
            }
            let reference = "{ $ref: '#/components/schemas/A' }"
            return try ComparedSchemas.changes(
                reference, reference, in: place, named: named(old), andThen: named(new)
            ).map { "\($0.kind.rawValue) \($0.forClients) \($0.forServers): \($0.message)" }
        }
        #expect(try told("", ", \(keyword): true") == [removed])
        #expect(try told(", \(keyword): true", "") == [added])
    }
}
