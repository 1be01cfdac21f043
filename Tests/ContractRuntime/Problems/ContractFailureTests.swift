import ContractRuntime
import Testing

@Suite struct ContractFailureTests {
    private func json(_ failure: ContractFailure) -> String {
        String(decoding: failure.response(requestID: "r\"1").body, as: UTF8.self)
    }

    @Test func problemHasTheMembersOfTheContractInTheirOrder() {
        let failure = ContractFailure(
            status: 422, code: "validation_failed", title: "No", detail: "See\nviolations.",
            violations: [Violation(location: .query, pointer: "/a~1b", reason: "minimum", message: "is less than 1")],
            headers: [HeaderField("Retry-After", "5")])
        #expect(
            json(failure)
                == #"{"type":"about:blank","title":"No","status":422,"detail":"See\nviolations.","#
                + #""code":"validation_failed","request_id":"r\"1","violations":[{"location":"query","#
                + #""pointer":"/a~1b","reason":"minimum","message":"is less than 1"}]}"#)
        let response = failure.response(requestID: "1")
        #expect(response.status == 422)
        #expect(response.mediaType == "application/problem+json")
        #expect(response.headers == [HeaderField("Retry-After", "5")])
    }

    @Test func emptyMembersAreLeftOut() {
        let failure = ContractFailure(status: 404, code: "not_found", title: "Nothing")
        #expect(
            json(failure)
                == #"{"type":"about:blank","title":"Nothing","status":404,"code":"not_found","request_id":"r\"1"}"#)
    }

    @Test(arguments: [
        (Duration.milliseconds(1), "1"), (.seconds(41), "41"), (.milliseconds(41_001), "42"), (.zero, "1"),
    ])
    func aUsedUpRateLimitTellsWholeSecondsThatAreEnough(_ wait: Duration, seconds: String) {
        let failure = ContractFailure.rateLimited(retryAfter: wait)
        #expect(failure.status == 429 && failure.code == "rate_limited")
        #expect(failure.headers == [HeaderField("Retry-After", seconds)])
    }

    @Test func failuresOfTheRuntimeHaveTheirStatusAndHeaders() {
        #expect(ContractFailure.notFound.status == 404)
        #expect(
            ContractFailure.methodNotAllowed(allowed: ["GET", "PUT"]).headers == [HeaderField("Allow", "GET, PUT")])
        #expect(ContractFailure.internalError.status == 500)
        #expect(ContractFailure.contentTooLarge(limit: 5).detail == "Send at most 5 bytes.")
        #expect(
            ContractFailure.malformedBody(JSONSyntaxError("a comma is missing", at: 3)).detail
                == "The body is not JSON: a comma is missing at byte 3.")
    }
}
