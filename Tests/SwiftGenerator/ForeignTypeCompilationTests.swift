import Foundation
import Testing

@testable import SwiftGenerator

/// Types of other modules (`x-swift-type`), wherever a schema may stand.
extension GoldenCompilationTests {
    private static let kit = """
        public import ContractRuntime
        public struct Money: Hashable, Sendable, JSONReadable, JSONWritable {
            public static func read(from reader: inout JSONReader) throws(JSONSyntaxError) -> Money? {
                try reader.readString().map { _ in Money() }
            }
            public func write(to writer: inout JSONWriter) { writer.write("1") }
            public typealias Inner = Money
            public enum Out { public typealias In = Money }
        }
        public typealias Box<Value> = Money
        """

    private static let document = """
        openapi: 3.1.0
        info: {title: T, version: "1"}
        paths:
          /query: {get: {operationId: q, parameters: [{name: a, in: query, schema: {x-swift-type: Kit.Money}}]}}
          /json: {post: {operationId: j, requestBody: {content: {application/json: {schema: {x-swift-type: Kit.Money}}}}}}
          /text: {post: {operationId: t, requestBody: {content: {text/plain: {schema: {x-swift-type: Kit.Money, type: string}}}}}}
          /parts:
            post:
              operationId: p
              requestBody:
                content:
                  multipart/form-data:
                    schema: {type: object, properties: {amount: {x-swift-type: Kit.Money}, more: {type: array, items: {x-swift-type: Kit.Money}}}}
              responses:
                '200':
                  description: D
                  headers: {X-A: {schema: {x-swift-type: Kit.Money.Out.In}}}
                  content: {application/json: {schema: {x-swift-type: 'Kit.Box<Kit.Money>'}}}
        components:
          schemas:
            A: {type: object, properties: {b: {x-swift-type: Kit.Money}, c: {x-swift-type: Kit.Money.Inner}}}
        """

    @Test(.timeLimit(.minutes(5))) func typesOfOtherModulesCompileWhereverTheyStand() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "golden-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await emitRuntime(into: folder)
        let kit = folder.appending(path: "Kit.swift")
        try Data(Self.kit.utf8).write(to: kit)
        let module = folder.appending(path: "Kit.swiftmodule").path
        let built = try await compile(
            [
                "-emit-module", "-parse-as-library", "-module-name", "Kit", "-I", folder.path, "-emit-module-path",
                module,
            ]
                + [kit.path])
        #expect(built == "")
        for mode in [Generator.Mode.server, .client] {
            let own = folder.appending(path: mode.rawValue)
            try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
            var paths: [String] = []
            for file in try Fixtures.generate(Self.document, file: "a.yaml", mode: mode) {
                if file.name == "Operations.swift" {
                    #expect(file.text.contains("public var amount: Kit.Money?"))
                    #expect(file.text.contains("public var more: [Kit.Money]?"))
                }
                let path = own.appending(path: file.name)
                try Data(file.text.utf8).write(to: path)
                paths.append(path.path)
            }
            #expect(try await compile(["-typecheck", "-parse-as-library", "-I", folder.path] + paths) == "", "\(mode)")
        }
    }
}
