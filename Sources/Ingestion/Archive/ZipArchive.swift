import CZip
import Foundation

/// A ZIP archive on disk whose table of contents has been judged harmless; entries are unpacked by libzip.
///
/// Nothing is ever unpacked to disk. Calls block.
final class ZipArchive {
    private let archive: OpaquePointer
    private let limits: ArchiveLimits
    private let entries: [[UInt8]: (index: Int, entry: ArchiveEntry)]
    /// What may still be unpacked of the whole archive, in bytes.
    private var budget: UInt64

    /// Opens the archive in `file`.
    ///
    /// - Throws: `ContentError`, or `TemporaryFileError` when the file can't be read.
    init(_ file: TemporaryFile, limits: ArchiveLimits = ArchiveLimits()) throws {
        let directory = try ArchiveDirectory(file, limits: limits)
        let descriptor = try file.duplicate()
        var code: Int32 = 0
        // On success libzip owns the descriptor.
        guard let archive = zip_fdopen(descriptor, 0, &code) else {
            close(descriptor)
            throw ContentError.brokenArchive
        }
        self.archive = archive
        self.limits = limits
        budget = limits.totalBytes
        var entries: [[UInt8]: (index: Int, entry: ArchiveEntry)] = [:]
        for (index, entry) in directory.entries.enumerated() { entries[entry.key] = (index, entry) }
        self.entries = entries
        guard Self.agrees(archive, with: directory) else { throw ContentError.brokenArchive }
    }

    deinit {
        zip_discard(archive)
    }

    /// Opens an entry for reading; nil when there is none of that name.
    ///
    /// - Throws: `ContentError`
    func open(_ name: String) throws(ContentError) -> ZipEntryStream? {
        guard let (index, entry) = entries[ArchiveEntry.key(name.utf8)] else { return nil }
        guard entry.method == UInt16(ZIP_CM_STORE) || entry.method == UInt16(ZIP_CM_DEFLATE),
            let file = zip_fopen_index(archive, zip_uint64_t(index), 0)
        else { throw .brokenArchive }
        return ZipEntryStream(file, of: self, entry, limits)
    }

    /// Counts bytes that were unpacked.
    func spend(_ count: UInt64, on entry: ArchiveEntry) throws(ContentError) {
        guard count <= budget else { throw .unpacksTooLarge(entry.name) }
        budget -= count
    }

    /// Whether libzip read the same table of contents; where two readers disagree, one of them is being deceived.
    private static func agrees(_ archive: OpaquePointer, with directory: ArchiveDirectory) -> Bool {
        guard zip_get_num_entries(archive, 0) == zip_int64_t(directory.entries.count) else { return false }
        for (index, entry) in directory.entries.enumerated() {
            var stat = zip_stat_t()
            guard zip_stat_index(archive, zip_uint64_t(index), 0, &stat) == 0, stat.size == entry.unpackedSize,
                stat.comp_size == entry.packedSize, stat.comp_method == entry.method,
                stat.encryption_method == UInt16(ZIP_EM_NONE),
                let name = zip_get_name(archive, zip_uint64_t(index), zip_flags_t(ZIP_FL_ENC_RAW)),
                strlen(name) == entry.rawName.count, memcmp(name, entry.rawName, entry.rawName.count) == 0
            else { return false }
        }
        return true
    }
}
