import YAML

/// A document as far as it could be read, and everything that is wrong with it.
public struct DocumentReading {
    /// What could be read. What was wrong is absent from it, so it must not be taken for the whole when `hasFailed`.
    public var document: Document
    /// What was found, warnings included, in the order of the document.
    public var diagnostics: [Diagnostic]
    let places: MistakenPlaces
    let parser: DocumentParser

    /// Whether there is an error among the diagnostics.
    public var hasFailed: Bool { diagnostics.contains { $0.severity == .error } }

    /// The paths of the document and of the files that it refers to, as far as they could be read.
    public var files: [String] { parser.sources.map(\.root.location.file) }

    /// The document and the files that it refers to in one.
    public var bundle: BundledDocument {
        Bundler.changesNothing(parser)
            ? BundledDocument(document) : BundledDocument(Bundler.value(document, parser))
    }

    /// These diagnostics together with those of a later stage, in the order of the document.
    ///
    /// Where an error has been found, and in whatever stands around it or refers to it, a later stage sees less than the
    /// document says; what it finds there is left out, for it may be an outcome of that error. That a pattern cannot be
    /// read is none of anything.
    ///
    /// - Parameter later: What a later stage has found.
    public func joined(with later: [Diagnostic]) -> [Diagnostic] {
        let known = Set(diagnostics)
        var seen: Set<Diagnostic> = []
        let others = later.filter { finding in
            let isCertain = finding.code == .invalidPattern || !places.concern(finding.location)
            return isCertain && !known.contains(finding) && seen.insert(finding).inserted
        }
        return (diagnostics + others).sorted(by: Diagnostic.inOrder)
    }
}
