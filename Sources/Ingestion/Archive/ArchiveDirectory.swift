/// Reads the table of contents of a ZIP archive and refuses one that an honest workbook wouldn't have.
///
/// libzip unpacks, but it neither bounds the number of entries before it allocates them nor says where entries lie;
/// so the table is judged here first, and `ZipArchive` makes sure that libzip sees the same one.
/// Layout: PKWARE APPNOTE 6.3, sections 4.3.12 to 4.3.16 and 4.5.3.
struct ArchiveDirectory: Sendable {
    private static let endLength = 22
    private static let longestComment = 65_535
    private static let entryLength = 46

    let entries: [ArchiveEntry]
    private let start: UInt64

    /// Reads the table of the archive in `file`.
    ///
    /// - Throws: `ContentError`, or `TemporaryFileError` when the file can't be read.
    init(_ file: TemporaryFile, limits: ArchiveLimits) throws {
        let (count, size, offset) = try Self.locate(file)
        guard count <= UInt64(limits.entries) else { throw ContentError.tooManyEntries(limit: limits.entries) }
        guard size <= UInt64(limits.directoryBytes) else { throw ContentError.brokenArchive }
        let table = LittleEndianBytes(bytes: try file.read(at: Int64(offset), length: Int(size)))
        var entries: [ArchiveEntry] = []
        var position = 0
        for _ in 0..<count {
            guard let (entry, next) = Self.entry(table, at: position) else { throw ContentError.brokenArchive }
            entries.append(entry)
            position = next
        }
        guard position == table.bytes.count else { throw ContentError.brokenArchive }
        self.entries = entries
        start = offset
        try check(limits)
    }

    private func check(_ limits: ArchiveLimits) throws(ContentError) {
        var names: Set<[UInt8]> = []
        var total: UInt64 = 0
        for entry in entries {
            guard !entry.isEncrypted else { throw .encryptedWorkbook }
            guard entry.hasSafeName else { throw .forbiddenEntry(entry.name, "its name leads out of the archive") }
            guard !entry.isSymbolicLink else { throw .forbiddenEntry(entry.name, "it is a symbolic link") }
            guard names.insert(entry.key).inserted else {
                throw .forbiddenEntry(entry.name, "it is there twice")
            }
            guard limits.allow(unpacked: entry.unpackedSize, packed: entry.packedSize) else {
                throw .unpacksTooLarge(entry.name)
            }
            total = total.addingReportingOverflow(entry.unpackedSize).partialValue
            guard total <= limits.totalBytes else { throw .unpacksTooLarge(entry.name) }
        }
        try checkOverlaps()
    }

    /// Entries that share bytes are how small archives unpack to endless ones.
    private func checkOverlaps() throws(ContentError) {
        let sorted = entries.sorted { $0.headerOffset < $1.headerOffset }
        for (index, entry) in sorted.enumerated() {
            let limit = index + 1 < sorted.count ? sorted[index + 1].headerOffset : start
            guard let end = entry.minimumEnd, end <= limit else {
                throw .forbiddenEntry(entry.name, "it overlaps another one")
            }
        }
    }

    /// Finds the table by the record at the end of the file: how many entries, how many bytes, where.
    private static func locate(_ file: TemporaryFile) throws -> (count: UInt64, size: UInt64, offset: UInt64) {
        let tailLength = Int(min(file.size, Int64(endLength + longestComment)))
        guard tailLength >= endLength else { throw ContentError.brokenArchive }
        let tailStart = file.size - Int64(tailLength)
        let tail = LittleEndianBytes(bytes: try file.read(at: tailStart, length: tailLength))
        for position in stride(from: tailLength - endLength, through: 0, by: -1) {
            guard tail.number(at: position, length: 4) == 0x0605_4B50,
                let comment = tail.number(at: position + 20, length: 2),
                position + endLength + Int(comment) == tailLength,
                let disks = tail.number(at: position + 4, length: 4),
                let count = tail.number(at: position + 10, length: 2),
                let size = tail.number(at: position + 12, length: 4),
                let offset = tail.number(at: position + 16, length: 4)
            else { continue }
            let end = UInt64(tailStart) + UInt64(position)
            if count == 0xFFFF || size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF {
                return try locateLong(file, before: end)
            }
            guard disks == 0, offset + size <= end else { throw ContentError.brokenArchive }
            return (count, size, offset)
        }
        throw ContentError.brokenArchive
    }

    /// The same by the ZIP64 record, which a locator before the end record points to.
    private static func locateLong(
        _ file: TemporaryFile, before end: UInt64
    ) throws -> (count: UInt64, size: UInt64, offset: UInt64) {
        guard end >= 76 else { throw ContentError.brokenArchive }
        let locator = LittleEndianBytes(bytes: try file.read(at: Int64(end) - 20, length: 20))
        guard locator.number(at: 0, length: 4) == 0x0706_4B50, let place = locator.number(at: 8, length: 8),
            place <= end - 76
        else { throw ContentError.brokenArchive }
        let record = LittleEndianBytes(bytes: try file.read(at: Int64(place), length: 56))
        guard record.number(at: 0, length: 4) == 0x0606_4B50, let count = record.number(at: 32, length: 8),
            let size = record.number(at: 40, length: 8), let offset = record.number(at: 48, length: 8),
            size <= place, offset <= place - size
        else { throw ContentError.brokenArchive }
        return (count, size, offset)
    }

    private static func entry(_ table: LittleEndianBytes, at position: Int) -> (entry: ArchiveEntry, next: Int)? {
        func field(_ offset: Int, _ length: Int) -> UInt64? { table.number(at: position + offset, length: length) }
        guard field(0, 4) == 0x0201_4B50, let maker = field(5, 1), let flags = field(8, 2), let method = field(10, 2),
            let packed = field(20, 4), let unpacked = field(24, 4), let nameLength = field(28, 2),
            let extraLength = field(30, 2), let commentLength = field(32, 2), let attributes = field(38, 4),
            let offset = field(42, 4),
            let name = table.slice(at: position + entryLength, length: Int(nameLength)),
            let extra = table.slice(at: position + entryLength + Int(nameLength), length: Int(extraLength)),
            let sizes = long([unpacked, packed, offset], LittleEndianBytes(bytes: extra))
        else { return nil }
        // 3 is Unix, 19 is macOS.
        let mode = maker == 3 || maker == 19 ? UInt16(attributes >> 16) : 0
        let entry = ArchiveEntry(
            rawName: name, flags: UInt16(flags), method: UInt16(method), packedSize: sizes[1], unpackedSize: sizes[0],
            headerOffset: sizes[2], unixMode: mode)
        let next = position + entryLength + Int(nameLength) + Int(extraLength) + Int(commentLength)
        return next <= table.bytes.count ? (entry, next) : nil
    }

    /// Replaces each number that doesn't fit 32 bits by the one of the ZIP64 extra field, which has only those.
    private static func long(_ numbers: [UInt64], _ extra: LittleEndianBytes) -> [UInt64]? {
        guard numbers.contains(0xFFFF_FFFF) else { return numbers }
        var position = 0
        while let kind = extra.number(at: position, length: 2), let length = extra.number(at: position + 2, length: 2) {
            position += 4
            guard kind == 1 else {
                position += Int(length)
                continue
            }
            var result = numbers
            for index in numbers.indices where numbers[index] == 0xFFFF_FFFF {
                guard let number = extra.number(at: position, length: 8) else { return nil }
                result[index] = number
                position += 8
            }
            return result
        }
        return nil
    }
}
