import FoundationEssentials
import Testing

@testable import Storage

@Suite struct StoreTimestampTests {
    private let moment = Date(timeIntervalSince1970: 1_369_404_245)

    @Test func readsTheHeaderForm() {
        #expect(StoreTimestamp.parseHTTPDate("Fri, 24 May 2013 14:04:05 GMT") == moment)
    }

    @Test(arguments: ["2013-05-24T14:04:05Z", "2013-05-24T14:04:05.9Z", "2013-05-24T14:04:05.000000000Z"])
    func readsTheXMLForm(text: String) {
        #expect(StoreTimestamp.parseISO8601(text) == moment)
    }

    @Test(arguments: [
        "", "Fri, 24 May 2013 14:04:05", "Fri, 24 Mai 2013 14:04:05 GMT", "Fri, 32 May 2013 14:04:05 GMT",
        "Fri,  24 May 2013 14:04:05 GMT", "Fri, 24 May 2013 25:04:05 GMT", "Fri, 24 May 02013 14:04:05 GMT",
    ])
    func refusesOtherHeaders(text: String) {
        #expect(StoreTimestamp.parseHTTPDate(text) == nil)
    }

    @Test(arguments: [
        "", "Z", "2013-05-24", "2013-05-24T14:04:05", "2013-05-24T14:04:05+02:00", "2013-02-30T14:04:05Z",
        "2013-05-24T14:04:05.Z", "2013-05-24T14:04:05.xZ", "2013-5-24T14:04:05Z", "٢٠١٣-05-24T14:04:05Z",
    ])
    func refusesOtherText(text: String) {
        #expect(StoreTimestamp.parseISO8601(text) == nil)
    }
}
