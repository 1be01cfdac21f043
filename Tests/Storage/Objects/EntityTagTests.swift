import Testing

@testable import Storage

@Suite struct EntityTagTests {
    @Test(arguments: [("\"ab\"", "ab"), ("ab", "ab"), ("\"\"", ""), ("\"", "\""), ("W/\"ab\"", "W/\"ab\""), ("", "")])
    func stripsTheQuotesOfAStrongTag(header: String, bare: String) {
        #expect(EntityTag.bare(header) == bare)
    }

    @Test(arguments: [("ab", "\"ab\""), ("\"ab\"", "\"ab\""), ("W/\"ab\"", "W/\"ab\""), ("", "\"\"")])
    func quotesOnce(tag: String, header: String) {
        #expect(EntityTag.quoted(tag) == header)
    }
}
