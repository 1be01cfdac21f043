import CZip

/// The unpacked bytes of one entry, as they are asked for, within the archive's limits.
final class ZipEntryStream {
    /// The size that the archive claims, in bytes.
    var declaredSize: UInt64 { entry.unpackedSize }

    private let file: OpaquePointer
    private let archive: ZipArchive
    private let entry: ArchiveEntry
    private let limits: ArchiveLimits
    private var unpacked: UInt64 = 0

    /// Takes over `file`. Keeps `archive` alive, which must not be closed before.
    init(_ file: OpaquePointer, of archive: ZipArchive, _ entry: ArchiveEntry, _ limits: ArchiveLimits) {
        self.file = file
        self.archive = archive
        self.entry = entry
        self.limits = limits
    }

    deinit {
        zip_fclose(file)
    }

    /// Unpacks at most `capacity` bytes; zero means that the entry has ended and that its checksum is right.
    ///
    /// What the archive claims of an entry's size is no bound, so every byte is counted.
    ///
    /// - Throws: `ContentError`
    func read(into buffer: UnsafeMutableRawPointer, capacity: Int) throws(ContentError) -> Int {
        let count = zip_fread(file, buffer, zip_uint64_t(capacity))
        guard count >= 0 else { throw .brokenArchive }
        unpacked += UInt64(count)
        guard limits.allow(unpacked: unpacked, packed: entry.packedSize) else { throw .unpacksTooLarge(entry.name) }
        guard unpacked <= entry.unpackedSize else { throw .brokenArchive }
        try archive.spend(UInt64(count), on: entry)
        if count == 0, unpacked != entry.unpackedSize { throw .brokenArchive }
        return Int(count)
    }
}
