/// Bounds what unpacking an archive may cost, whatever the archive claims or holds.
package struct ArchiveLimits: Sendable, Hashable {
    /// The largest archive that is looked at, in bytes. Default 100 MiB, the largest upload.
    package var packedBytes: Int64 = 100 << 20

    /// The most entries in an archive. Default 10,000; a workbook has a few for each sheet and picture.
    package var entries = 10_000

    /// The largest table of contents, in bytes. Default 4 MiB.
    package var directoryBytes = 4 << 20

    /// The most that one entry may unpack to, in bytes. Default 1 GiB.
    package var entryBytes: UInt64 = 1 << 30

    /// The most that all entries may unpack to, in bytes. Default 2 GiB.
    package var totalBytes: UInt64 = 2 << 30

    /// How many times larger than packed an entry may be. Default 200; sheets full of numbers reach about 40.
    package var ratio: UInt64 = 200

    /// Entries that unpack to no more than this are not held to the ratio, in bytes. Default 4 MiB.
    package var ratioFreeBytes: UInt64 = 4 << 20

    /// The documented defaults.
    package init() {}

    /// Whether an entry's sizes are within the bounds of one entry.
    func allow(unpacked: UInt64, packed: UInt64) -> Bool {
        guard unpacked <= entryBytes else { return false }
        return unpacked <= ratioFreeBytes || unpacked / ratio <= packed
    }
}
