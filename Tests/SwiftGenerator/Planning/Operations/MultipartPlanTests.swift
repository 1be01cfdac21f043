import Foundation
import Testing

@testable import SwiftGenerator

/// Which type each part of a form has.
@Suite struct MultipartPlanTests {
    private func members(_ schema: String) throws -> [String] {
        let text = """
            openapi: 3.1.0
            info: {title: Forms, version: "1"}
            paths:
              /forms:
                post:
                  operationId: send
                  requestBody: {required: true, content: {multipart/form-data: {schema: \(schema)}}}
                  responses: {'204': {description: Done.}}
            """
        let files = try Fixtures.generate(text, file: "forms.yaml")
        let operations = files.first { $0.name == "Operations.swift" }?.text ?? ""
        let form = operations.split(separator: "struct MultipartForm")[1]
        return form.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.prefix {
            $0 != "/// Makes a form."
        }
        .filter { $0.hasPrefix("public var ") }.map { String($0.dropFirst(11)) }
    }

    @Test(arguments: [
        ("{type: string, contentEncoding: binary}", "BodyPart?"),
        ("{type: string, contentEncoding: 8bit}", "BodyPart?"),
        ("{type: string, contentMediaType: image/png}", "BodyPart?"), ("{}", "BodyPart?"),
        ("{type: string, contentEncoding: base64}", "Base64Bytes?"), ("{type: string}", "String?"),
        ("{type: array, items: {type: string, contentEncoding: binary}}", "[BodyPart]?"),
    ])
    func bytesAreAPartAndTheRestValues(_ schema: String, _ type: String) throws {
        #expect(try members("{type: object, properties: {a: \(schema)}}") == ["a: \(type)"])
    }

    @Test func whatOnlyAlternativesHaveIsOptional() throws {
        let schema = """
            {type: object, required: [a], properties: {a: {type: string}}, anyOf: [{required: [b], properties: {b: {type: string}}}, \
            {allOf: [{properties: {c: {type: string, format: binary}, a: {type: integer}}}]}]}
            """
        #expect(try members(schema) == ["a: String", "b: String?", "c: BodyPart?"])
    }

    @Test func headersOfWhichNothingMustBeSaidNeedNotBeGiven() throws {
        let text = """
            openapi: 3.1.0
            info: {title: Forms, version: "1"}
            paths:
              /forms:
                post:
                  operationId: send
                  requestBody:
                    required: true
                    content:
                      multipart/form-data:
                        schema: {type: object, required: [a, b], properties: {a: {type: string}, b: {type: string}}}
                        encoding:
                          a: {headers: {X-Note: {schema: {type: string}}}}
                          b: {headers: {X-Note: {required: true, schema: {type: string}}}}
                  responses: {'204': {description: Done.}}
            """
        let files = try Fixtures.generate(text, file: "forms.yaml")
        let operations = try #require(files.first { $0.name == "Operations.swift" }?.text)
        #expect(
            operations.contains(
                "public init(a: String, aHeaders: MultipartFormAHeaders = MultipartFormAHeaders(), b: String, "
                    + "bHeaders: MultipartFormBHeaders) {"))
    }
}
