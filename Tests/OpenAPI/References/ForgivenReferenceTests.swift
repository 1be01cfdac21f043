import OpenAPI
import Testing

/// What `--lenient` takes a reference for that the specification does not have.
@Suite struct ForgivenReferenceTests {
    private func read(_ rest: String, isLenient: Bool = true, version: String = "3.1.0") throws(DocumentError)
        -> Document
    {
        let text = "openapi: \(version)\ninfo: {title: T, version: \"1\"}\n" + rest
        return try DocumentParser.parse(
            Array(text.utf8), file: "a.yaml", options: ParsingOptions(isLenient: isLenient))
    }

    private func codes(_ rest: String, isLenient: Bool = true) -> [DiagnosticCode] {
        do {
            return try read(rest, isLenient: isLenient).warnings.map(\.code)
        } catch {
            return error.diagnostics.filter { $0.severity == .error }.map(\.code)
        }
    }

    @Test(arguments: ["3.0.3", "3.1.0"]) func anyValueStandsForASchemaThatIsNowhere(_ version: String) throws {
        let text = """
            components:
              schemas:
                A: {type: object, properties: {a: {$ref: '#/components/schemas/None', x-a: 1}, b: {type: string}}}
            """
        let document = try read(text, version: version)
        let property = try #require(document.schema(named: "A")?.properties.first?.schema)
        #expect(property.reference == nil && property.types == [] && document.resolved(property)?.types == [])
        #expect(document.warnings.map(\.code) == [.unresolvedSchema])
        #expect(codes(text, isLenient: false) == [.unresolvedSchema])
        let whole = "openapi: \(version)\ninfo: {title: T, version: '1'}\npaths: {}\n" + text
        let one = try Bundler.bundle(
            Array(whole.utf8), file: "a.yaml", options: ParsingOptions(isLenient: true), isJSON: false)
        #expect(one.warnings.map(\.code) == [.unresolvedSchema])
        #expect(try DocumentParser.parse(Array(one.text.utf8), file: "b.yaml").warnings == [])
    }

    /// Every value would be the alternative, so none could be told from it.
    @Test(arguments: [
        "oneOf: [{type: string}, {$ref: '#/components/schemas/None'}]", "not: {$ref: '#/components/schemas/None'}",
        "{if: {$ref: '#/components/schemas/None'}, then: {type: string}}",
    ])
    func alternativesThatAreNowhereAreNotForgiven(_ schema: String) {
        #expect(
            codes("components: {schemas: {A: \(schema.hasPrefix("{") ? schema : "{\(schema)}")}}") == [
                .unresolvedReference
            ])
    }

    @Test func alternativesThatLeadToWhatIsNowhereAreNotForgiven() {
        let text =
            "components: {schemas: {E: {$ref: '#/components/schemas/None'}, A: {oneOf: [{type: string}, {$ref: '#/components/schemas/E'}]}}}"
        #expect(codes(text) == [.unresolvedReference])
    }

    @Test(arguments: ["oneOf: [{type: string}, null]", "not: null", "if: null"])
    func alternativesThatAreNullAreNotForgiven(_ schema: String) {
        #expect(codes("components: {schemas: {A: {\(schema)}}}") == [.wrongType])
    }

    @Test func schemasBehindURLsAndInMissingFilesAreNotForgiven() {
        #expect(codes("components: {schemas: {A: {$ref: 'https://x.example/a#/A'}}}") == [.unresolvedReference])
        #expect(codes("components: {schemas: {A: {$ref: 'none.yaml#/A'}}}") == [.unreadableFile])
        #expect(codes("components: {schemas: {A: {$ref: 'none.yaml#/B'}, B: {}}}") == [.unreadableFile])
        #expect(codes("components: {schemas: {A: {$ref: '#/definitions/A'}}}") == [.unresolvedSchema])
    }

    private static let detour = """
        components:
          schemas:
            A: {type: object, properties: {b: {$ref: '#/components/schemas/B'}}}
            B: {type: object, properties: {c: {$ref: '#/components/schemas/C'}}}
            C: {type: object, properties: {d: {type: integer}}}
            D: {$ref: '#/components/schemas/A/properties/b/properties/c/properties/d'}
        """

    @Test func pointersAreFollowedThroughReferences() throws {
        let document = try read(Self.detour)
        let target = try #require(document.schema(named: "D").flatMap(document.resolved))
        #expect(target.types == [.integer])
        #expect(
            document.warnings.map(\.description) == [
                "a.yaml:8:15: warning: the reference '#/components/schemas/A/properties/b/properties/c/properties/d' leads through another one, and a pointer does not; write '#/components/schemas/C/properties/d'"
            ])
        #expect(codes(Self.detour, isLenient: false) == [.referenceThroughReference])
        let text = try Bundler.bundle(
            Array("openapi: 3.1.0\ninfo: {title: T, version: \"1\"}\n\(Self.detour)".utf8), file: "a.yaml",
            options: ParsingOptions(isLenient: true), isJSON: false
        ).text
        #expect(text.contains("#/components/schemas/C/properties/d"))
        #expect(throws: Never.self) { try DocumentParser.parse(Array(text.utf8), file: "b.yaml") }
    }

    @Test func pointersThroughReferencesInACircleEnd() {
        let circle = """
            components:
              schemas:
                A: {$ref: '#/components/schemas/B/x'}
                B: {$ref: '#/components/schemas/A/x'}
            """
        #expect(codes(circle, isLenient: false).allSatisfy { [.unresolvedSchema, .unresolvedReference].contains($0) })
        #expect(codes(circle, isLenient: false).count == 2)
        let detours = (0..<18).map {
            "    S\($0): {$ref: '#/components/schemas/S\($0 + 1)/x/x', x: {$ref: '#/components/schemas/S\($0 + 1)/x'}}"
        }
        let start = ContinuousClock.now
        _ = codes("components:\n  schemas:\n" + detours.joined(separator: "\n"))
        #expect(
            ContinuousClock.now - start < .seconds(5), "each step is taken once, not twice as often as the one before")
        #expect(codes("components: {schemas: {A: {$ref: '#/components/schemas/A/x'}}}", isLenient: false).count == 1)
    }

    /// Names that generators of documents make of types hold quotes as `%22`, and references to them do not escape that again.
    @Test func percentSignsOfNamesAreTakenAsTheyStand() throws {
        let text =
            "components: {schemas: {'a%22': {type: integer}, B: {$ref: '#/components/schemas/a%22'}, C: {$ref: '#/components/schemas/a%2522'}}}"
        let document = try read(text)
        for name in ["B", "C"] {
            #expect(document.schema(named: name).flatMap(document.resolved)?.types == [.integer])
        }
        #expect(document.warnings.map(\.code) == [.componentName, .misspelledReference])
        #expect(codes(text, isLenient: false) == [.misspelledReference])
        let whole = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n" + text
        let one = try Bundler.bundle(
            Array(whole.utf8), file: "a.yaml", options: ParsingOptions(isLenient: true), isJSON: false
        ).text
        #expect(try DocumentParser.parse(Array(one.utf8), file: "b.yaml").warnings.map(\.code) == [.componentName])
    }

    /// A reference without a file may be an identifier's (JSON Schema 2020-12, section 8.2.1), or the document's own.
    @Test func identifiersStandAboveNames() throws {
        let identified = try read(
            "components: {schemas: {Pet: {type: string}, Other: {$id: Pet, type: integer}, B: {$ref: Pet}}}",
            isLenient: false)
        #expect(identified.schema(named: "B").flatMap(identified.resolved)?.types == [.integer])
        let text =
            "openapi: 3.2.0\n$self: https://x.example/Pet\ninfo: {title: T, version: '1'}\ncomponents: {schemas: {Pet: {}, B: {$ref: 'Pet#/components/schemas/Pet'}}}"
        #expect(try DocumentParser.parse(Array(text.utf8), file: "a.yaml").warnings == [])
    }

    @Test(arguments: [
        "A: {properties: {a: &x {$ref: '#/components/schemas/None'}}}, B: {oneOf: [{type: string}, *x]}",
        "N: null, A: {oneOf: [{type: string}, {$ref: '#/components/schemas/N'}]}",
        "A: {not: {allOf: [{$ref: '#/components/schemas/None'}]}}",
        "N: null, A: {not: {$ref: '#/components/schemas/N'}}",
    ])
    func noWayAroundDecidesByWhatIsNowhere(_ schemas: String) {
        #expect(codes("components: {schemas: {\(schemas)}}") == [.unresolvedReference])
    }

    /// Nothing that was to be secured becomes open.
    @Test(arguments: ["null", "{type: null}", "{type: apiKey, in: header, name: null}", "{type: http, scheme: null}"])
    func securitySchemesAreNotForgiven(_ scheme: String) {
        let found = codes(
            "security: [{key: []}]\npaths: {/a: {get: {responses: {'204': {description: D.}}}}}\ncomponents: {securitySchemes: {key: \(scheme)}}"
        )
        #expect(found.contains(.unknownSecurityScheme))
    }

    @Test func referencesToSecuritySchemesAreMendedInTheOneFile() throws {
        let text =
            "openapi: 3.2.0\ninfo: {title: T, version: '1'}\nsecurity: [{'#/securitySchemes/key': []}]\npaths: {}\ncomponents: {securitySchemes: {key: {type: apiKey, in: header, name: K}}}"
        let one = try Bundler.bundle(
            Array(text.utf8), file: "a.yaml", options: ParsingOptions(isLenient: true), isJSON: false)
        #expect(one.warnings.map(\.code) == [.misspelledReference])
        #expect(try DocumentParser.parse(Array(one.text.utf8), file: "b.yaml").warnings == [])
    }

    @Test func mediaTypesThatAreNullAreEmpty() throws {
        let document = try read(
            "paths: {/a: {put: {requestBody: {content: {application/json: null}}, responses: {'204': {description: D.}}}}}"
        )
        #expect(document.operations.first?.requestBody?.content.map(\.name) == ["application/json"])
        #expect(document.warnings.map(\.code) == [.nullValue])
    }

    /// Only what is one thing for certain: a component of the kind that must stand there.
    @Test(arguments: [
        "#/parameters/Thing", "#/components/schemas/Whole/properties/Thing", "#/x/definitions/Thing", "Thing.json",
        "a:Thing",
    ])
    func noOtherComponentIsTaken(_ reference: String) {
        let text =
            "components: {parameters: {Thing: {name: a, in: query, schema: {}}}, schemas: {Thing: {}, Whole: {}, B: {oneOf: [{$ref: '\(reference)'}]}}}"
        let found = codes(text)
        #expect(found.count == 1 && found.first != .misspelledReference)
    }

    @Test func theComponentOfTheWantedKindIsTaken() throws {
        let document = try read(
            """
            paths: {/a: {get: {responses: {'200': {$ref: '#/responses/Same'}}}}}
            components:
              schemas: {Same: {type: string}}
              responses: {Same: {description: Right.}}
            """)
        #expect(document.operations.first?.responses.first?.description == "Right.")
    }

    /// There a reference without a file leads to the schema that has the identifier.
    @Test func inASchemaWithAnIdentifierNoneIsTaken() {
        let text =
            "components: {schemas: {Pet: {type: object}, X: {$id: 'https://x.example/y', not: {$ref: '#/definitions/Pet'}}}}"
        #expect(codes(text) == [.unresolvedReference])
    }

    @Test(arguments: ["Thing", "#Thing", "#/definitions/Thing", "#components/schemas/Thing"])
    func theComponentThatIsMeantIsTaken(_ reference: String) throws {
        let text = "components: {schemas: {Thing: {type: integer}, B: {$ref: '\(reference)'}}}"
        let document = try read(text)
        #expect(document.schema(named: "B").flatMap(document.resolved)?.types == [.integer])
        #expect(document.warnings.map(\.code) == [.misspelledReference])
        #expect(codes(text, isLenient: false) == [.misspelledReference])
        let whole = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n" + text
        let one = try Bundler.bundle(
            Array(whole.utf8), file: "a.yaml", options: ParsingOptions(isLenient: true), isJSON: false
        ).text
        #expect(try DocumentParser.parse(Array(one.utf8), file: "b.yaml").warnings == [])
    }

    @Test func bodiesOfRequestsAndResponsesAreAlike() throws {
        let document = try read(
            """
            paths: {/a: {get: {responses: {'200': {$ref: '#/components/requestBodies/B'}}}}}
            components: {requestBodies: {B: {description: Both., content: {text/plain: {}}}}}
            """)
        #expect(document.operations.first?.responses.first?.content.map(\.name) == ["text/plain"])
        #expect(document.warnings.map(\.code) == [.referenceKind])
    }
}
