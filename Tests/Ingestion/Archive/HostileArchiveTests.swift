import Testing

@testable import Ingestion

@Suite("Hostile archives")
struct HostileArchiveTests {
    static let row = "<row><c><v>1</v></c></row>"

    static func refusal(_ change: (inout RawZip) -> Void) -> ContentError? {
        var raw = TestWorkbook(row).raw
        change(&raw)
        return Reading.refusal(raw.bytes)
    }

    @Test(arguments: [
        "../evil.xml", "a/../../evil.xml", "/etc/passwd", "\\evil.xml", "a\\..\\..\\evil", "C:\\evil.xml", "c:evil",
        "..",
        "nul\u{0}.xml", "",
    ])
    func namesThatLeadOutOfTheArchiveAreRefused(_ name: String) {
        let refusal = Self.refusal { $0.entries.append(RawZip.Entry(name, "x")) }
        #expect(refusal?.code == .forbiddenContent)
        #expect(refusal?.description.contains("leads out of the archive") == true)
    }

    @Test func dotsThatLeadNowhereAreNoMistake() {
        #expect(Self.refusal { $0.entries.append(RawZip.Entry("a/..b/c..xml", "x")) } == nil)
    }

    @Test func symbolicLinksAreRefused() {
        let refusal = Self.refusal { raw in
            var link = RawZip.Entry("xl/link.xml", "/etc/passwd")
            link.mode = 0o120777
            raw.entries.append(link)
        }
        #expect(refusal?.description == "The workbook's entry \"xl/link.xml\" is refused: it is a symbolic link.")
    }

    @Test(arguments: ["xl/workbook.xml", "XL/Workbook.XML"])
    func namesThatAreThereTwiceAreRefused(_ name: String) {
        let refusal = Self.refusal { $0.entries.append(RawZip.Entry(name, "x")) }
        #expect(refusal?.description.contains("it is there twice") == true)
    }

    @Test func namesOfOlderCodePagesAreToldApart() {
        let refusal = Self.refusal { raw in
            for byte in [0x84, 0x94] as [UInt8] {
                var picture = RawZip.Entry("", "x")
                picture.name = Array("xl/media/bild".utf8) + [byte]
                raw.entries.append(picture)
            }
        }
        #expect(refusal == nil)
    }

    @Test func overlappingEntriesAreRefused() {
        let refusal = Self.refusal { raw in
            var copy = RawZip.Entry("xl/copy.xml", "")
            copy.offset = 0
            raw.entries.append(copy)
        }
        #expect(refusal?.description.contains("overlaps another one") == true)
        #expect(Self.refusal { $0.entries[0].offset = 0xFFFF_0000 }?.code == .forbiddenContent)
        #expect(Self.refusal { $0.entries[0].packedSize = 0x7FFF_FFFF }?.code == .forbiddenContent)
    }

    @Test func tooManyEntriesAreRefusedBeforeTheyAreRead() {
        let refusal = Self.refusal { raw in
            for index in 0..<10_001 { raw.entries.append(RawZip.Entry("e\(index)", "")) }
        }
        #expect(refusal?.code == .workbookTooLarge)
        #expect(Self.refusal { raw in raw.count = 60_000 } == .tooManyEntries(limit: 10_000))
        #expect(Self.refusal { raw in raw.count = 100 } == .brokenArchive)
        #expect(Self.refusal { raw in raw.count = 2 } == .brokenArchive)
        #expect(
            Self.refusal { raw in
                raw.isLong = true
                raw.count = Int.max
            } == .tooManyEntries(limit: 10_000))
    }

    @Test func claimedSizesBeyondTheLimitsAreRefused() {
        #expect(Self.refusal { $0.entries[3].unpackedSize = 0x7FFF_FFFF }?.code == .unpacksTooLarge)
        // Within the limit of one entry, but far more than that few bytes can hold.
        #expect(Self.refusal { $0.entries[3].unpackedSize = 100 << 20 }?.code == .unpacksTooLarge)
        #expect(Self.refusal { $0.entries[3].unpackedSize = 1000 } == .brokenArchive)
    }

    @Test func bombsAreStoppedByRatioBySizeAndInAll() throws {
        let spaces = String(repeating: " ", count: 20 << 20)
        let bomb = try TestWorkbook(Self.row + spaces).bytes()
        #expect(bomb.count < 100_000)
        #expect(Reading.refusal(bomb)?.code == .unpacksTooLarge)
        #expect(Reading.refusal(bomb)?.code.name == "too_large_unpacked")

        var limits = ArchiveLimits()
        limits.ratio = .max
        #expect(Reading.refusal(bomb, archive: limits) == nil)
        limits.entryBytes = 10 << 20
        #expect(Reading.refusal(bomb, archive: limits)?.code == .unpacksTooLarge)
        limits.entryBytes = 1 << 30
        limits.totalBytes = 10 << 20
        #expect(Reading.refusal(bomb, archive: limits)?.code == .unpacksTooLarge)
    }

    /// Its table of contents promises little, its data holds much.
    @Test func bombsThatLieOfTheirSizeAreStopped() throws {
        let real = try TestWorkbook(Self.row + String(repeating: " ", count: 20 << 20)).bytes()
        var lie = real
        let size = withUnsafeBytes(of: UInt32((20 << 20) + TestWorkbook.sheet(Self.row).utf8.count).littleEndian) {
            Array($0)
        }
        for index in 0..<(lie.count - 4) where Array(lie[index..<(index + 4)]) == size {
            lie.replaceSubrange(index..<(index + 4), with: [0xE8, 3, 0, 0])
        }
        #expect(lie != real)
        #expect(Reading.refusal(lie)?.code == .brokenWorkbook)
    }
}
