import Testing

@testable import ContractRuntime

@Suite struct NegotiationTests {
    private enum Offer: String, CaseIterable {
        case json = "application/json"
        case csv = "text/csv"
        case image = "image/*"
    }

    private func choice(_ accept: String?) -> Offer? {
        let request = ContractRequest(
            requestID: "1", pathParameters: [:], query: "", header: { $0 == "Accept" ? accept : nil },
            collectBody: { _ in [] })
        return try? request.negotiate(Offer.self)
    }

    /// RFC 9110, section 12.5.1: the most precise range decides, then the quality, then the contract's order.
    @Test func theBestRangeDecides() {
        #expect(choice(nil) == .json)
        #expect(choice("*/*") == .json)
        #expect(choice("text/*") == .csv)
        #expect(choice("application/json;q=0.2, text/csv;q=0.3") == .csv)
        #expect(choice("text/*;q=0.9, text/csv;q=0.1, application/*;q=0.5") == .json)
        #expect(choice("*/*;q=0.1, APPLICATION/JSON;q=0") == .csv)
        #expect(choice("image/png, application/json;q=0.9") == .image)
        #expect(choice("text/csv;charset=utf-8;q=1") == .csv)
    }

    @Test func nothingThatFitsIsRefused() {
        #expect(choice("audio/*") == nil)
        #expect(choice("*/*;q=0") == nil)
        #expect(choice("application/json;q=2, text/csv;q=x") == .json)
    }

    private enum Version: String, CaseIterable {
        case first = "application/json;version=1"
        case second = "application/json; version=2"
        case plain = "application/json"
    }

    /// RFC 9110, section 12.5.1: parameters make a range more precise.
    @Test(arguments: [
        ("application/json; version=2", Version.second), ("application/json;VERSION=\"1\"", .first),
        ("application/json", .plain), ("application/*", .first), ("*/*", .first),
        ("", .first),
        ("application/json;version=3", .plain),
        ("application/json;version=2;q=0.5, application/json;q=0.4", .second),
        ("application/json;version=1;q=0.1, application/json;charset=utf-8", .plain),
        ("text/plain;note=\"a, application/json;version=2, b\", application/json;version=1", .first),
        ("text/plain;note=\"\\\",\", application/json;version=2;note=\";q=0\"", .second),
    ])
    private func parametersTellMediaTypesApart(_ accept: String, _ version: Version) throws {
        let request = ContractRequest(
            requestID: "1", pathParameters: [:], query: "", header: { $0 == "Accept" ? accept : nil },
            collectBody: { _ in [] })
        #expect(try request.negotiate(Version.self) == version)
    }

    @Test func parametersTellBodiesApart() {
        let declared = ["application/json;stream=watch", "application/json", "text/csv; charset=utf-8"]
        #expect(MediaRange.best(for: "application/json", among: declared) == 1)
        #expect(MediaRange.best(for: "application/json; charset=utf-8", among: declared) == 1)
        #expect(MediaRange.best(for: "application/json; Stream=Watch", among: declared) == 0)
        #expect(MediaRange.best(for: "application/json; stream=other", among: declared) == 1)
        #expect(MediaRange.best(for: "text/csv; charset=iso-8859-1", among: declared) == 2)
        #expect(MediaRange.best(for: "application/json;v=2", among: ["application/json;v=1"]) == nil)
        #expect(MediaRange.best(for: "application/json", among: ["application/json;v=1"]) == 0)
    }

    @Test func theMostPreciseMediaTypeReadsABody() {
        let declared = ["*/*", "text/*", "text/csv"]
        #expect(MediaRange.best(for: "text/csv; header=present", among: declared) == 2)
        #expect(MediaRange.best(for: "TEXT/html", among: declared) == 1)
        #expect(MediaRange.best(for: "image/png", among: declared) == 0)
        #expect(MediaRange.best(for: "application/problem+json", among: ["*/*", "application/*+json"]) == 1)
        #expect(MediaRange.best(for: "application/json", among: ["application/*+json"]) == nil)
        for type in ["", "text", "text/", "/csv", "text/*", "*/*"] {
            #expect(MediaRange.best(for: type, among: declared) == nil)
        }
    }
}
