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
