import ContractRuntime
import Testing

@Suite struct RouteTableTests {
    private func table(_ routes: String..., prefixes: [String] = [""]) -> RouteTable {
        RouteTable(
            routes.map { route in
                let words = route.split(separator: " ", maxSplits: 1).map(String.init)
                return OperationRoute(
                    OperationMetadata(
                        identifier: route, method: words[0], path: words[1], serverPrefixes: prefixes, statuses: [200])
                ) { _ in .text(200, "", mediaType: "text/plain") }
            })
    }

    /// What a request is for: an operation with its values, the methods allowed, or nothing.
    private func found(_ table: RouteTable, _ method: String, _ path: String) -> String {
        switch table.match(method: method, path: path) {
        case .operation(let route, let path, let parameters):
            let values = parameters.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
            return (route.metadata.path == path ? "" : route.metadata.path + " at ") + path + values
        case .methodNotAllowed(let methods, _): return methods.joined(separator: ",")
        case .notFound: return "nothing"
        }
    }

    @Test func aPathThatOnlyBeginsAlikeHidesNone() {
        let table = table("GET /users/{id}", "GET /users/me/settings", "GET /{a}/x/{b}", "GET /users/x/y/z")
        #expect(found(table, "GET", "/users/me") == "/users/{id} id=me")
        #expect(found(table, "GET", "/users/me/settings") == "/users/me/settings")
        #expect(found(table, "GET", "/users/x/y") == "/{a}/x/{b} a=users b=y")
        #expect(found(table, "GET", "/users/me/other") == "nothing")
    }

    @Test func aPathWithoutParametersIsMeantBeforeAllOthers() {
        let table = table("GET /users/{id}", "PUT /users/me", "DELETE /users/{name}", "GET /{kind}/me")
        #expect(found(table, "PUT", "/users/me") == "/users/me")
        #expect(found(table, "GET", "/users/me") == "PUT")
        #expect(found(table, "DELETE", "/users/you") == "/users/{name} name=you")
        #expect(found(table, "GET", "/users/you") == "/users/{id} id=you")
        #expect(found(table, "PATCH", "/users/you") == "DELETE,GET")
        #expect(found(table, "GET", "/teams/me") == "/{kind}/me kind=teams")
    }

    @Test func escapesAreReadAndTextThatNeedsThemIsFound() {
        let table = table("GET /café/{n}", "GET /a b", "GET /a|b", "GET /caf%C3%A9", "GET /né{n}.json")
        #expect(found(table, "GET", "/caf%C3%A9/1") == "/café/{n} n=1")
        #expect(found(table, "GET", "/caf%c3%a9/1") == "/café/{n} n=1")
        #expect(found(table, "GET", "/%63afé/1") == "/café/{n} n=1")
        #expect(found(table, "GET", "/a%20b") == "/a b")
        #expect(found(table, "GET", "/a%7Cb") == "/a|b")
        #expect(found(table, "GET", "/café") == "/caf%C3%A9")
        #expect(found(table, "GET", "/n%c3%a97%2f.json") == "/né{n}.json n=7%2F")
        #expect(found(table, "GET", "/a%2Fb") == "nothing")
        // Text beside parameters may be escaped where it need not be (RFC 3986, section 6.2.2.2).
        #expect(found(table, "GET", "/né7%2Ejson") == "/né{n}.json n=7")
        // A letter with an accent is another path than the letter and the accent after it.
        #expect(found(table, "GET", "/cafe%CC%81") == "nothing")
    }

    @Test func whatRoutersGiveAMeaningStandsForItself() {
        let table = table("GET /w/:a", "GET /w/:b", "GET /star/*/{x}", "GET /all/**", "POST /{x}:go")
        #expect(found(table, "GET", "/w/:a") == "/w/:a")
        #expect(found(table, "GET", "/w/:b") == "/w/:b")
        #expect(found(table, "GET", "/w/c") == "nothing")
        #expect(found(table, "GET", "/star/*/1") == "/star/*/{x} x=1")
        #expect(found(table, "GET", "/star/abc/1") == "nothing")
        #expect(found(table, "GET", "/all/a/b") == "nothing")
        #expect(found(table, "POST", "/it:go") == "/{x}:go x=it")
        #expect(found(table, "POST", "/:go") == "nothing")
    }

    @Test func aSlashAtTheEndCountsWhereTwoPathsDifferInIt() {
        let both = table("GET /x", "GET /x/", "POST /x/")
        #expect(found(both, "GET", "/x") == "/x")
        #expect(found(both, "GET", "/x/") == "/x/")
        #expect(found(both, "POST", "/x") == "GET")
        let one = table("GET /y", "GET /", "GET /z/")
        #expect(found(one, "GET", "/y/") == "/y")
        #expect(found(one, "GET", "//y") == "/y")
        #expect(found(one, "GET", "/z") == "/z/")
        #expect(found(one, "GET", "/") == "/")
        #expect(found(one, "GET", "") == "/")
    }

    @Test func everyServerHasEveryOperation() {
        let table = table("GET /x/{id}", prefixes: ["/v1", "/é"])
        #expect(found(table, "GET", "/v1/x/1") == "/x/{id} at /v1/x/{id} id=1")
        #expect(found(table, "GET", "/%C3%A9/x/1") == "/x/{id} at /é/x/{id} id=1")
        #expect(found(table, "GET", "/x/1") == "nothing")
    }

    @Test func everyMethodIsKnown() {
        let table = table("GET /x", "QUERY /x", "OPTIONS /y")
        #expect(found(table, "QUERY", "/x") == "/x")
        #expect(found(table, "OPTIONS", "/x") == "GET,QUERY")
        #expect(found(table, "OPTIONS", "/y") == "/y")
        #expect(found(table, "get", "/x") == "GET,QUERY")
    }
}
