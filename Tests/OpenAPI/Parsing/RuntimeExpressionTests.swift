import OpenAPI
import Testing

/// Expressions as OpenAPI 3.2 has them in section 4.8.20.4, its own examples among them.
@Suite struct RuntimeExpressionTests {
    @Test(arguments: [
        ("$url", RuntimeExpression.url), ("$method", .method), ("$statusCode", .statusCode),
        ("$request.path.id", .request(.path("id"))), ("$request.header.accept", .request(.header("accept"))),
        ("$request.query.queryUrl", .request(.query("queryUrl"))), ("$request.body", .request(.body(pointer: ""))),
        ("$request.body#/user/uuid", .request(.body(pointer: "/user/uuid"))),
        ("$response.body#/status", .response(.body(pointer: "/status"))),
        ("$response.header.Server", .response(.header("Server"))),
    ])
    func expressionsOfEveryKind(_ text: String, _ expected: RuntimeExpression) {
        #expect(RuntimeExpression(text) == expected)
    }

    @Test(arguments: [
        "", "$", "url", "$URL", "$request", "$request.", "$request.body#url", "$request.bodyurl", "$request.header.",
        "$request.cookie.a", "$answer.body", "$response.query.",
    ])
    func whatIsNoExpression(_ text: String) {
        #expect(RuntimeExpression(text) == nil)
    }

    @Test func templatesArePiecesInTheirOrder() {
        #expect(
            RuntimeTemplate("http://x.example?id={$request.body#/id}&by={$method}")?.parts == [
                .text("http://x.example?id="), .expression(.request(.body(pointer: "/id"))), .text("&by="),
                .expression(.method),
            ])
        #expect(RuntimeTemplate("{$request.query.url}")?.parts == [.expression(.request(.query("url")))])
        #expect(RuntimeTemplate("$request.query.url")?.parts == [.expression(.request(.query("url")))])
        #expect(RuntimeTemplate("https://x.example")?.parts == [.text("https://x.example")])
        #expect(RuntimeTemplate("{$request.query.url") == nil)
        #expect(RuntimeTemplate("{url}") == nil)
    }
}
