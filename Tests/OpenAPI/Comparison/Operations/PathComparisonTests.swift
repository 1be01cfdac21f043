import OpenAPI
import Testing
import YAML

/// What is told of paths, their parameters and methods, and of what stands around them.
@Suite struct PathComparisonTests {
    private static func document(_ paths: String, title: String = "T") throws -> Document {
        let text = """
            openapi: 3.2.0
            info: { title: '\(title)', version: "1" }
            paths:
            \(paths)
            """
        return try DocumentParser.parse(
            Array(text.utf8), file: "a.yaml", options: ParsingOptions(isLenient: true))
    }

    private func told(_ old: String, _ new: String) throws -> [String] {
        let changes = DocumentComparison.changes(from: try Self.document(old), to: try Self.document(new))
        return changes.map { "\($0.kind.rawValue) \($0.forClients) \($0.forServers)" }
    }

    private static func path(_ path: String, _ names: [String]) -> String {
        let parameters = names.map { "{ name: \($0), in: path, required: true, schema: { type: string } }" }
        return
            "  \(path): { get: { operationId: a, parameters: [ \(parameters.joined(separator: ", ")) ], responses: {} } }"
    }

    @Test func pathParametersThatChangePlacesBreakEither() throws {
        let names = ["from", "to"]
        let found = try told(Self.path("/move/{from}/{to}", names), Self.path("/move/{to}/{from}", names))
        #expect(found == ["parameter-renamed breaking breaking", "parameter-renamed breaking breaking"])
    }

    @Test(arguments: ["/n/{a}-{b}", "/n/{a}/{b}"])
    func theOrderOfTheListOfParametersSaysNothing(_ path: String) throws {
        #expect(try told(Self.path(path, ["a", "b"]), Self.path(path, ["b", "a"])) == [])
    }

    @Test func aPathParameterIsKnownByItsPlaceWhateverItIsCalled() throws {
        let found = try told(Self.path("/n/{a}-{b}", ["a", "b"]), Self.path("/n/{a}-{c}", ["c", "a"]))
        #expect(found == ["parameter-renamed dangerous dangerous"])
    }

    @Test func pathsThatDifferInNamesOnlyArePairedByTheirTexts() throws {
        func paths(_ names: [String]) -> String {
            names.map { name in
                let type = name == "id" ? "integer" : "string"
                return """
                      /a/{\(name)}:
                        get:
                          operationId: by_\(name)
                          parameters: [ { name: \(name), in: path, required: true, schema: { type: \(type) } } ]
                          responses: {}
                    """
            }.joined(separator: "\n")
        }
        #expect(try told(paths(["id", "name"]), paths(["name", "id"])) == [])
    }

    @Test func aMethodHasCase() throws {
        func path(_ method: String) -> String {
            "  /a: { additionalOperations: { \(method): { operationId: lock, responses: {} } } }"
        }
        #expect(try told(path("LOCK"), path("Lock")) == ["operation-moved breaking breaking"])
        #expect(try told(path("LOCK"), path("LOCK")) == [])
    }

    @Test func typesAreCalledAfterTheTitle() throws {
        func changes(_ title: String) throws -> [Change] {
            DocumentComparison.changes(
                from: try Self.document("  {}", title: "My files"), to: try Self.document("  {}", title: title))
        }
        let change = try #require(try changes("Your files").first)
        #expect(change.kind == .generatedCodeChanged && change.newLocation?.line == 2)
        #expect(change.forClients == .dangerous && change.forServers == .dangerous)
        #expect(try changes("My Files!").isEmpty)
    }

    @Test func aLinkThatIsNamedAlikeAndLeadsElsewhereShowsWhere() throws {
        func paths(_ other: String) -> String {
            """
              /t: { get: { operationId: t, responses: { "200": { description: d, links: { next: { operationId: u } } } } } }
              \(other): { get: { operationId: u, responses: {} } }
            """
        }
        let changes = DocumentComparison.changes(
            from: try Self.document(paths("/u")), to: try Self.document(paths("/v")))
        let messages = changes.filter { $0.kind == .linkChanged }.map(\.message)
        #expect(messages == ["the link 'next' is to 'GET /v' and was to 'GET /u'"])
    }

    @Test(arguments: [
        ("in: query, explode: false, schema: { type: string }", "in: query, schema: { type: string }", 0),
        ("in: query, explode: false, schema: { type: array }", "in: query, schema: { type: array }", 1),
        ("in: query, explode: false, schema: {}", "in: query, schema: {}", 1),
        ("in: header, schema: { type: string }", "in: header, schema: { type: integer }", 1),
    ])
    func whatOneValueIsWrittenInIsNeverApart(_ old: String, _ new: String, _ count: Int) throws {
        func path(_ rest: String) -> String {
            "  /a: { get: { operationId: a, parameters: [ { name: q, \(rest) } ], responses: {} } }"
        }
        #expect(try told(path(old), path(new)).count == count)
    }

    @Test(arguments: ["Accept", "content-type", "Authorization"])
    func headersThatOtherFieldsTellAreIgnored(_ name: String) throws {
        func path(_ type: String) -> String {
            "  /a: { get: { operationId: a, parameters: [ { name: \(name), in: header, schema: { type: \(type) } } ], responses: {} } }"
        }
        #expect(try told(path("string"), path("integer")) == [])
    }

    @Test func anAnswersMediaTypeIsNoHeader() throws {
        func path(_ headers: String) -> String {
            "  /a: { get: { operationId: a, responses: { \"200\": { description: d, headers: { \(headers) } } } } }"
        }
        #expect(try told(path(""), path("Content-Type: { required: true, schema: { type: string } }")) == [])
        #expect(try told(path(""), path("X-Type: { required: true, schema: { type: string } }")).count == 1)
    }

    @Test func theNameOfAHeaderWithAKeyHasNoCase() throws {
        func document(_ key: String) throws -> Document {
            try Self.document(
                "  {}\ncomponents: { securitySchemes: { key: { type: apiKey, in: header, name: \(key) } } }")
        }
        func count(_ key: String) throws -> Int {
            DocumentComparison.changes(from: try document("X"), to: try document(key)).count
        }
        #expect(try count("x") == 0)
        #expect(try count("y") == 1)
    }

    /// Each took longer than the limit while every path was held against every other one.
    @Test(.timeLimit(.minutes(1))) func manyPathsThatAreCalledOtherwiseAreToldSoon() throws {
        func paths(_ letter: String) -> String {
            (0..<3000).map { "  /\(letter)\($0)/{a}/x: { get: { operationId: \(letter)\($0), responses: {} } }" }
                .joined(separator: "\n")
        }
        #expect(try told(paths("p"), paths("q")).count == 6000)
    }
}
