import OpenAPI
import Testing

/// What is made of a query in a path with `--lenient`.
@Suite struct PathQueryTests {
    private static let text = """
        openapi: 3.1.0
        info: {title: T, version: "1"}
        paths:
          /exports/{id}:
            get:
              parameters: [{name: id, in: path, required: true, schema: {type: string}}]
              responses: {'204': {description: Done.}}
          /exports/{id}?export=true&format={kind}&{page}&known=1&flag&may=1:
            get:
              parameters:
                - {name: id, in: path, required: true, schema: {type: string}}
                - {name: kind, in: path, required: true, schema: {type: array, items: {type: string}}}
                - {name: known, in: query, required: true, schema: {type: integer}}
                - {name: may, in: query, schema: {type: integer}}
              responses: {'204': {description: Done.}}

        """

    private func document(_ text: String = Self.text) throws -> Document {
        try DocumentParser.parse(Array(text.utf8), file: "a.yaml", options: ParsingOptions(isLenient: true))
    }

    /// The operation of a path that has these parameters in it.
    private func operation(_ path: String, _ names: String...) throws -> OpenAPI.Operation {
        let parameters = names.map { "{name: \($0), in: path, required: true, schema: {type: integer}}" }
        let text = """
            openapi: 3.1.0
            info: {title: T, version: "1"}
            paths:
              '\(path)': {get: {parameters: [\(parameters.joined(separator: ", "))], responses: {'204': {description: Done.}}}}
            """
        return try #require(document(text).operations.first)
    }

    @Test func whatIsFixedIsTheQueryOfTheOperation() throws {
        let operation = try #require(document().operations.last)
        #expect(operation.route == "/exports/{id}")
        // A parameter that must be given says the value; one that may be left out does not.
        #expect(operation.query == ["export=true", "flag", "may=1"])
        #expect(operation.identifier == "get_exports_id_export_true_format_kind_page_known_1_flag_may_1")
    }

    @Test func whatStandsBetweenBracesIsAQueryParameterOfTheNameThatIsSent() throws {
        let parameters = try #require(document().operations.last).parameters
        #expect(parameters.map(\.name) == ["id", "known", "may", "format", "page"])
        #expect(parameters.map(\.place) == [.path, .query, .query, .query, .query])
        // It is written as in the path, where a list has commas.
        #expect(parameters[3].style == .form && !parameters[3].isExploded && parameters[3].isRequired)
    }

    @Test func aParameterOfPathAndQueryIsBoth() throws {
        let operation = try operation("/a/{id}?x={id}&y={id}", "id")
        #expect(operation.parameters.map(\.name) == ["id", "x", "y"])
        #expect(operation.parameters.allSatisfy { $0.schema?.types == [.integer] })
    }

    @Test func namesAreReadAsTheyAreSent() throws {
        let operation = try operation("/a?x%5B%5D={id}&a%20b=%2F", "id")
        #expect(operation.parameters.map(\.name) == ["x[]"])
        #expect(operation.query == ["a%20b=%2F"])
    }

    @Test(arguments: ["/a?x=1#f", "/a?x=1#?y=2"])
    func whatFollowsAFragmentIsLeftOut(_ path: String) throws {
        let operation = try operation(path)
        #expect(operation.path == "/a?x=1" && operation.route == "/a" && operation.query == ["x=1"])
    }

    @Test(arguments: ["/a?", "/a?&"])
    func anEmptyQueryIsNone(_ path: String) throws {
        let operation = try operation(path)
        #expect(operation.route == "/a" && operation.query.isEmpty)
    }

    /// What cannot be meant is a mistake with `--lenient` too.
    @Test(arguments: ["/a?x={id}z", "/a?x={id}{id}", "/a{?id}", "/a{?id,other}", "/a?x={id"])
    func whatIsNoWholeValueIsRefused(_ path: String) {
        #expect(throws: DocumentError.self) { try operation(path, "id") }
    }

    @Test func aServerCannotTellTheOperationsApart() throws {
        #expect(
            try document().warnings.map(\.description) == [
                "a.yaml:8:3: warning: a path has no query: make '?' and what follows a query parameter",
                "a.yaml:8:3: warning: but for what follows '?' the path is that at line 4, and both have 'get': a server takes the first",
                "a.yaml:10:7: warning: the path parameter 'page' is not declared",
            ])
    }

    @Test func theOtherOrderSaysTheSame() throws {
        let text = """
            openapi: 3.1.0
            info: {title: T, version: "1"}
            paths:
              /a?x=1: {get: {responses: {'204': {description: Done.}}}}
              /a: {get: {responses: {'204': {description: Done.}}}}
            """
        #expect(
            try document(text).warnings.map(\.description) == [
                "a.yaml:4:3: warning: a path has no query: make '?' and what follows a query parameter",
                "a.yaml:5:3: warning: but for what follows '?' the path is that at line 4, and both have 'get': a server takes the first",
            ])
    }

    @Test func withoutLenientItIsAMistake() {
        #expect(throws: DocumentError.self) { try DocumentParser.parse(Array(Self.text.utf8), file: "a.yaml") }
    }
}
