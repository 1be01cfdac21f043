import OpenAPI
import Testing

@testable import SwiftGenerator

/// Any name becomes a good one, and stays what it is while other parts of the document change.
@Suite struct StableNameTests {
    private func types(_ schemas: String) throws -> String {
        let text = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\ncomponents:\n  schemas:\n\(schemas)"
        let document = try DocumentParser.parse(
            Array(text.utf8), file: "a.yaml", options: ParsingOptions(isLenient: true))
        var options = GeneratorOptions()
        options.shards = 1
        return try Generator(mode: .types, source: "a.yaml", options: options, isLenient: true)
            .generate(document).map(\.text).joined()
    }

    @Test func nestedTypesKeepTheirNamesWhenAnUnrelatedSchemaIsAdded() throws {
        let order = "    Order: {type: object, properties: {state: {type: string, enum: [on]}}}\n"
        let alone = try types(order)
        #expect(alone.contains("public enum State: String"))
        let other = try types("    State: {type: object, properties: {a: {type: string}}}\n" + order)
        #expect(other.contains("public enum State: String"))
    }

    /// The extension names the member, not its type.
    @Test func nestedTypesKeepTheirNamesBesideGivenNamesOfMembers() throws {
        let text = try types(
            """
                Order: {type: object, properties: {order_state: {x-swift-name: orderState, type: string, enum: [on]}}}
                Choice: {oneOf: [{x-swift-name: first, type: object, required: [a], properties: {a: {}}}, {type: string}]}

            """)
        #expect(text.contains("public enum OrderState: String") && text.contains("public struct First:"))
    }

    @Test func nestedTypesGiveWayToATypeThatTheirStructUses() throws {
        let text = try types(
            """
                State: {type: object, properties: {a: {type: string}}}
                Order:
                  type: object
                  properties: {state: {type: string, enum: [on]}, next: {$ref: '#/components/schemas/State'}}

            """)
        #expect(text.contains("public var next: State?") && text.contains("public enum State2: String"))
    }

    private func client(_ operations: String, _ change: (inout GeneratorOptions) -> Void = { _ in }) throws -> String {
        let text = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n\(operations)"
        let document = try DocumentParser.parse(Array(text.utf8), file: "a.yaml")
        var options = GeneratorOptions()
        options.shards = 1
        change(&options)
        return try Generator(mode: .client, source: "a.yaml", options: options).generate(document).map(\.text).joined()
    }

    @Test func mediaTypesKeepTheirNamesWhateverTheirOrder() throws {
        let types = [
            "application/xml: {}", "text/xml: {}", "application/json;v=1: {schema: {type: integer}}",
            "application/json;v=2: {schema: {type: object, properties: {a: {type: string}}}}",
            "application/vnd.a+json: {schema: {type: boolean}}",
        ]
        let own = [
            "case xml(ByteStream)", "case xml2(String)", "case jsonV1(Int64)", "case jsonV2(SendJSONV2Body)",
            "case vndAJSON(Bool)",
        ]
        for order in [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [1, 0, 3, 4, 2]] {
            // One that is called otherwise changes nothing.
            for other in ["", "text/csv: {}, "] {
                let content = other + order.map { types[$0] }.joined(separator: ", ")
                let text = try client(
                    """
                      /a:
                        post:
                          operationId: send
                          requestBody: {required: true, content: {\(content)}}
                          responses: {'200': {description: Done., content: {\(content)}}}

                    """)
                for name in own { #expect(text.contains(name), "\(name) of \(content)") }
                #expect(
                    text.contains(#"case xml2 = "text/xml""#) && text.contains(#"case jsonV1 = "application/json;v=1""#)
                )
            }
        }
    }

    @Test func credentialsStandInTheOrderOfTheirSchemes() throws {
        let operations = ["one", "two"].map {
            "  /\($0): {get: {operationId: \($0)A, security: [{\($0): []}], responses: {'204': {description: D.}}}}\n"
        }
        let schemes =
            "components:\n  securitySchemes:\n    two: {type: http, scheme: bearer}\n    one: {type: http, scheme: basic}\n"
        for order in [[0, 1], [1, 0]] {
            let text = try client(order.map { operations[$0] }.joined() + schemes)
            let own = try #require(text.split(separator: "struct Credentials").last)
            let members = own.split(separator: "public init").first?.split(separator: "\n").filter {
                $0.contains(" var ")
            }
            #expect(members?.map { $0.split(separator: ":")[0].split(separator: " ").last } == ["two", "one"])
        }
    }

    @Test func headersOfPartsKeepTheirNamesWhateverTheirOrder() throws {
        let parts = ["a_b", "a-b", "aB"]
        for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
            let properties = order.map { "\(parts[$0]): {type: string}" }.joined(separator: ", ")
            let encodings = order.map { "\(parts[$0]): {headers: {X-\($0): {schema: {type: string}}}}" }
            let text = try client(
                """
                  /a:
                    post:
                      operationId: send
                      requestBody:
                        content:
                          multipart/form-data:
                            schema: {type: object, properties: {\(properties)}}
                            encoding: {\(encodings.joined(separator: ", "))}
                      responses: {'204': {description: Done.}}

                """)
            for (number, header) in [("", "x2"), ("2", "x1"), ("3", "x0")] {
                let type = "MultipartFormABHeaders\(number)"
                #expect(text.contains("struct \(type): Equatable, Sendable {\n        public var \(header): String?\n"))
                #expect(text.contains("public var aBHeaders\(number): \(type)?\n"))
            }
        }
    }

    @Test func schemasOfOneNameKeepTheirsWhateverTheirOrder() throws {
        let parts = [("foo_bar", "under"), ("foo-bar", "dash"), ("FooBar", "own")].map { name, title in
            "    \(name): {type: object, title: \(title), properties: {x: {type: string}}}\n"
        }
        for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
            let text = try types(order.map { parts[$0] }.joined())
            #expect(text.contains("/// own\npublic struct FooBar:"))
            #expect(text.contains("/// dash\npublic struct FooBar2:"))
            #expect(text.contains("/// under\npublic struct FooBar3:"))
        }
    }

    @Test func namesThatAreWantedGoBeforeThoseThatHappen() throws {
        let text = try types(
            """
                Same: {type: object, title: plain, properties: {a: {type: string}}}
                Other: {type: object, title: wanted, x-swift-name: Same, properties: {a: {type: string}}}
                Money: {type: object, title: generated, properties: {d: {x-swift-type: Kit.Money}}}

            """)
        #expect(text.contains("/// wanted\npublic struct Same:") && text.contains("/// plain\npublic struct Same2:"))
        #expect(text.contains("/// generated\npublic struct Money2:") && text.contains("public var d: Kit.Money?"))
    }

    @Test func operationsKeepTheirNamesWhenOthersAreAddedOrLeftOut() throws {
        let response = "responses: {'204': {description: Done.}}"
        let nameless = "  /a: {get: {\(response)}}\n"
        let named = "  /b: {get: {operationId: getA, \(response)}}\n"
        for text in [try client(nameless + named), try client(named + nameless)] {
            #expect(
                text.contains("/// `GET /b`\npublic enum GetA {") && text.contains("/// `GET /a`\npublic enum GetA2 {"))
        }
        let part = try client(nameless + named) { $0.filter.paths = ["/a"] }
        #expect(part.contains("/// `GET /a`\npublic enum GetA2 {") && !part.contains("public enum GetA {"))
    }

    @Test func namesThatAreGivenTwiceAreMistakes() throws {
        let text = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\ncomponents: {schemas: {A: {}, B: {}, C: {}}}\n"
        var options = GeneratorOptions()
        options.names = ["A": "X", "B": "X", "C": "TClient"]
        #expect(
            options.mistakes(in: try DocumentParser.parse(Array(text.utf8), file: "a.yaml")).map(\.message) == [
                "the name 'TClient' is that of a type of the API's own",
                "the name 'X' is given to several schemas: 'A', 'B'",
            ])
    }

    @Test(arguments: [
        "🎉", "1", "class", "Type", "Self", "String", "a b", "ünïcödé", "日本", String(repeating: "long", count: 100),
        "\u{202E}x",
        "Optional", "Result", "Error", "Rules", "Nullable",
    ])
    func everyNameIsGoodForATypeAndItsParts(_ name: String) throws {
        let quoted = "\"\(name)\""
        let text = try types(
            "    \(quoted): {type: object, properties: {\(quoted): {type: object, properties: {\(quoted): {enum: [\(quoted)]}}}}}\n"
        )
        #expect(text.contains("public struct \(SwiftName.type(name)): Hashable"))
    }

    /// A document whose schemas all stand elsewhere has types all the same, called as its operations call them.
    @Test func modeTypesHasWhatOperationsReferToInOtherFiles() throws {
        let other = """
            Far: {type: object, properties: {near: {$ref: '#/Near'}}}
            Near: {type: object, properties: {z: {type: string}}}
            Event: {type: object, properties: {at: {type: string}}}

            """
        let text = """
            openapi: 3.1.0
            info: {title: T, version: '1'}
            paths:
              /a/{id}:
                get:
                  operationId: a
                  parameters: [{name: id, in: query, schema: {type: string}}]
                  responses: {'200': {description: A., content: {application/json: {schema: {$ref: 'other.yaml#/Far'}}}}}
            webhooks:
              event: {post: {requestBody: {content: {application/json: {schema: {$ref: 'other.yaml#/Event'}}}}}}

            """
        let files = DocumentFiles { $0 == "other.yaml" ? Array(other.utf8) : nil }
        let options = ParsingOptions(isLenient: true, files: files)
        let reading = try DocumentParser.reading(Array(text.utf8), file: "a.yaml", options: options)
        func schemas(_ mode: Generator.Mode) throws -> String {
            var options = GeneratorOptions()
            options.shards = 1
            let files = try Generator(mode: mode, source: "a.yaml", options: options, isLenient: true).output(reading)
            return try #require(files.files.first { $0.name == "Schemas.swift" }).text
        }
        let types = try schemas(.types)
        #expect(["Far", "Near", "Event"].allSatisfy { types.contains("public struct \($0):") })
        #expect(try types == schemas(.server))
    }
}
