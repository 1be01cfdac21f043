/// Bounds what one row of a CSV file may cost in memory, whatever the file holds.
package struct CSVLimits: Sendable, Hashable {
    /// The largest field, in bytes of UTF-8 without its quotes; 1 MiB by default.
    package var fieldBytes: Int

    /// The most fields in a row; 4096 by default.
    package var columns: Int

    /// The largest row, in bytes of UTF-8 with its separators; 4 MiB by default.
    ///
    /// Without it, 4096 fields of 1 MiB would be legal and need 4 GiB.
    package var rowBytes: Int

    /// Makes the limits; each must be positive, and smaller values are read as one.
    package init(fieldBytes: Int = 1 << 20, columns: Int = 4096, rowBytes: Int = 4 << 20) {
        self.fieldBytes = max(1, fieldBytes)
        self.columns = max(1, columns)
        self.rowBytes = max(1, rowBytes)
    }
}
