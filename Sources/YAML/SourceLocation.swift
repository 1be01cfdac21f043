/// A place in a document, as editors count it.
public struct SourceLocation: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The file's path as it was given to the loader.
    public var file: String
    /// The line, from 1.
    public var line: Int
    /// The column in Unicode scalars, from 1.
    public var column: Int

    /// Makes the location of one character of a file.
    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// `FILE:LINE:COLUMN`, the form that editors and build logs link to.
    public var description: String { "\(file):\(line):\(column)" }

    /// How a message at another place names this one: by its line in the same file, else as `FILE:LINE:COLUMN`.
    public func described(at other: SourceLocation) -> String { file == other.file ? "line \(line)" : description }

    /// Whether a place comes before another: by file, line and column.
    public static func < (left: SourceLocation, right: SourceLocation) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
}
