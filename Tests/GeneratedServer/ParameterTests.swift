import Testing

/// Every style of parameters, each with a good and a bad value.
@Suite struct ParameterTests {
    private func check(_ cases: [(path: String, expected: String)], _ fields: [String: String] = [:]) async throws {
        try await ThingsServer.check(cases.map { ($0.path, fields, $0.expected) })
    }

    @Test func pathsInTheStyleSimple() async throws {
        try await check([
            (
                "/paths/1/a,b%2Cc/x,5,label,a%2Cb/x=5,y=-1",
                #"simple=1 simpleList=[a,b,c] simpleObject={"x":5,"label":"a,b"} simpleExploded={"x":5,"y":-1}"#
            ),
            ("/paths/0/a/x,5/x=5", "!path /simple minimum"),
            ("/paths/1/a,b,c,d/x,5/x=5", "!path /simpleList maxItems"),
            ("/paths/1/a/x,101/x=abc", "!path /simpleObject/x maximum, path /simpleExploded/x type"),
            ("/paths/1/a/x/x,5", "!path /simpleObject type, path /simpleExploded type"),
        ])
    }

    @Test func pathsInTheStyleLabel() async throws {
        try await check([
            (
                "/labels/.red/.1,2/.1.2/.x,1,y,2/.x=1.y=2",
                #"scalar=red list=[1,2] listExploded=[1,2] object={"x":1,"y":2} objectExploded={"x":1,"y":2}"#
            ),
            ("/labels/red/.1/.1/.x,1/.x=1", "!path /scalar style"),
            ("/labels/.pink/.1/.1/.x,1/.x=1", "!path /scalar enum"),
            (
                "/labels/.red/.1.2/.1,2/.x,1/.y=1",
                "!path /list/0 type, path /listExploded/0 type, path /objectExploded/x required"
            ),
        ])
    }

    @Test func pathsInTheStyleMatrix() async throws {
        try await check([
            (
                "/matrices/;scalar=2.5/;list=1,2/;listExploded=1;listExploded=2/;object=x,1,y,2/;x=1;y=2",
                #"scalar=2.5 list=[1,2] listExploded=[1,2] object={"x":1,"y":2} objectExploded={"x":1,"y":2}"#
            ),
            ("/matrices/;scalar=10/;list=1/;listExploded=1/;object=x,1/;x=1", "!path /scalar exclusiveMaximum"),
            (
                "/matrices/;other=1/;list=a/;listExploded=1/;object=x/;y=1",
                "!path /scalar style, path /list/0 type, path /object type, path /objectExploded/x required"
            ),
        ])
    }

    /// Path items and parameters that stand elsewhere: in another file, among the components, behind a URL.
    @Test func whatReferencesLeadToIsServed() async throws {
        try await check([
            ("/items/elsewhere?count=1", "count=1"), ("/items/elsewhere?count=0", "!query /count minimum"),
            ("/items/components?count=5", "count=5"), ("/items/components?count=6", "!query /count maximum"),
            ("/items/mapped?level=high", "level=high"), ("/items/mapped?level=middle", "!query /level enum"),
        ])
    }

    @Test func aSegmentMayHoldTextBesideItsParameter() async throws {
        try await check([
            ("/reports/june.csv", "name=june"), ("/reports/january.csv", "!path /name maxLength"),
            ("/reports/12", "id=12"), ("/reports/june", "!path /id type"),
            ("/ranges/(a)-2!", "!path /least type"),
        ])
    }

    @Test func defaultsOfUnionsListsAndUnsignedNumbers() async throws {
        let names = #"[URI(formatted: "urn:x"),URI(formatted: "urn:y")]"#
        let defaults = "least=1 most=2-3 level=0.6 names=\(names) serial=18446744073709551614"
        let given = #"least=1 most=2 level="red" names=[URI(formatted: "urn:z")] serial=18446744073709551615"#
        try await check([
            ("/ranges/(1)-2-3!", defaults),
            ("/ranges/(1)-2!?level=red&names=urn:z&serial=18446744073709551615", given),
            ("/ranges/(1)-2!?serial=-1", "!query /serial minimum"),
            ("/ranges/(1)-2!?serial=18446744073709551616", "!query /serial format"),
            ("/ranges/(1)-2!?names=x", "!query /names/0 format"),
        ])
    }

    @Test func numbersAndTheirDefaults() async throws {
        try await check([
            ("/queries", "limit=50 sort=up"), ("/queries?limit=7&sort=down", "limit=7 sort=down"),
            ("/queries?limit=0", "!query /limit minimum"), ("/queries?limit=1&limit=2", "!query /limit duplicate"),
            ("/queries?sort=left", "!query /sort enum"), ("/queries?limit=", "!query /limit type"),
        ])
    }

    @Test func queriesInTheStyleForm() async throws {
        try await check([
            ("/queries?list=1&list=2", "limit=50 list=[1,2] sort=up"),
            ("/queries?list=1", "!query /list minItems"), ("/queries?list=1&list=1", "!query /list uniqueItems"),
            ("/queries?list=1&list=b", "!query /list/1 type"),
            ("/queries?commas=a,b%2Cc", "limit=50 commas=[a,b,c] sort=up"),
            ("/queries?commas=", "limit=50 commas=[] sort=up"),
            ("/queries?commas=a,B", "!query /commas/1 pattern"),
            ("/queries?point=x,1,y,2", #"limit=50 point={"x":1,"y":2} sort=up"#),
            ("/queries?point=y,2", "!query /point/x required"), ("/queries?point=y", "!query /point type"),
            ("/queries?width=1&height=2", #"limit=50 size={"width":1,"height":2} sort=up"#),
            ("/queries?height=2", "!query /size/width required"),
            ("/queries?width=1&width=2", "!query /size/width duplicate"),
        ])
    }

    @Test func queriesWithOtherSeparators() async throws {
        try await check([
            ("/queries?spaces=1%202+3", "limit=50 spaces=[1,2,3] sort=up"),
            ("/queries?spaces=1,2", "!query /spaces/0 type"),
            ("/queries?pipes=red%7Clight-blue", "limit=50 pipes=[red,lightBlue] sort=up"),
            ("/queries?pipes=red%7Cpink", "!query /pipes/1 enum"),
            ("/queries?pipedPoint=x%7C1%7Clabel%7Cab", #"limit=50 pipedPoint={"x":1,"label":"ab"} sort=up"#),
            ("/queries?spacedPoint=x%201%20label+ab", #"limit=50 spacedPoint={"x":1,"label":"ab"} sort=up"#),
            (
                "/queries?spacedPoint=label%20abcde",
                "!query /spacedPoint/label maxLength, query /spacedPoint/x required"
            ),
            ("/queries?spacedPoint=x,1", "!query /spacedPoint type"),
            ("/queries?pipedPoint=label%7Cabcde", "!query /pipedPoint/label maxLength, query /pipedPoint/x required"),
        ])
    }

    @Test func queriesInTheStyleDeepObject() async throws {
        try await check([
            (
                "/queries?filter[name]=5&filter%5Bleast%5D=2&filter[colours]=red&filter[colours]=green&filter[inner][x]=3",
                #"limit=50 filter={"name":"5","least":2,"colours":["red","green"],"inner":{"x":3}} sort=up"#
            ),
            ("/queries?filter[colours][]=red", #"limit=50 filter={"colours":["red"]} sort=up"#),
            (
                "/queries?filter[colours][0]=red&filter[colours][1]=green",
                #"limit=50 filter={"colours":["red","green"]} sort=up"#
            ),
            (
                "/queries?filter[least]=0&filter[inner][y]=1",
                "!query /filter/least minimum, query /filter/inner/x required"
            ),
            ("/queries?filter[name]=a&filter[name]=b", "!query /filter/name duplicate"),
        ])
    }

    @Test func reservedAndEmptyValues() async throws {
        try await check([
            ("/queries?raw=a+b/c,d%20e", "limit=50 raw=a+b/c,d e sort=up"),
            ("/queries?raw=a+b/c,d%20e%20f12", "!query /raw maxLength"),
            ("/queries?flag", "limit=50 flag=true sort=up"), ("/queries?flag=", "limit=50 flag=true sort=up"),
            ("/queries?emptyText&emptyList&emptyNumber", "!query /emptyList minItems"),
            ("/queries?emptyText&emptyNumber", "limit=50 emptyText= sort=up"),
            ("/queries?flag=false", "limit=50 flag=false sort=up"), ("/queries?flag=1", "!query /flag type"),
        ])
    }

    @Test func queriesOfJSON() async throws {
        try await check([
            ("/queries?where=%7B%22name%22:%22a%22%7D", #"limit=50 where={"name":"a"} sort=up"#),
            ("/queries?where=%7B%22least%22:0%7D", "!query /where/least minimum"),
            ("/queries?where=%7B", "!query /where type"), ("/queries?plain=5", "limit=50 plain=5 sort=up"),
            ("/queries?plain=6", "!query /plain maximum"), ("/json-queries?%7B%22x%22:1%7D", #"all={"x":1}"#),
            ("/json-queries", ""), ("/json-queries?%7B%22x%22:101%7D", "!query /all/x maximum"),
        ])
    }

    @Test func queriesOfSeveralTypes() async throws {
        try await check([
            ("/queries?either=12", "limit=50 either=12 sort=up"),
            ("/queries?either=true", "limit=50 either=true sort=up"),
            ("/queries?either=abc", #"limit=50 either="abc" sort=up"#),
            ("/queries?either=abcd", "!query /either maxLength"),
            ("/queries?some=ab", #"limit=50 some="ab" sort=up"#),
            ("/queries?some=a&some=b", #"limit=50 some=["a","b"] sort=up"#),
            ("/queries?some=a", "!query /some minLength"),
            ("/queries?since=1970-01-01T00:00:00Z", "limit=50 sort=up since=1970-01-01 00:00:00 +0000"),
            ("/queries?since=null", "!query /since format"),
        ])
    }

    @Test func queriesOfAnyNames() async throws {
        try await check([
            ("/open-queries?limit=1&a=2&b=3&deep[x]=1", #"limit=1 labels={a:2,b:3} deep={"x":1}"#),
            ("/open-queries?limit=1", "limit=1"),
            ("/open-queries?a=x", "!query /labels/a type"),
            ("/whole-queries?name=a&colours=red&colours=green", #"all={"name":"a","colours":["red","green"]}"#),
            ("/whole-queries?least=0", "!query /all/least minimum"), ("/whole-queries", "!query /all required"),
        ])
    }

    @Test func headers() async throws {
        let good = [
            "X-Count": "5", "X-List": "1, 2,3", "X-Point": "x,1,y,2", "X-Exploded": "x=1,y=2", "X-Where": #"{"x":1}"#,
            "Accept": "text/plain",
        ]
        let read = #"xCount=5 xList=[1,2,3] xPoint={"x":1,"y":2} xExploded={"x":1,"y":2} xWhere={"x":1}"#
        try await check([("/headers", read)], good)
        try await check([("/headers", "!header /X-Count required")])
        let bad = ["X-Count": "6", "X-List": "1,b", "X-Point": "y,1", "X-Exploded": "x=101", "X-Where": "{"]
        let told =
            "!header /X-Count multipleOf, header /X-List/1 type, header /X-Point/x required, "
            + "header /X-Exploded/x maximum, header /X-Where type"
        try await check([("/headers", told)], bad)
    }

    @Test func cookies() async throws {
        let identifier = "0F0F0F0F-0000-4000-8000-000000000000"
        let good = "session=\(identifier); list=1,2; many=1; many=2; point=x,1,y,2; width=3"
        let read = #"session=\#(identifier) list=[1,2] many=[1,2] point={"x":1,"y":2} size={"width":3}"#
        try await check([("/cookies", read)], ["Cookie": good])
        try await check([("/cookies", "!cookie /session required")], ["Cookie": "other=1"])
        let bad = "session=x; list=1,b; many=c; point=y,1; width=d"
        let told =
            "!cookie /session format, cookie /list/1 type, cookie /many/0 type, cookie /point/x required, "
            + "cookie /size/width type"
        try await check([("/cookies", told)], ["Cookie": bad])
    }

    @Test func pathsOfContentAndOfReservedCharacters() async throws {
        try await check([
            (
                "/written-paths/%7B%22x%22:1%7D/5/a:b%2F@c!$&'(d)*+=;e/c,d%2Ce",
                #"where={"x":1} count=5 open=a:b/@c!$&'(d)*+=;e openList=[c,d,e]"#
            ),
            (
                "/written-paths/%7B%22x%22:101%7D/6/abcdefghijklmnopqrstu/a,b,c",
                "!path /where/x maximum, path /count maximum, path /open maxLength, path /openList maxItems"
            ),
            ("/written-paths/%7B/a/b/c", "!path /where type, path /count type"),
        ])
    }

    @Test func cookiesOfContentAndOfReservedCharacters() async throws {
        let path = "/written-cookies"
        let good = "where=%7B%22x%22:1%7D; count=5; open=a:b/?@c!$'(d)*+%3B%2C"
        try await check([(path, #"where={"x":1} count=5 open=a:b/?@c!$'(d)*+;,"#)], ["Cookie": good])
        let bad = "where=%7B%22x%22:101%7D; count=6; open=abcdefghijklmnopqrstu"
        try await check(
            [(path, "!cookie /where/x maximum, cookie /count maximum, cookie /open maxLength")], ["Cookie": bad])
        try await check([(path, "!cookie /where type, cookie /count required")], ["Cookie": "where=%7B"])
    }

    @Test func explodedScalarsAndLists() async throws {
        let good = ["X-Scalar": "5", "X-List": "1, 2", "Cookie": "many=3; many=4"]
        let read = "scalar=7 list=[1,2] spaced=[1,2] piped=[3,4] xScalar=5 xList=[1,2] many=[3,4]"
        try await check([("/exploded/7/1,2?spaced=1&spaced=2&piped=3&piped=4", read)], good)
        let bad = ["X-Scalar": "10", "X-List": "1,b", "Cookie": "many=1; many=2; many=3"]
        let told =
            "!path /scalar maximum, path /list/1 type, query /spaced/0 type, query /piped/0 type, "
            + "header /X-Scalar maximum, header /X-List/1 type, cookie /many maxItems"
        try await check([("/exploded/10/1,b?spaced=1%202&piped=a", told)], bad)
        try await check([("/exploded/1/2", "!cookie /many/0 type")], ["Cookie": "many=1,2"])
    }

    @Test func emptyValuesBesideContent() async throws {
        try await check([
            ("/exploded/1/2?where&text", "scalar=1 list=[2] text="),
            ("/exploded/1/2?where=%7B%22x%22:1%7D&text=abc", #"scalar=1 list=[2] where={"x":1} text=abc"#),
            ("/exploded/1/2?where=%7B&text=abcd", "!query /where type, query /text maxLength"),
        ])
    }

    @Test func everyServerHasTheOperation() async throws {
        try await ThingsServer.run { server in
            let statuses = [
                try await server.status(at: "/beta/reports/7"), try await server.status(at: "/v1/ranges/1-2"),
                try await server.status(at: "/reports/7"),
            ]
            #expect(statuses == [200, 404, 404])
        }
    }
}
