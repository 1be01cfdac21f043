import ContractRuntime
import Testing

/// What the generated client sends is what the generated server reads: bodies.
@Suite struct ClientBodyTests {
    private static func send(_ client: ThingsClient, _ body: Bodies.RequestBody) async throws -> String {
        let output = try await client.bodies(Bodies.Input(body: body))
        return switch output {
        case .ok(let text): text
        }
    }

    @Test func bodiesOfEveryMediaType() async throws {
        try await ThingsServer.call { client in
            let points = [Point(x: 1), Point(x: 2, y: 3, label: "é\"")]
            let json = try await Self.send(client, .json(points))
            #expect(json == "json \(points.map(Echo.json))")
            let form = Form(
                name: "a&=+", count: 3, tags: ["a", "b c"], commas: [1, 2], pipes: [3, 4], flat: Point(x: 1, y: 2),
                spread: Form.Spread(width: 5, height: 6), deep: Point(x: 7, label: "[x]"), json: Point(x: 8))
            let echo1 = try await Self.send(client, .form(form))
            #expect(echo1 == "form \(Echo.json(form))")
            let echo2 = try await Self.send(client, .text("plain"))
            #expect(echo2 == "text plain")
            let echo3 = try await Self.send(client, .csv("a,b\n1,2\n"))
            #expect(echo3 == "csv a,b\n1,2\n")
            let echo4 = try await Self.send(client, .bytes(ByteStream([[1, 2], [3]])))
            #expect(echo4 == "bytes 3")
            let image = try await Self.send(client, .image(ByteStream(bytes: [1, 2], mediaType: "image/png")))
            #expect(image == "image/png 2")
            let echo5 = try await Self.send(client, .xNdjson(BodyStream(points)))
            #expect(echo5 == "sum 3")
        }
    }

    @Test func partsOfAForm() async throws {
        try await ThingsServer.call { client in
            let form = Bodies.MultipartForm(
                title: "title\r\n----contract-0", count: 4, tags: ["a", "b"], point: Point(x: 1, label: "é"),
                commas: [1, 2], deep: Point(x: 3, y: 4),
                picture: BodyPart(name: "any", filename: "a \"b\".png", bytes: [0x2D, 0x2D, 0x0D, 0x0A]),
                pictureHeaders: .init(xAngle: 90, xWhere: Point(x: 3)),
                attachments: [
                    BodyPart(name: "", mediaType: "text/plain", bytes: Array("one".utf8)),
                    BodyPart(name: "", bytes: Array("two".utf8)),
                ],
                attachmentsHeaders: [.init(caption: "one"), .init(caption: "two")])
            let echo = try await Self.send(client, .multipart(form))
            for piece in [
                "----contract-0", "count=4", "[a,b]", #"{"x":1,"label":"é"}"#, "[1,2]", #"{"x":3,"y":4}"#,
                "a \"b\".png:image/png:--\r\n", "-:text/plain:one", "-:-:two",
                "xAngle=90", #"xWhere={"x":3}"#, "(caption=one),(caption=two)",
            ] { #expect(echo.contains(piece), "\(piece) in \(echo)") }
        }
    }

    @Test func bodiesOfNoByteAndPartsWithDefaults() async throws {
        try await ThingsServer.call { client in
            let text = try await client.addProfile(AddProfile.Input(body: .text("")))
            #expect(text == .ok("text <>"))
            let form = try await client.addProfile(AddProfile.Input(body: .form(AddProfileFormBody())))
            #expect(form == .ok("form {}"))
            let colour = BodyPart(name: "colour", bytes: Array("red".utf8))
            let labels = AddLabels.MultipartForm(name: "x", others: [colour])
            let others = try await client.addLabels(AddLabels.Input(body: labels))
            #expect(others == .ok("name=x others=[-:-:red]"))
            for (note, told) in [(AddLabelsBodyNote.string("a"), #""a""#), (.point(Point(x: 1)), #"{"x":1}"#)] {
                let labels = AddLabels.MultipartForm(name: "x", note: note)
                let echo = try await client.addLabels(AddLabels.Input(body: labels))
                #expect(echo == .ok("name=x note=\(told) others=[]"))
            }
            let lines = try await client.addProfile(AddProfile.Input(body: .xNdjson(BodyStream([1, nil, 2]))))
            #expect(lines == .ok("1 null 2"))
            let parts = try await client.addProfile(AddProfile.Input(body: .multipart(.init(name: "x"))))
            #expect(parts == .ok("multipart name=x count=4 since=FullDate(year: 2020, month: 1, day: 31)"))
        }
    }

    @Test func absentBodiesAndThoseOfAnyMediaType() async throws {
        try await ThingsServer.call { client in
            let none = OptionalBodies.Input(body: nil)
            let echo6 = try await client.optionalBodies(none)
            #expect(echo6 == .ok(Echo.text(none)))
            let choice = OptionalChoices.Input(body: .text(7))
            let echo7 = try await client.optionalChoices(choice)
            #expect(echo7 == .ok(Echo.text(choice)))
            let echo8 = try await client.optionalChoices(OptionalChoices.Input())
            #expect(echo8 == .ok(""))
            let upload = Upload.Input(body: ByteStream(bytes: Array(repeating: 65, count: 100_000), mediaType: "a/b"))
            let uploaded = try await client.upload(upload)
            #expect([.ok("a/b 100000 in pieces"), .ok("a/b 100000 at once")].contains(uploaded))
            let error = await failure { try await client.upload(Upload.Input(body: ByteStream(bytes: [1]))) }
            guard case .unwritableInput? = error?.reason else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }
}
