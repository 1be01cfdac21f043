/// Bounds what the rows of a sheet may cost, whatever the sheet holds.
package struct SheetLimits: Sendable, Hashable {
    /// The most text in a row, in bytes; 4 MiB by default, as for CSV.
    package var rowBytes = 4 << 20

    /// The most cells of all rows together, counting empty ones in front of others; 2^28 by default.
    ///
    /// Without it, a million rows with a single cell in the last column would be 17 billion cells.
    package var cells = 1 << 28

    /// A batch ends with the row that fills it to this size, in bytes; 256 KiB by default.
    package var batchBytes = 256 << 10

    /// A batch has no more rows than this; 1024 by default.
    package var batchRows = 1024

    /// The documented defaults.
    package init() {}
}
