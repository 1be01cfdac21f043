import OpenAPI
import Testing

@testable import SwiftGenerator

/// Names of what is not among the components, and of types inside others, stay while other parts of the document change.
@Suite struct StableOperationNameTests {
    private func output(
        _ text: String, mode: Generator.Mode = .client, files: [String: String] = [:],
        _ change: (inout GeneratorOptions) -> Void = { _ in }
    ) throws -> String {
        let files = DocumentFiles { files[$0].map { Array($0.utf8) } }
        let reading = try DocumentParser.reading(
            Array("openapi: 3.1.0\ninfo: {title: T, version: '1'}\n\(text)".utf8), file: "a.yaml",
            options: ParsingOptions(files: files))
        var options = GeneratorOptions()
        options.shards = 1
        change(&options)
        return try Generator(mode: mode, source: "a.yaml", options: options).output(reading).files.map(\.text).joined()
    }

    private static let operation = """
        servers: [{url: 'https://a.example'}]
        security: [{key: []}]
        paths:
          /a:
            post:
              operationId: send
              requestBody: {content: {application/json: {schema: {type: string}}, multipart/form-data: {schema: {type: object, properties: {a: {$ref: '#/components/schemas/Used'}}}}}}
              responses: {'200': {description: D, content: {application/json: {schema: {type: string}}, text/plain: {schema: {type: string}}}}}
        components:
          securitySchemes: {key: {type: http, scheme: bearer}}
          schemas:
            Used: {type: object, properties: {x: {type: string}}}

        """

    @Test(arguments: ["RequestBody", "OkContent", "ResponseMediaType", "MultipartForm", "Server", "Credentials"])
    func typesInNamespacesKeepTheirNamesBesideWhatTheyDoNotUse(_ name: String) throws {
        let declaration = try Regex("public (enum|struct) \(name)\\b")
        #expect(try output(Self.operation).contains(declaration))
        let text = try output(Self.operation + "    \(name): {type: object, properties: {x: {type: string}}}\n")
        #expect(!text.contains("\(name)2"))
    }

    @Test func typesInNamespacesGiveWayToWhatTheyUse() throws {
        let form = Self.operation.replacing("Used", with: "MultipartForm")
        #expect(try output(form).contains("public struct MultipartForm2:"))
        let server = Self.operation.replacing("Used", with: "Server")
        #expect(try output(server).contains("public struct Server2:"))
    }

    /// The type for what stands in an answer is outside the namespace whose types are around its use.
    @Test func typesInNamespacesGiveWayToWhatIsNamedInThem() throws {
        let answer = "{'200': {description: D, content: {application/json: {schema: {type: string}}"
        let inline = answer.replacing(
            "{type: string}", with: "{type: object, x-swift-name: OkContent, properties: {x: {type: string}}}")
        let other = "  /b: {get: {operationId: other, responses: \(inline), text/plain: {}}}}}}\ncomponents:\n"
        let text = Self.operation.replacing(answer, with: inline)
        #expect(text != Self.operation)
        let output = try output(text.replacing("components:\n", with: other))
        for declaration in ["struct OkContent:", "enum OkContent2:", "struct OkContent2:", "enum OkContent:"] {
            #expect(output.contains("public \(declaration)"), "\(declaration)")
        }
    }

    @Test func schemasOfOtherFilesKeepTheirNames() throws {
        let files = [
            "a/x.yaml": "Money: {type: object, title: first, properties: {a: {type: string}}}",
            "b/x.yaml": "Money: {type: object, title: second, properties: {b: {type: string}}}",
        ]
        func path(_ folder: String) -> String {
            "  /\(folder): {get: {operationId: \(folder), responses: {'200': {description: D, content: {application/json: "
                + "{schema: {$ref: '\(folder)/x.yaml#/Money'}}}}}}}\n"
        }
        for (order, filter) in [(["a", "b"], []), (["b", "a"], []), (["b", "a"], ["/b"])] {
            let text = try output("paths:\n" + order.map(path).joined(), files: files) { $0.filter.paths = filter }
            #expect(text.contains("/// second\npublic struct Money2:"))
            #expect(text.contains("/// first\npublic struct Money:") == filter.isEmpty)
        }
    }

    @Test func aSchemaOfAParameterThatIsReferredToIsCalledAsIt() throws {
        let text = try output(
            """
            paths:
              /a: {get: {operationId: a, parameters: [{$ref: '#/components/parameters/Size'}], responses: {'200': {description: D, content: {application/json: {schema: {$ref: '#/components/parameters/Size/schema'}}}}}}}
            components: {parameters: {Size: {name: size, in: query, schema: {type: string, enum: [small, large]}}}}
            """)
        #expect(text.contains("public enum Size:") && !text.contains("public enum Schema"))
        let property = try output(
            """
            paths: {}
            components:
              schemas:
                A: {type: object, properties: {schema: {type: object, properties: {x: {type: string}}}}}
                B: {type: object, properties: {c: {$ref: '#/components/schemas/A/properties/schema'}}}
            """)
        #expect(property.contains("public var c: ASchema?"))
    }

    @Test func callbacksAndWebhooksKeepTheirNames() throws {
        let sent = "post: {responses: {'204': {description: D}}}"
        func path(_ name: String) -> String {
            "  /\(name): {post: {operationId: \(name), responses: {'204': {description: D}}, "
                + "callbacks: {done: {'{$request.query.\(name)}': {\(sent)}}}}}\n"
        }
        let hooks = ["some_hook", "some-hook"].map { "  \($0): {\(sent)}\n" }
        for (order, filter) in [([0, 1], []), ([1, 0], []), ([1, 0], ["/b"])] {
            let paths = order.map { path(["a", "b"][$0]) }.joined()
            let text = try output("paths:\n\(paths)webhooks:\n\(order.map { hooks[$0] }.joined())", mode: .server) {
                $0.filter.paths = filter
            }
            #expect(text.contains("/// The callback `done`.\npublic enum DoneCallback2 {"))
            #expect(text.contains("public enum DoneCallback {") == filter.isEmpty)
            #expect(filter != [] || text.contains("/// The webhook `some_hook`.\npublic enum SomeHookWebhook2 {"))
        }
    }

    @Test func protocolsOfTagsKeepTheirNames() throws {
        func path(_ name: String, _ tag: String) -> String {
            "  /\(name): {get: {operationId: \(name), tags: [\(tag)], responses: {'204': {description: D}}}}\n"
        }
        let paths = [path("a", "some_tag"), path("b", "some-tag")]
        for paths in [paths, paths.reversed()] {
            let text = try output("paths:\n" + paths.joined(), mode: .server) { $0.splitsByTag = true }
            #expect(text.contains("/// The operations of the tag `some-tag`.\npublic protocol TSomeTagAPI:"))
        }
    }

    @Test func serversKeepTheirNames() throws {
        func path(_ name: String) -> String {
            "  /\(name): {get: {operationId: \(name), servers: [{url: 'https://own.example'}], responses: {'204': {description: D}}}}\n"
        }
        let urls = ["{url: 'https://b.example'}", "{url: 'https://a.example'}"]
        for (order, filter) in [([0, 1], []), ([1, 0], []), ([0, 1], ["/z"])] {
            let paths = order.map { path(["z", "a"][$0]) }.joined()
            let text = try output("servers: [\(order.map { urls[$0] }.joined(separator: ", "))]\npaths:\n\(paths)") {
                $0.filter.paths = filter
            }
            #expect(text.contains("/// `https://a.example`\n        public static func server() -> Self {"), "\(text)")
            #expect(text.contains("func aServer()") && !text.contains("func zServer()"))
        }
    }

    @Test func parametersOfOneNameKeepTheirs() throws {
        let parameters = ["path, required: true", "query", "header"].map {
            "{name: id, in: \($0), schema: {type: string}}"
        }
        for order in [[0, 1, 2], [2, 1, 0]] {
            let text = try output(
                "paths: {'/{id}': {get: {operationId: a, parameters: [\(order.map { parameters[$0] }.joined(separator: ", "))], "
                    + "responses: {'204': {description: D}}}}}")
            #expect(text.contains("call.write(\"id\", in: .path) { writer in writer.write(input.id) }"))
            #expect(text.contains("if let value = input.id2 {\n            call.write(\"id\", in: .query)"))
        }
    }

    @Test func aSchemaWithoutANameIsCalledAsItWants() throws {
        let schema = "{type: object, x-swift-name: Wanted, properties: {x: {type: string}}}"
        let answer = "responses: {'200': {description: D, content: {application/json: {schema: "
        let operation = "paths: {/a: {get: {operationId: a, "
        #expect(try output("\(operation)\(answer)\(schema)}}}}}}}").contains("public struct Wanted:"))
        #expect(
            try output("\(operation)\(answer){type: array, items: \(schema)}}}}}}}}").contains("public struct Wanted:"))
        let parameter = "parameters: [{name: p, in: query, content: {application/json: {schema: \(schema)}}}]"
        #expect(
            try output("\(operation)\(parameter), responses: {'204': {description: D}}}}}")
                .contains("public struct Wanted:"))
    }
}
