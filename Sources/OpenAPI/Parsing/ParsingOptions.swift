/// How a document is read.
public struct ParsingOptions: Sendable {
    /// Whether forgivable mistakes count as warnings; see `DiagnosticCode.isForgivable`.
    public var isLenient: Bool
    /// Where the files of references come from.
    public var files: DocumentFiles

    /// Says how a document is read.
    public init(isLenient: Bool = false, files: DocumentFiles = .none) {
        self.isLenient = isLenient
        self.files = files
    }
}
