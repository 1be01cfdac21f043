import ContractRuntime
import FoundationEssentials

/// Fills the API that the generator writes for `things.yaml`: most operations answer what they have read.
struct ThingsHandlers: ThingsAPI {
    typealias Principal = String

    /// Told of each piece of a picture that has been read, by its count of bytes.
    var onPicture: @Sendable (Int) async throws -> Void = { _ in }

    /// Told of what ended an album before its end.
    var onBrokenAlbum: @Sendable (any Error) -> Void = { _ in }

    /// Told of each piece of an endless answer that has been made.
    var onEndlessPiece: @Sendable () -> Void = {}

    func simplePaths(_ input: SimplePaths.Input, context: OperationContext) async throws -> SimplePaths.Output {
        .ok(Echo.text(input))
    }

    func labelPaths(_ input: LabelPaths.Input, context: OperationContext) async throws -> LabelPaths.Output {
        .ok(Echo.text(input))
    }

    func matrixPaths(_ input: MatrixPaths.Input, context: OperationContext) async throws -> MatrixPaths.Output {
        .ok(Echo.text(input))
    }

    func queries(_ input: Queries.Input, context: OperationContext) async throws -> Queries.Output {
        .ok(Echo.text(input))
    }

    func openQueries(_ input: OpenQueries.Input, context: OperationContext) async throws -> OpenQueries.Output {
        .ok(Echo.text(input))
    }

    func wholeQueries(_ input: WholeQueries.Input, context: OperationContext) async throws -> WholeQueries.Output {
        .ok(Echo.text(input))
    }

    func encodedQueries(
        _ input: EncodedQueries.Input, context: OperationContext
    ) async throws -> EncodedQueries.Output {
        .ok(Echo.text(input))
    }

    func textQueries(_ input: TextQueries.Input, context: OperationContext) async throws -> TextQueries.Output {
        .ok(Echo.text(input))
    }

    func reservedQueries(
        _ input: ReservedQueries.Input, context: OperationContext
    ) async throws -> ReservedQueries.Output {
        .ok(Echo.text(input))
    }

    func itemElsewhere(
        _ input: ItemElsewhere.Input, context: OperationContext
    ) async throws -> ItemElsewhere.Output {
        .ok(Echo.text(input))
    }

    func itemOfComponents(
        _ input: ItemOfComponents.Input, context: OperationContext
    ) async throws -> ItemOfComponents.Output {
        .ok(Echo.text(input))
    }

    func itemMapped(_ input: ItemMapped.Input, context: OperationContext) async throws -> ItemMapped.Output {
        .ok(Echo.text(input))
    }

    func openCookies(
        _ input: OpenCookies.Input, context: AuthenticatedContext<String>
    ) async throws -> OpenCookies.Output {
        .ok(Echo.text(input))
    }

    func openForms(_ input: OpenForms.Input, context: OperationContext) async throws -> OpenForms.Output {
        .ok(Echo.text(input))
    }

    func pointForms(_ input: PointForms.Input, context: OperationContext) async throws -> PointForms.Output {
        .ok(Echo.text(input))
    }

    func written(_ input: Written.Input, context: OperationContext) async throws -> Written.Output {
        .noContent(xCount: 3, setCookie: input.kind == "bad" ? ["c=1"] : ["a=1", "b=2"])
    }

    func jsonQueries(_ input: JSONQueries.Input, context: OperationContext) async throws -> JSONQueries.Output {
        .ok(Echo.text(input))
    }

    func headQueries(_ input: HeadQueries.Input, context: OperationContext) async throws -> HeadQueries.Output {
        switch input.kind {
        case "unchanged": .notModified
        case "refused": .clientError(status: ResponseStatus(nearest: 404), ContentHead(length: 12))
        case "range": .ok(ContentHead(mediaType: "application/json", length: 7))
        default: .ok(ContentHead(length: 7), xKind: input.accept.rawValue)
        }
    }

    func headers(_ input: Headers.Input, context: OperationContext) async throws -> Headers.Output {
        .ok(Echo.text(input))
    }

    func cookies(_ input: Cookies.Input, context: OperationContext) async throws -> Cookies.Output {
        .ok(Echo.text(input))
    }

    func writtenPaths(_ input: WrittenPaths.Input, context: OperationContext) async throws -> WrittenPaths.Output {
        .ok(Echo.text(input))
    }

    func writtenCookies(
        _ input: WrittenCookies.Input, context: OperationContext
    ) async throws -> WrittenCookies.Output {
        .ok(Echo.text(input))
    }

    func report(_ input: Report.Input, context: OperationContext) async throws -> Report.Output {
        .ok(Echo.text(input))
    }

    func ranges(_ input: Ranges.Input, context: OperationContext) async throws -> Ranges.Output {
        .ok(Echo.text(input))
    }

    func reportByID(_ input: ReportByID.Input, context: OperationContext) async throws -> ReportByID.Output {
        .ok(Echo.text(input))
    }

    func optionalBodies(
        _ input: OptionalBodies.Input, context: OperationContext
    ) async throws -> OptionalBodies.Output {
        .ok(Echo.text(input))
    }

    func optionalChoices(
        _ input: OptionalChoices.Input, context: OperationContext
    ) async throws -> OptionalChoices.Output {
        .ok(Echo.text(input))
    }

    func addLabels(_ input: AddLabels.Input, context: OperationContext) async throws -> AddLabels.Output {
        .ok(Echo.text(input.body))
    }

    func addProfile(_ input: AddProfile.Input, context: OperationContext) async throws -> AddProfile.Output {
        switch input.body {
        case .multipart(let form): return .ok("multipart \(Echo.text(form))")
        case .form(let form): return .ok("form \(Echo.json(form))")
        case .text(let text): return .ok("text <\(text)>")
        case .xNdjson(let numbers):
            var told: [String] = []
            for try await number in numbers { told.append(number.map(String.init) ?? "null") }
            return .ok(told.joined(separator: " "))
        }
    }

    func bodies(_ input: Bodies.Input, context: OperationContext) async throws -> Bodies.Output {
        switch input.body {
        case .json(let points): return .ok("json \(points.map(Echo.json))")
        case .form(let form): return .ok("form \(Echo.json(form))")
        case .multipart(let form): return .ok("multipart \(Echo.text(form))")
        case .text(let text): return .ok("text \(text)")
        case .csv(let text): return .ok("csv \(text)")
        case .bytes(let stream): return .ok("bytes \(try await stream.collect(upTo: 10_000).count)")
        case .image(let stream):
            return .ok("\(stream.mediaType ?? "") \(try await stream.collect(upTo: 10_000).count)")
        case .xNdjson(let points):
            var sum: Int64 = 0
            for try await point in points { sum += point.x }
            return .ok("sum \(sum)")
        }
    }

    /// Reads piece by piece and tells the greatest one.
    func upload(_ input: Upload.Input, context: OperationContext) async throws -> Upload.Output {
        var count = 0
        var greatest = 0
        for try await piece in input.body {
            count += piece.count
            greatest = max(greatest, piece.count)
        }
        return .ok("\(input.body.mediaType ?? "") \(count) \(greatest < count ? "in pieces" : "at once")")
    }

    func answers(_ input: Answers.Input, context: OperationContext) async throws -> Answers.Output {
        switch input.kind {
        case "missing": return .notFound
        case "gone": return .clientError(status: ResponseStatus(nearest: 410), "gone")
        case "undeclared": return .clientError(status: ResponseStatus(nearest: 404), "a handler's mistake")
        case "teapot": return .other(status: ResponseStatus(nearest: 418), Point(x: 1))
        case "away": return .other(status: ResponseStatus(nearest: 503), Point(x: 1))
        case "plain": return .ok(content(input.accept), xText: "a", xNumber: nil)
        default:
            return .ok(
                content(input.accept), cacheControl: "max-age=5", setCookie: ["a=1", "b=2"], xText: "text",
                xNumber: 1.5, xFlag: true,
                xColour: .lightBlue, xList: [1, 2],
                xPoint: Point(x: 1, y: 2), xExploded: Point(x: 1, y: 2), xJSON: Point(x: 1),
                xWhen: Date(timeIntervalSince1970: 0))
        }
    }

    private func content(_ mediaType: Answers.ResponseMediaType) -> Answers.OkContent {
        let points = [Point(x: 1), Point(x: 2, y: 3)]
        return switch mediaType {
        case .json: .json(points)
        case .text: .text(7)
        case .xNdjson: .xNdjson(BodyStream(points))
        case .events:
            .events(
                BodyStream([
                    ServerSentEvent(event: "point", json: points[0], id: "1"), ServerSentEvent(data: "two\nlines"),
                ]))
        case .image: .image(ByteStream(bytes: [1, 2, 3], mediaType: "image/png"))
        }
    }

    func events(_ input: Events.Input, context: OperationContext) async throws -> Events.Output {
        if let start = input.start {
            return .ok(BodyStream([.note(EventsOkEvent.Note(event: .note, data: "\(start)"))]))
        }
        return .ok(
            BodyStream([
                .note(EventsOkEvent.Note(event: .note, id: "a", retry: 50, data: "two\nlines")),
                .move(EventsOkEvent.Move(event: .move, data: Point(x: 1, y: 2))),
                .tick(EventsOkEvent.Tick(event: .tick)),
            ]))
    }

    func elsewhere(_ input: Elsewhere.Input, context: OperationContext) async throws -> Elsewhere.Output {
        .ok("elsewhere")
    }

    func endless(_ input: Endless.Input, context: OperationContext) async throws -> Endless.Output {
        let onPiece = onEndlessPiece
        return .ok(
            ByteStream(
                AsyncStream {
                    onPiece()
                    return [UInt8](repeating: 1, count: 65_536)
                }))
    }

    func plant(_ input: Plant.Input, context: OperationContext) async throws -> Plant.Output {
        .ok(Echo.json(input.body))
    }

    func nothingDeclared(
        _ input: NothingDeclared.Input, context: OperationContext
    ) async throws -> NothingDeclared.Output {
        .other(status: ResponseStatus(nearest: 202))
    }

    func queryMethod(_ input: QueryMethod.Input, context: OperationContext) async throws -> QueryMethod.Output {
        .ok("queried")
    }

    func copyMethod(_ input: CopyMethod.Input, context: OperationContext) async throws -> CopyMethod.Output {
        .ok("copied")
    }

    func chapter(_ input: Chapter.Input, context: OperationContext) async throws -> Chapter.Output {
        guard input.number < 9, let id = UUID(uuidString: "5F0C6D0E-8A4B-4A52-9A57-2F1F6D0F4C11") else {
            return .notFound
        }
        let notes: [ChapterOk.Notes]? = input.book == "bare" ? nil : [.init(id: input.number, text: input.book)]
        return .ok(
            .init(title: "\(input.book) \(input.number) \(input.page)", notes: notes),
            xNext: input.number == 8 ? nil : input.number + 1, xID: id)
    }

    func addNote(_ input: AddNote.Input, context: OperationContext) async throws -> AddNote.Output {
        .ok("\(input.book) \(input.number) \(input.body?.text ?? "")")
    }

    func subscribe(_ input: Subscribe.Input, context: OperationContext) async throws -> Subscribe.Output {
        .noContent
    }

    func order(_ input: Order.Input, context: OperationContext) async throws -> Order.Output {
        .created(.init(id: 1), location: "/orders/1")
    }
}
