public import YAML

/// Gathers diagnostics while a document is read, so that they come all at once and not one a run.
public final class DiagnosticCollector {
    /// What was gathered, in the order in which it was found.
    public private(set) var diagnostics: [Diagnostic] = []
    private var known: Set<Diagnostic> = []

    /// Makes an empty collector.
    public init() {}

    /// Records an error. The same error at the same place counts once, however often a reference leads there.
    public func error(_ message: String, at location: SourceLocation) {
        let diagnostic = Diagnostic(.error, message, at: location)
        if known.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
    }

    /// Throws what was gathered, in the order of the document, if there is an error among it.
    public func throwIfFailed() throws(DocumentError) {
        guard diagnostics.contains(where: { $0.severity == .error }) else { return }
        throw DocumentError(
            diagnostics.sorted {
                ($0.location.file, $0.location.line, $0.location.column)
                    < ($1.location.file, $1.location.line, $1.location.column)
            })
    }
}
