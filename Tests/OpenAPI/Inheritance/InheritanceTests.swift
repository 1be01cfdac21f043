import OpenAPI
import Testing
import YAML

/// Schemas that build on one with a discriminator are its alternatives.
@Suite struct InheritanceTests {
    private func document(_ schemas: String, file: String = "a.yaml") throws -> Document {
        let text = """
            openapi: 3.0.3
            info: { title: T, version: "1" }
            paths: {}
            components:
              schemas:
            \(schemas.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n"))
            """
        return try DocumentParser.parse(Array(text.utf8), file: file)
    }

    private static let pet = """
        Pet: { type: object, required: [kind], properties: { kind: { type: string } }, discriminator: { propertyName: kind } }
        """
    private static func heir(_ name: String, of parent: String = "Pet", _ members: String = "") -> String {
        """

        \(name): { allOf: [ { $ref: '#/components/schemas/\(parent)' }, { type: object, properties: { of\(name): { type: integer }\(members) } } ] }
        """
    }

    private func mapping(_ document: Document, _ name: String = "Pet") -> [String] {
        document.schema(named: name)?.discriminator?.mapping.map { "\($0.value): \($0.schema.text)" } ?? []
    }

    @Test func aParentBecomesItsHeirsAndItsBase() throws {
        let document = try document(Self.pet + Self.heir("Cat") + Self.heir("Dog"))
        let pet = try #require(document.schema(named: "Pet"))
        #expect(
            pet.anyOf.map { $0.reference?.name ?? $0.title } == ["Cat", "Dog", "Pet base"]
                && pet.properties.isEmpty && pet.keywords == ["type", "anyOf", "discriminator"])
        #expect(pet.base?.properties.map(\.name) == ["kind"])
        #expect(
            mapping(document) == [
                "Cat: #/components/schemas/Cat", "Dog: #/components/schemas/Dog", "Pet: #/components/schemas/Pet",
            ])
        let cat = try #require(document.schema(named: "Cat"))
        #expect(cat.allOf.first?.reference == nil && cat.allOf.first?.properties.map(\.name) == ["kind"])
    }

    @Test func heirsOfHeirsAreAlternativesToo() throws {
        let document = try document(Self.pet + Self.heir("Cat") + Self.heir("Lion", of: "Cat"))
        #expect(mapping(document).map { $0.prefix { $0 != ":" } } == ["Cat", "Lion", "Pet"])
    }

    /// Of a parent that builds on another one, that one's alternative is the base: its heirs are alternatives themselves.
    @Test(arguments: [true, false]) func parentsBuildOnParents(_ isParentLast: Bool) throws {
        let middle = """

            Cat: { allOf: [ { $ref: '#/components/schemas/Pet' }, { properties: { lives: {} } } ], discriminator: { propertyName: kind } }
            """
        let parts = [Self.pet, middle, Self.heir("Lion", of: "Cat")]
        let document = try document((isParentLast ? parts.reversed() : parts).joined(separator: "\n"))
        let (pet, cat) = (try #require(document.schema(named: "Pet")), try #require(document.schema(named: "Cat")))
        #expect(Set(pet.anyOf.map { $0.reference?.name ?? $0.title }) == ["Cat base", "Lion", "Pet base"])
        #expect(cat.anyOf.map { $0.reference?.name ?? $0.title } == ["Lion", "Cat base"])
        #expect(cat.base?.baseOf == cat.id && pet.anyOf.contains { $0.baseOf == cat.id })
        #expect(cat.base?.allOf.first?.properties.map(\.name) == ["kind"])
        for (text, isValid) in [(#"{"kind":"Cat"}"#, true), (#"{"kind":"Lion","ofLion":"x"}"#, false)] {
            let value = try YAMLLoader.load(Array(text.utf8), file: "value.json")
            for schema in [pet, cat] { #expect(InstanceValidator(document).validate(value, schema).isEmpty == isValid) }
        }
    }

    @Test func valuesAreMappedElseTheHeirsOwnElseItsName() throws {
        let pet = Self.pet.replacing(
            "propertyName: kind", with: "propertyName: kind, mapping: { hound: Dog, mine: '#/components/schemas/Pet' }")
        let fish = Self.heir("Fish", ", kind: { type: string, enum: [fish] }")
        let document = try document(pet + Self.heir("Cat") + Self.heir("Dog") + fish)
        #expect(
            mapping(document) == [
                "hound: Dog", "mine: #/components/schemas/Pet", "Cat: #/components/schemas/Cat",
                "fish: #/components/schemas/Fish",
            ])
    }

    @Test(arguments: ["", "description: It purrs, ", "type: object, "])
    func anHeirThatAddsNothingIsOneLikeAnyOther(_ others: String) throws {
        let cat = "\nCat: { \(others)allOf: [ { $ref: '#/components/schemas/Pet' } ] }"
        let document = try document(Self.pet + cat + Self.heir("Dog"))
        let pet = try #require(document.schema(named: "Pet"))
        #expect(pet.anyOf.map { $0.reference?.name ?? $0.title } == ["Cat", "Dog", "Pet base"])
        #expect(mapping(document).first == "Cat: #/components/schemas/Cat")
        let part = try #require(document.schema(named: "Cat")?.allOf.first)
        #expect(part.reference == nil && part.properties.map(\.name) == ["kind"])
    }

    @Test func aChainOfHeirsMayHaveALinkThatAddsNothing() throws {
        let cat = "\nCat: { allOf: [ { $ref: '#/components/schemas/Pet' } ] }"
        let document = try document(Self.pet + cat + Self.heir("Lion", of: "Cat"))
        #expect(mapping(document).map { $0.prefix { $0 != ":" } } == ["Cat", "Lion", "Pet"])
        #expect(mapping(document, "Cat").map { $0.prefix { $0 != ":" } } == ["Lion", "Cat"])
        let part = try #require(document.schema(named: "Lion")?.allOf.first)
        #expect(part.reference == nil && part.anyOf.isEmpty)
        #expect(document.schema(named: "Cat")?.base?.allOf.first?.properties.map(\.name) == ["kind"])
    }

    private static let nullable = "\nMaybe: { nullable: true, allOf: [ { $ref: '#/components/schemas/Pet' } ] }"

    /// Before 3.1 no reference can say so itself.
    @Test func aNullableReferenceIsNoHeirUnlessItIsMapped() throws {
        let unmapped = try document(Self.pet + Self.heir("Cat") + Self.nullable)
        #expect(mapping(unmapped).map { $0.prefix { $0 != ":" } } == ["Cat", "Pet"])
        #expect(unmapped.schema(named: "Maybe")?.allOf.first?.reference?.name == "Pet")
        let pet = Self.pet.replacing("propertyName: kind", with: "propertyName: kind, mapping: { a: Maybe }")
        #expect(mapping(try document(pet + Self.heir("Cat") + Self.nullable)).first == "a: Maybe")
    }

    @Test(arguments: ["", "mapping: { a: Maybe }"])
    func whatBuildsOnANullableReferenceBuildsOnWhatItLeadsTo(_ rule: String) throws {
        let pet = Self.pet.replacing("propertyName: kind", with: "propertyName: kind, \(rule)")
        let document = try document(pet + Self.nullable + Self.heir("Cat", of: "Maybe"))
        #expect(mapping(document).contains("Cat: #/components/schemas/Cat"))
        let part = try #require(document.schema(named: "Cat")?.allOf.first)
        #expect(part.reference == nil && part.properties.map(\.name) == ["kind"])
    }

    /// Before 3.1 nothing else can stand beside a reference.
    /// Such a component is what documents call an answer of the parent.
    @Test func whoAddsNothingAndIsMeantByNoValueIsTheParentByAnotherName() throws {
        let parent =
            "Pet: { type: object, required: [kind], properties: { kind: { type: string, enum: [Cat, Dog] } }, "
            + "discriminator: { propertyName: kind } }"
        let document = try document(
            parent + Self.heir("Cat") + Self.heir("Dog")
                + "\nAnswer: { description: A pet., allOf: [ { $ref: '#/components/schemas/Pet' } ] }")
        let pet = try #require(document.schema(named: "Pet"))
        #expect(pet.anyOf.compactMap(\.reference?.name) == ["Cat", "Dog"])
        #expect(document.schema(named: "Answer")?.allOf.first?.reference?.name == "Pet")
    }

    @Test func aReferenceThatAPropertyDescribesIsNoHeir() throws {
        let house =
            "\nHouse: { properties: { pet: { description: Its pet, allOf: [ { $ref: '#/components/schemas/Pet' } ] } } }"
        let document = try document(Self.pet + Self.heir("Cat") + house)
        #expect(mapping(document).map { $0.prefix { $0 != ":" } } == ["Cat", "Pet"])
        let pet = document.schema(named: "House")?.properties.first?.schema
        #expect(pet?.allOf.first?.reference?.name == "Pet")
    }

    @Test(arguments: [
        ("[plain, dog]", "{ dog: Dog }", ["dog", "plain"], true), ("[Pet, dog]", "{ dog: Dog }", ["dog", "Pet"], true),
        ("[dog]", "{ dog: Dog }", ["dog"], false),
    ])
    func whatIsLeftOfTheParentsValuesMeansIt(
        _ values: String, _ mapping: String, _ known: [String], _ hasBase: Bool
    ) throws {
        let pet = Self.pet.replacing("type: string", with: "type: string, enum: \(values)")
            .replacing("propertyName: kind", with: "propertyName: kind, mapping: \(mapping)")
        let document = try document(pet + Self.heir("Dog"))
        let schema = try #require(document.schema(named: "Pet"))
        #expect(schema.discriminator?.mapping.map(\.value) == known)
        #expect(schema.anyOf.contains { $0.baseOf == schema.id } == hasBase)
    }

    @Test func aMappingOfAnyParentOfAnHeirCountsForAll() throws {
        let dog = """

            Dog: { allOf: [ { $ref: '#/components/schemas/Pet' } , { properties: { a: {} } } ], discriminator: { propertyName: kind, mapping: { pup: Pup } } }
            """
        let document = try document(Self.pet + dog + Self.heir("Pup", of: "Dog"))
        #expect(mapping(document).contains("pup: #/components/schemas/Pup"))
        #expect(!mapping(document).contains { $0.hasPrefix("Pup") })
    }

    @Test func whoIsBetweenAParentAndItsHeirsIsAParentToo() throws {
        let document = try document(Self.pet + Self.heir("Cat") + Self.heir("Lion", of: "Cat"))
        let cat = try #require(document.schema(named: "Cat"))
        #expect(cat.discriminator?.propertyName == "kind" && cat.anyOf.first?.reference?.name == "Lion")
        #expect(mapping(document, "Cat").map { $0.prefix { $0 != ":" } } == ["Lion", "Cat"])
    }

    @Test func aDiscriminatorMayStandInAPartOfTheParent() throws {
        let pet = """
            Root: { type: object }
            Pet: { allOf: [ { $ref: '#/components/schemas/Root' }, { type: object, required: [kind], properties: { kind: { type: string } }, discriminator: { propertyName: kind } } ] }
            """
        #expect(
            mapping(try document(pet + Self.heir("Dog"))) == [
                "Dog: #/components/schemas/Dog", "Pet: #/components/schemas/Pet",
            ])
    }

    @Test func anAbsentValueIsTheDefault() throws {
        let pet =
            "Pet: { type: object, properties: { kind: { type: string, default: Dog } }, discriminator: { propertyName: kind } }"
        let document = try document(pet + Self.heir("Dog"))
        let schema = try #require(document.schema(named: "Pet"))
        #expect(schema.discriminator?.absentValue == "Dog")
        let value = try YAMLLoader.load(Array(#"{"ofDog":"x"}"#.utf8), file: "value.json")
        #expect(!InstanceValidator(document).validate(value, schema).isEmpty)
    }

    /// Since 3.1 that says the same as `allOf`.
    @Test func aReferenceWithKeywordsBesideItBuildsOnWhatItLeadsTo() throws {
        let text = """
            openapi: 3.1.0
            info: { title: T, version: "1" }
            components:
              schemas:
                \(Self.pet)
                Dog: { $ref: '#/components/schemas/Pet', properties: { bark: { type: string } } }
            """
        let document = try DocumentParser.parse(Array(text.utf8), file: "a.yaml")
        #expect(mapping(document).first == "Dog: #/components/schemas/Dog")
        let dog = try #require(document.schema(named: "Dog"))
        #expect(dog.reference == nil && dog.keywords == ["properties", "allOf"])
    }

    @Test(arguments: ["oneOf", "anyOf"]) func anHeirThatTheParentNamesBuildsOnTheRestOfIt(_ keyword: String) throws {
        let pet = """
            Pet: { type: object, properties: { kind: { type: string } }, \(keyword): [ { $ref: '#/components/schemas/Dog' }, { type: string } ] }
            """
        let document = try document(pet + Self.heir("Dog") + Self.heir("Owl"))
        let dog = try #require(document.schema(named: "Dog"))
        #expect(dog.allOf.first?.reference == nil && dog.allOf.first?.oneOf.isEmpty == true)
        #expect(dog.allOf.first?.properties.map(\.name) == ["kind"])
        // Who is no alternative builds on the whole.
        #expect(document.schema(named: "Owl")?.allOf.first?.reference?.name == "Pet")
        #expect(document.warnings.map(\.code) == [.endlessSchema])
    }

    @Test func anHeirThatAnAlternativeOfTheParentNamesBuildsOnTheRestOfIt() throws {
        let pet = """
            Pet: { type: object, properties: { kind: { type: string } }, oneOf: [ { $ref: '#/components/schemas/Group' } ] }
            Group: { oneOf: [ { $ref: '#/components/schemas/Cat' }, { oneOf: [ { $ref: '#/components/schemas/Dog' } ] } ] }
            """
        let document = try document(pet + Self.heir("Cat") + Self.heir("Dog") + Self.heir("Owl"))
        for name in ["Cat", "Dog"] {
            let part = try #require(document.schema(named: name)?.allOf.first)
            #expect(part.reference == nil && part.oneOf.isEmpty && part.properties.map(\.name) == ["kind"])
        }
        #expect(document.schema(named: "Owl")?.allOf.first?.reference?.name == "Pet")
        #expect(document.warnings.map(\.code) == [.endlessSchema])
    }

    /// The planner refuses it; nothing may be made of it before that, which would have no end.
    @Test func whatBuildsOnItselfIsLeftAsItStands() throws {
        let pet = Self.pet.dropLast(2) + ", allOf: [ { $ref: '#/components/schemas/Dog' } ] }"
        let document = try document(String(pet) + Self.heir("Dog") + Self.heir("Cat"))
        #expect(document.schema(named: "Dog")?.allOf.first?.reference?.name == "Pet")
        #expect(document.schema(named: "Pet")?.anyOf.isEmpty == true)
    }

    /// The names of components, and not those of the files that they refer to.
    @Test func schemasInFilesOfTheirOwnAreToldByTheirComponents() throws {
        let files = [
            "pet.yaml":
                "{ type: object, required: [kind], properties: { kind: { type: string } }, discriminator: { propertyName: kind } }",
            "the-dog.yaml": "{ allOf: [ { $ref: pet.yaml }, { properties: { bark: {} } } ] }",
        ]
        let text = """
            openapi: 3.1.0
            info: { title: T, version: "1" }
            components: { schemas: { Pet: { $ref: pet.yaml }, Dog: { $ref: the-dog.yaml } } }
            """
        let document = try DocumentParser.parse(
            Array(text.utf8), file: "a.yaml",
            options: ParsingOptions(files: DocumentFiles { files[$0].map { Array($0.utf8) } }))
        let pet = try #require(document.schema(named: "Pet").flatMap(document.resolved))
        #expect(pet.discriminator?.mapping.map(\.value) == ["Dog", "Pet"])
    }

    @Test func aParentThatNothingBuildsOnStaysWhatItIs() throws {
        let document = try document(Self.pet + "\nStone: { type: object }")
        #expect(document.schema(named: "Pet")?.anyOf.isEmpty == true)
        #expect(document.schema(named: "Pet")?.properties.count == 1)
    }

    @Test func aParentWithAlternativesOfItsOwnStaysWhatItIs() throws {
        let pet = """
            Pet: { oneOf: [ { $ref: '#/components/schemas/Cat' } ], discriminator: { propertyName: kind } }
            """
        let document = try document(pet + Self.heir("Cat") + Self.heir("Dog"))
        #expect(document.schema(named: "Pet")?.anyOf.isEmpty == true)
    }

    @Test(arguments: [
        (#"{"kind":"Cat","ofCat":9}"#, true), (#"{"kind":"Cat","ofCat":"nine"}"#, false),
        (#"{"kind":"Pet","ofCat":"nine"}"#, true), (#"{"kind":"Cow"}"#, false), (#"{"ofCat":9}"#, false), ("[]", false),
    ])
    func valuesAreHeldAgainstTheHeirThatTheyAre(_ text: String, _ isValid: Bool) throws {
        let document = try document(Self.pet + Self.heir("Cat"))
        let value = try YAMLLoader.load(Array(text.utf8), file: "value.json")
        let pet = try #require(document.schema(named: "Pet"))
        #expect(InstanceValidator(document).validate(value, pet).isEmpty == isValid)
    }

    @Test func recursiveHeirsAreHeldAgainstInOneWay() throws {
        let box =
            "\nBox: { allOf: [ { $ref: '#/components/schemas/Pet' }, { properties: { in: { $ref: '#/components/schemas/Pet' } } } ] }"
        let others = (0..<12).map { Self.heir("Heir\($0)") }.joined()
        let document = try document(Self.pet + box + others)
        let text =
            String(repeating: #"{"kind":"Box","in":"#, count: 30) + #"{"kind":"Pet"}"#
            + String(repeating: "}", count: 30)
        let value = try YAMLLoader.load(Array(text.utf8), file: "value.json")
        #expect(InstanceValidator(document).validate(value, try #require(document.schema(named: "Pet"))).isEmpty)
    }
}
