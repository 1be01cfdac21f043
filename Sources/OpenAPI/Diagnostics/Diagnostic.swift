public import YAML

/// One thing to say about a document, and the place that it is about.
public struct Diagnostic: Hashable, Sendable, CustomStringConvertible {
    /// How grave it is.
    public enum Severity: String, Hashable, Sendable {
        /// Nothing can be generated.
        case error
        /// Worth a look.
        case warning
    }

    /// How grave it is.
    public var severity: Severity
    /// What kind of mistake it is.
    public var code: DiagnosticCode
    /// What is wrong and what to do about it.
    public var message: String
    /// Where.
    public var location: SourceLocation

    /// Makes a diagnostic.
    public init(_ severity: Severity, _ code: DiagnosticCode, _ message: String, at location: SourceLocation) {
        self.severity = severity
        self.code = code
        self.message = message
        self.location = location
    }

    /// `FILE:LINE:COLUMN: SEVERITY: MESSAGE`, the form that editors and build logs link to.
    public var description: String { "\(location): \(severity.rawValue): \(message)" }

    /// Whether one stands before another: by file, line and column, then by message.
    public static func inOrder(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
        (left.location, left.message) < (right.location, right.message)
    }
}

/// Everything that is wrong with a document, all at once.
public struct DocumentError: Error, Sendable, CustomStringConvertible {
    /// In the order of the document, warnings included.
    public var diagnostics: [Diagnostic]

    /// Makes an error of diagnostics.
    public init(_ diagnostics: [Diagnostic]) {
        self.diagnostics = diagnostics
    }

    /// One line for each diagnostic.
    public var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}
