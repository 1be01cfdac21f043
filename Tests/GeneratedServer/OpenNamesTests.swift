import Testing

/// What stands under names of its own, whole queries and forms whose fields are written in styles, each with a good and a
/// bad value.
@Suite struct OpenNamesTests {
    @Test func wholeQueriesAreReadAsTheirEncodingsHaveThem() async throws {
        try await ThingsServer.check([
            (
                "/encoded-queries?commas=a%2Cb,c&deep%5Bx%5D=3&width=4&raw=a+b", [:],
                #"all={"commas":["a,b","c"],"deep":{"x":3},"spread":{"width":4},"raw":"a+b"}"#
            ),
            (
                "/encoded-queries?width=9&deep[x]=101", [:],
                "!query /all/spread/width maximum, query /all/deep/x maximum"
            ),
            ("/text-queries?a%20b", [:], "all=a b"), ("/text-queries?abcdef", [:], "!query /all maxLength"),
            ("/text-queries", [:], "!query /all required"),
        ])
    }

    @Test func reservedCharactersStandForThemselvesInNestedNames() async throws {
        try await ThingsServer.check([
            ("/reserved-queries?deep[name]=a+b/c", [:], #"deep={"name":"a+b/c"}"#),
            ("/reserved-queries?deep[least]=a+b", [:], "!query /deep/least type"),
            ("/reserved-queries?limit=5", [:], "limit=5"),
            ("/reserved-queries?a=1&limit=5", [:], "spaced={a:1} limit=5"),
            ("/reserved-queries?a=b", [:], "!query /spaced/a type"), ("/reserved-queries?level=2", [:], "level=2"),
            ("/reserved-queries?level=3", [:], "!query /level enum"),
        ])
    }

    @Test func anObjectAmongOtherKindsLeavesOthersTheirNames() async throws {
        try await ThingsServer.check([
            ("/mixed-queries?limit=1&a=2", [:], #"limit=1 mixed={"a":2}"#), ("/mixed-queries?limit=1", [:], "limit=1"),
            ("/mixed-queries?mixed=5&limit=1", [:], "limit=1 mixed=5"),
            ("/mixed-queries?key=good&a=2", [:], #"mixed={"a":2}"#),
            ("/mixed-queries?a=x", [:], "!query /mixed/a type"), ("/mixed-queries?mixed=x", [:], "!query /mixed type"),
        ])
    }

    @Test func theKeyIsNoFieldOfAWholeQuery() async throws {
        try await ThingsServer.check([
            ("/secure/whole-query?key=good&name=a&b=2", [:], #"all={"name":"a","b":2}"#),
            ("/secure/whole-query?key=good&b=x", [:], "!query /all/b type"),
            ("/secure/whole-query?key=good", [:], "!query /all required"),
        ])
    }

    @Test func cookiesOfAnyName() async throws {
        try await ThingsServer.check([
            (
                "/open-cookies", ["Cookie": "key=good; session=s; a=7; b%20c=2"],
                #"session=s labels={"a":7,"b c":2}"#
            ),
            ("/open-cookies", ["Cookie": "key=good; b=9"], "!cookie /labels/b maximum"),
            ("/open-cookies", ["Cookie": "key=good; b=c"], "!cookie /labels/b type"),
            ("/open-cookies", ["Cookie": "key=good"], ""),
        ])
    }

    @Test func fieldsOfAnyName() async throws {
        try await ThingsServer.run { server in
            let form = "application/x-www-form-urlencoded"
            let spread = try await server.post("/open-forms", form, "name=n&a=1&b=2")
            #expect(spread.text == #"body={"name":"n","labels":{"a":1,"b":2}}"#)
            let many = try await server.post("/open-forms", form, "name=n&a=6")
            #expect(many.violations == ["body /labels/a maximum"])
            let points = try await server.post("/point-forms", form, "k=%7B%22x%22%3A1%7D")
            #expect(points.status == 200)
            let bad = try await server.post("/point-forms", form, "k=%7B%22x%22%3A101%7D")
            #expect(bad.violations == ["body /k/x maximum"])
        }
    }
}
