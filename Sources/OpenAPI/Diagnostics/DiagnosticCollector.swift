public import YAML

/// Gathers diagnostics while a document is read, so that they come all at once and not one a run.
public final class DiagnosticCollector {
    /// What was gathered, in the order in which it was found.
    public private(set) var diagnostics: [Diagnostic] = []
    private var known: Set<Diagnostic> = []
    /// Whether forgivable errors count as warnings.
    public let isLenient: Bool

    /// Makes an empty collector.
    ///
    /// - Parameter isLenient: Whether forgivable errors count as warnings.
    public init(isLenient: Bool = false) {
        self.isLenient = isLenient
    }

    /// Records something that the generator does not know yet.
    public func error(_ message: String, at location: SourceLocation) {
        add(.error, .unsupported, message, location)
    }

    /// Records an error. The same error at the same place counts once, however often a reference leads there.
    public func error(_ code: DiagnosticCode, _ message: String, at location: SourceLocation) {
        add(isLenient && code.isForgivable ? .warning : .error, code, message, location)
    }

    /// Records a warning.
    public func warning(_ code: DiagnosticCode, _ message: String, at location: SourceLocation) {
        add(.warning, code, message, location)
    }

    /// Records a diagnostic as it is.
    public func add(_ diagnostic: Diagnostic) {
        if known.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
    }

    private func add(
        _ severity: Diagnostic.Severity, _ code: DiagnosticCode, _ message: String, _ location: SourceLocation
    ) {
        add(Diagnostic(severity, code, message, at: location))
    }

    /// What was gathered, in the order of the document.
    public var sorted: [Diagnostic] { diagnostics.sorted(by: Diagnostic.inOrder) }

    /// Throws what was gathered, in the order of the document, if there is an error among it.
    public func throwIfFailed() throws(DocumentError) {
        guard diagnostics.contains(where: { $0.severity == .error }) else { return }
        throw DocumentError(sorted)
    }
}
