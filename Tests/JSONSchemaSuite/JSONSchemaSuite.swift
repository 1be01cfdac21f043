import Foundation

/// The required tests of the JSON Schema Test Suite (see Fixtures/README.md), read for every runner in one way.
public enum JSONSchemaSuite: String, Sendable {
    /// Of draft 2020-12, which OpenAPI 3.1 and 3.2 stand on.
    case draft202012 = "JSON-Schema-Test-Suite"
    /// Of draft 4, of which OpenAPI 3.0 has a part.
    case draft4 = "JSON-Schema-Test-Suite-draft4"

    /// The groups, in the order of the suite.
    public func groups() throws -> [SuiteGroup] { try Self.lines(rawValue) }

    /// The documents that some schemas refer to, by their paths under `http://localhost:1234/`.
    public static func remotes() throws -> [String: String] {
        struct Remote: Decodable {
            var path: String
            var schema: String
        }
        let remotes: [Remote] = try lines("JSON-Schema-Test-Suite-remotes")
        return Dictionary(uniqueKeysWithValues: remotes.map { ($0.path, $0.schema) })
    }

    private static func lines<Line: Decodable>(_ name: String) throws -> [Line] {
        guard let file = Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: "jsonl") else {
            throw CocoaError(.fileNoSuchFile)
        }
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
            try JSONDecoder().decode(Line.self, from: Data($0.utf8))
        }
    }
}
