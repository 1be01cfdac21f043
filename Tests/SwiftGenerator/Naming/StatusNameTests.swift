import Testing

@testable import SwiftGenerator

@Suite struct StatusNameTests {
    @Test func everyStatusHasANameOfItsOwn() {
        let names = (100..<600).map(StatusName.member)
        #expect(Set(names).count == names.count)
        #expect(StatusName.member(200) == "ok")
        #expect(StatusName.member(422) == "unprocessableContent")
        #expect(StatusName.member(418) == "status418")
    }
}
