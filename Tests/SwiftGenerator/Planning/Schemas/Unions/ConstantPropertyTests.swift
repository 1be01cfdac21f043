import OpenAPI
import Testing

@testable import SwiftGenerator

/// Alternatives that a constant property tells apart are never tried one by one.
@Suite struct ConstantPropertyTests {
    private func isTold(
        _ alternatives: [String], by keyword: String = "oneOf", asking question: String = #"peekMember("kind")"#
    ) throws -> Bool {
        let text = """
            openapi: 3.1.0
            info: {title: T, version: '1'}
            components:
              schemas:
                U: {\(keyword): [\(alternatives.joined(separator: ", "))]}
            """
        let document = try DocumentParser.parse(
            Array(text.utf8), file: "a.yaml", options: ParsingOptions(isLenient: true))
        let files = try Generator(mode: .types, source: "a.yaml", isLenient: true).generate(document)
            .map(\.text).joined()
        let isTold = files.contains("switch try reader.\(question)")
        #expect(isTold != files.contains("JSONAlternatives<"))
        return isTold
    }

    private func object(_ kind: String, required: String = "[kind]") -> String {
        "{type: object, required: \(required), properties: {kind: \(kind), a: {type: string}}}"
    }

    @Test(arguments: ["oneOf", "anyOf"]) func stringsOfItsOwnTellEachAlternative(_ keyword: String) throws {
        let alternatives = [object("{const: a}"), object("{type: string, enum: [b]}"), object("{enum: [c, d]}")]
        #expect(try isTold(alternatives, by: keyword))
    }

    @Test(arguments: [
        ("{const: a}", "[kind]"), ("{type: string}", "[kind]"), ("{const: b}", "[a]"), ("{const: 1.5}", "[kind]"),
        ("{enum: [a, b]}", "[kind]"), ("{enum: [b, null]}", "[kind]"), ("{const: b, readOnly: true}", "[kind]"),
    ])
    func whatIsNotCertainIsTried(_ kind: String, _ required: String) throws {
        #expect(try !isTold([object("{const: a}"), object(kind, required: required)]))
    }

    @Test(arguments: ["{const: 1}", "{enum: [2, true]}", "{const: false}", "{const: 2.0}", "{const: 1e2}"])
    func wholeNumbersAndBooleansTellToo(_ kind: String) throws {
        #expect(try isTold([object("{const: a}"), object(kind)], asking: #"peekConstant("kind")"#))
    }

    @Test func stringsTellWhateverElseIsDemandedBeforeThem() throws {
        let alternatives = ["a", "b"].enumerated().map { index, kind in
            "{type: object, required: [n, kind], properties: {n: {const: \(index)}, kind: {const: \(kind)}}}"
        }
        #expect(try isTold(alternatives))
    }

    /// Such a value is read in its own way, where it is read at all.
    @Test func constantsOfAnotherTypeTellNothing() throws {
        let alternatives = ["{type: string, const: 1}", "{type: integer, const: 1.5}"].map { object($0) }
        #expect(try !isTold([alternatives[0], object("{type: string, const: 2}")]))
        #expect(try !isTold([alternatives[1], object("{type: integer, const: 2}")]))
    }

    @Test func objectsAreToldBesideAlternativesOfOtherTypes() throws {
        let alternatives = ["{type: string}", object("{const: a}"), object("{const: b}")]
        #expect(try isTold(alternatives, asking: #"peekConstant("kind")"#))
        #expect(try isTold(alternatives, by: "anyOf", asking: "peekKind()"))
    }

    @Test func aSharedTypeIsTriedAmongItsOwnAlternativesAlone() throws {
        let text = """
            openapi: 3.1.0
            info: {title: T, version: '1'}
            components:
              schemas:
                Numbers: {oneOf: [{type: integer}, {type: boolean}]}
                U:
                  oneOf:
                    - {type: string}
                    - {$ref: '#/components/schemas/Numbers'}
                    - {type: object, required: [a], properties: {a: {}}}
                    - {type: object, required: [b], properties: {b: {}}}
            """
        let document = try DocumentParser.parse(Array(text.utf8), file: "a.yaml")
        let files = try Generator(mode: .types, source: "a.yaml").generate(document).map(\.text).joined()
        #expect(files.contains("case .boolean, .number: return try Numbers.read"))
        #expect(files.contains("case .string: return try reader.readString()"))
        #expect(files.split(separator: "try trial.add").count == 3)
    }
}
