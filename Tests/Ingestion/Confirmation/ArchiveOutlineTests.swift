import Testing

@testable import Ingestion

@Suite struct ArchiveOutlineTests {
    private func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    private func entry(_ name: String, extra: Int = 0, comment: Int = 0) -> [UInt8] {
        [0x50, 0x4B, 0x01, 0x02] + Array(repeating: 0, count: 24) + little(name.utf8.count, 2) + little(extra, 2)
            + little(comment, 2) + Array(repeating: 0, count: 12) + Array(name.utf8)
            + Array(repeating: 7, count: extra + comment)
    }

    private func end(_ length: Int, comment: [UInt8] = []) -> [UInt8] {
        [0x50, 0x4B, 0x05, 0x06] + Array(repeating: 0, count: 8) + little(length, 4) + little(0, 4)
            + little(comment.count, 2) + comment
    }

    @Test func namesAreFoundBehindCommentsAndExtraFields() {
        let directory = entry("[Content_Types].xml", extra: 9) + entry("xl/workbook.xml", comment: 3)
        let file = Array(repeating: UInt8(1), count: 500) + directory + end(directory.count, comment: [1, 2, 3])
        let tail = Array(file.suffix(400))
        let place = ArchiveOutline.find(in: tail, endingAt: Int64(file.count))
        #expect(place == .at(offset: 500, length: directory.count))
        #expect(ArchiveOutline.names(in: directory) == ["[Content_Types].xml", "xl/workbook.xml"])
    }

    @Test func aCommentThatLooksLikeAnEndRecordIsPassedOver() {
        let directory = entry("a")
        let file = directory + end(directory.count, comment: Array(end(3).dropLast(1)))
        #expect(
            ArchiveOutline.find(in: file, endingAt: Int64(file.count)) == .at(offset: 0, length: directory.count))
    }

    @Test func whatIsNoArchiveHasNoDirectory() {
        #expect(ArchiveOutline.find(in: [], endingAt: 0) == .none)
        #expect(ArchiveOutline.find(in: Array(repeating: 0x50, count: 4_000), endingAt: 4_000) == .none)
        #expect(ArchiveOutline.find(in: end(5_000), endingAt: 22) == .none)
        #expect(ArchiveOutline.find(in: end(0), endingAt: 22) == .none)
        #expect(ArchiveOutline.find(in: end(10), endingAt: 3) == .none)
    }

    @Test func aLongDirectoryIsLeftToTheReader() {
        #expect(ArchiveOutline.find(in: end(2 << 20), endingAt: 100 << 20) == .unusual)
        #expect(ArchiveOutline.find(in: end(0xFFFF_FFFF), endingAt: 100 << 20) == .unusual)
    }

    @Test func aBrokenDirectoryHasNoNames() {
        let directory = entry("name.xml")
        #expect(ArchiveOutline.names(in: []) == [])
        for length in 1..<directory.count {
            #expect(ArchiveOutline.names(in: Array(directory.prefix(length))) == nil)
        }
        #expect(ArchiveOutline.names(in: directory + [0]) == nil)
    }
}
