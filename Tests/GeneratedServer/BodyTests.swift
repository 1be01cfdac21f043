import NIOCore
import Testing

/// Bodies of every media type, each with a good and a bad value.
@Suite struct BodyTests {
    private func check(_ path: String, _ cases: [(mediaType: String?, body: String, expected: String)]) async throws {
        try await ThingsServer.check(cases.map { (path, $0.mediaType, $0.body, $0.expected) })
    }

    @Test func mediaTypesAreToldApartByTheirParameters() async throws {
        try await ThingsServer.run { server in
            let first = "application/json;version=1"
            let second = "application/json; version=2"
            let cases = [
                (first, "1", first, "1"), (first, "1", second, #"{"x":1}"#), (second, #"{"x":2}"#, first, "2"),
                ("application/json", "3", "*/*", "3"), ("application/json;version=2", #"{"x":4}"#, second, #"{"x":4}"#),
            ]
            for (mediaType, body, accept, text) in cases {
                let answer = try await server.post("/versions", mediaType, body, accept: accept)
                #expect(answer.text == text)
                #expect(answer.field("X-Left") == "7")
            }
            #expect(try await server.post("/versions", "application/json;version=3", "1").status == 415)
            #expect(try await server.post("/versions", first, #"{"x":1}"#).status == 422)
            #expect(try await server.post("/versions", first, "1", accept: "application/json;version=3").status == 406)
        }
    }

    @Test func jsonOfAnyType() async throws {
        try await check(
            "/bodies",
            [
                ("application/json", #"[{"x":1}]"#, #"json ["{\"x\":1}"]"#),
                ("application/json; charset=utf-8", #"[{"x":101},{}]"#, "422 body /0/x maximum body /1/x required"),
                ("application/json", "[]", "422 body  minItems"), ("application/json", "[", "400"),
            ])
    }

    @Test func forms() async throws {
        let form = "application/x-www-form-urlencoded"
        try await check(
            "/bodies",
            [
                (
                    form, "name=a+b&count=2&tags=x&tags=y&commas=1,2&deep%5Bx%5D=3&json=%7B%22x%22%3A4%7D",
                    #"form {"name":"a b","count":2,"tags":["x","y"],"commas":[1,2],"deep":{"x":3},"json":{"x":4}}"#
                ),
                (
                    form, "name=a&pipes=1%7C2&flat=x,1,label,b&width=3&height=4",
                    #"form {"name":"a","pipes":[1,2],"flat":{"x":1,"label":"b"},"spread":{"width":3,"height":4}}"#
                ),
                (
                    form, "name=a&pipes=1%7Cb&flat=y,1&width=c",
                    "422 body /pipes/1 type body /flat/x required body /spread/width type"
                ),
                (form, "name=a" + String(repeating: "&", count: 1_000), "400"),
                // A comma that is encoded is part of a value, unless none of them stands as it is.
                (form, "name=a&flat=label,b%2Cc,x,1", #"form {"name":"a","flat":{"x":1,"label":"b,c"}}"#),
                (form, "name=a&commas=1%2C2", #"form {"name":"a","commas":[1,2]}"#),
                (form, "name=a&spaces=1+2", #"form {"name":"a","spaces":[1,2]}"#),
                (form, "name=a&spaces=1%202&pipes=3", #"form {"name":"a","spaces":[1,2],"pipes":[3]}"#),
                (form, "name=a&spaces=1,2", "422 body /spaces/0 type"),
                // Reserved characters stay as they are: `+` is no space there.
                (form, "name=a&formula=a+b/c;d", #"form {"name":"a","formula":"a+b/c;d"}"#),
                (form, "name=a&formula=a%20b", "422 body /formula pattern"),
                (form, "name=a&tags=x", #"form {"name":"a","tags":["x"]}"#),
                (
                    form, "name=abcdef&count=b&commas=1,c&deep[x]=101&json=1",
                    "422 body /name maxLength body /count type body /commas/1 type body /deep/x maximum body /json type"
                ),
                (form, "count=1", "422 body /name required"),
                (form, "name=a&name=b", "422 body /name duplicate"),
            ])
    }

    @Test func textAndBytes() async throws {
        try await check(
            "/bodies",
            [
                ("text/plain", "abc", "text abc"), ("text/plain", "ABC", "422 body  pattern"),
                ("text/csv; header=present", "a,b", "csv a,b"), ("application/octet-stream", "12345", "bytes 5"),
                ("image/png", "123", "image/png 3"), ("text/html", "a", "415"), (nil, "a", "bytes 1"),
                ("application/octet-stream", String(repeating: "a", count: 2_001), "413"),
                ("text/csv", String(repeating: "a", count: 2_001), "413"),
                ("application/json", "", "400"),
            ])
    }

    @Test func linesOfJSON() async throws {
        let lines = "application/x-ndjson"
        try await check(
            "/bodies",
            [
                (lines, "{\"x\":1}\n\r\n{\"x\":2}\r\n{\"x\":3}", "sum 6"),
                (lines, "{\"x\":1}\n{\"x\":101}\n", "422 body /1/x maximum"), (lines, "{\"x\":1}\n{", "400"),
            ])
    }

    @Test func dynamicReferencesThatLeadToOnePlace() async throws {
        let json = "application/json"
        try await check(
            "/trees",
            [
                (json, #"{"x":1,"children":[{"x":2,"children":[]}]}"#, #"{"x":1,"children":[{"x":2,"children":[]}]}"#),
                (
                    json, #"{"x":1,"children":[{"x":101},{}]}"#,
                    "422 body /children/0/x maximum body /children/1/x required"
                ),
            ])
    }

    @Test func bodiesMayBeAbsent() async throws {
        try await check(
            "/optional-bodies",
            [
                (nil, "", ""), ("application/json", "null", ""), ("application/json", #"{"a":1}"#, #"body={"a":1}"#),
                ("application/json", #"{"a":"b"}"#, "422 body /a type"),
            ])
        try await check(
            "/optional-choices",
            [
                (nil, "", ""), ("text/plain", "7", "body=text(7)"), ("text/plain", "x", "422 body  type"),
                ("application/xml", "x", "415"),
            ])
    }

    @Test func anyBytesArriveInPieces() async throws {
        try await ThingsServer.run { server in
            let bytes = ByteBuffer(repeating: 1, count: 150_000)
            let answer = try await server.put("/uploads", "video/mp4", bytes)
            #expect(answer.text == "video/mp4 150000 in pieces")
            let long = ByteBuffer(repeating: 1, count: 200_001)
            #expect(try await server.put("/uploads", "a/b", long).status == 413)
        }
    }

    // MARK: Multipart

    private func part(_ head: String, _ content: String) -> String { "--b\r\n\(head)\r\n\r\n\(content)\r\n" }

    private func field(_ name: String, _ content: String) -> String {
        part("Content-Disposition: form-data; name=\"\(name)\"", content)
    }

    private func attachment(_ content: String) -> String {
        part("Content-Disposition: form-data; name=attachments\r\nX-Title: c", content)
    }

    private var picture: String {
        part(
            "Content-Disposition: form-data; name=picture; filename=\"a \\\"b\\\".png\"\r\nContent-Type: image/png",
            "1\r\n2")
    }

    @Test func partsOfAForm() async throws {
        let mediaType = "multipart/form-data; boundary=b"
        let good =
            field("title", "ab") + field("count", "9") + field("tags", "x") + field("tags", "y")
            + field("point", #"{"x":1}"#) + picture + attachment("c") + "--b--\r\n"
        let bad = field("title", "a") + field("count", "10") + field("point", "{}") + field("other", "") + "--b--"
        try await check(
            "/bodies",
            [
                (
                    mediaType, good,
                    "multipart title=ab count=9 tags=[x,y] point={\"x\":1} picture=a \"b\".png:image/png:1\r\n2 "
                        + "attachments=[-:-:c] attachmentsHeaders=[(caption=c)]"
                ),
                (
                    mediaType, bad,
                    "422 body /title minLength body /count maximum body /point/x required body /picture required "
                        + "body /other additionalProperties"
                ),
                (
                    mediaType,
                    field("title", "ab") + field("commas", "1,2") + field("deep[x]", "3") + picture + "--b--",
                    "multipart title=ab commas=[1,2] deep={\"x\":3} picture=a \"b\".png:image/png:1\r\n2 "
                        + "attachmentsHeaders=[]"
                ),
                (
                    mediaType, field("title", "ab") + field("commas", "b") + field("deep[y]", "3") + picture + "--b--",
                    "422 body /commas/0 type body /deep/x required"
                ),
                (
                    mediaType, field("title", "ab") + field("picture", "12345678901") + "--b--",
                    "422 body /picture contentType body /picture maxLength"
                ),
                (
                    mediaType,
                    field("title", "ab") + picture + field("tags", "x") + field("tags", "y") + field("tags", "z")
                        + attachment("") + attachment("") + attachment("") + "--b--",
                    "422 body /tags maxItems body /attachments maxItems"
                ),
                (
                    mediaType, field("title", "ab") + picture + attachment("12345") + attachment("123456") + "--b--",
                    "422 body /attachments maxLength"
                ),
            ])
    }

    @Test func partsThatOnlyAnswersHaveAreNotReadAndThoseLeftOutHaveTheirDefaults() async throws {
        let mediaType = "multipart/form-data; boundary=b"
        try await check(
            "/profiles",
            [
                (
                    mediaType, field("role", "admin") + field("name", "x") + "--b--",
                    "multipart name=x count=4 since=FullDate(year: 2020, month: 1, day: 31)"
                ),
                (
                    mediaType, field("name", "x") + field("count", "5") + field("since", "2021-02-03") + "--b--",
                    "multipart name=x count=5 since=FullDate(year: 2021, month: 2, day: 3)"
                ),
                (mediaType, field("name", "x") + field("count", "y") + "--b--", "422 body /count type"),
                (mediaType, field("role", "admin") + "--b--", "422 body /name required"),
            ])
    }

    @Test func partsOfOtherNamesAreKeptWhereTheyAreAllowed() async throws {
        let mediaType = "multipart/form-data; boundary=b"
        try await check(
            "/labels",
            [
                (mediaType, field("name", "x") + field("colour", "red") + "--b--", "name=x others=[-:-:red]"),
                (mediaType, field("name", "x") + "--b--", "name=x others=[]"),
            ])
    }

    @Test func partsOfAnyNameAreMembersOfTheObjectThatIsSpreadOverTheForm() async throws {
        let mediaType = "multipart/form-data; boundary=b"
        let good =
            field("name", "x") + field("a", "1") + field("size", "2") + field("deep[x]", "3") + field("spaces", "1 2")
            + field("pipes", "3|4") + field("role", "admin") + "--b--"
        let bad =
            field("name", "x") + field("a", "6") + field("size", "b") + field("spaces", "1,2") + field("pipes", "a|1")
            + "--b--"
        try await check(
            "/spread-forms",
            [
                (mediaType, good, #"name=x labels={"size":2,"a":1} deep={"x":3} spaces=[1,2] pipes=[3,4]"#),
                (mediaType, field("name", "x") + "--b--", "name=x"),
                (
                    mediaType, bad,
                    "422 body /labels/a maximum body /labels/size type body /spaces/0 type body /pipes/0 type"
                ),
            ])
    }

    @Test func linesMayBeNull() async throws {
        try await check(
            "/profiles",
            [
                ("application/x-ndjson", "1\nnull\n2\n", "1 null 2"),
                ("application/x-ndjson", "1\n10\n", "422 body /1 maximum"),
            ])
    }

    @Test func bodiesOfNoByteAreThereWhereTheyAreAValue() async throws {
        try await check(
            "/profiles",
            [
                ("text/plain", "", "text <>"), ("application/x-www-form-urlencoded", "", "form {}"),
                ("application/x-www-form-urlencoded", "a=", "form {\"a\":\"\"}"),
            ])
    }

    @Test func headersOfParts() async throws {
        let mediaType = "multipart/form-data; boundary=b"
        func picture(_ fields: String) -> String {
            part(
                "Content-Disposition: form-data; name=picture\r\nContent-Type: image/png\r\n\(fields)", "1")
        }
        func attachment(_ fields: String) -> String {
            part("Content-Disposition: form-data; name=attachments\(fields)", "2")
        }
        try await check(
            "/bodies",
            [
                (
                    mediaType,
                    field("title", "ab")
                        + picture("x-angle: 90\r\nX-Corners: {\"x\":1}\r\nX-Where: {\"x\":3}")
                        + attachment("\r\nX-Title: one") + attachment("\r\nX-Title: two") + "--b--",
                    "multipart title=ab picture=-:image/png:1 pictureHeaders=(xAngle=90 xCorners=[{\"x\":1}] "
                        + "xWhere={\"x\":3}) attachments=[-:-:2,-:-:2] attachmentsHeaders=[(caption=one),(caption=two)]"
                ),
                (
                    mediaType,
                    field("title", "ab") + picture("X-Angle: 360\r\nX-Where: {}") + attachment("\r\nX-Title: long")
                        + attachment("") + "--b--",
                    "422 body /picture/X-Angle maximum body /picture/X-Where/x required "
                        + "body /attachments/X-Title maxLength body /attachments/X-Title required"
                ),
                (
                    mediaType, field("title", "ab") + picture("X-Angle: a") + "--b--",
                    "422 body /picture/X-Angle type"
                ),
            ])
    }

    @Test func malformedParts() async throws {
        let mediaType = "multipart/form-data; boundary=b"
        try await check(
            "/bodies",
            [
                ("multipart/form-data", "--b--", "400"), (mediaType, "nothing", "400"),
                (mediaType, field("title", "ab"), "400"), (mediaType, part("X: y", "a") + "--b--", "400"),
                (mediaType, part("Content-Disposition: form-data", "a") + "--b--", "400"),
                (mediaType, "--b\nContent-Disposition: form-data; name=a\n\na\n--b--", "400"),
            ])
    }
}
