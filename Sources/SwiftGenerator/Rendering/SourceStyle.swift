/// What all generated files have in common.
struct SourceStyle {
    /// What they name as their source, such as `openapi.yaml`.
    var source: String
    /// How far their declarations can be seen.
    var access = GeneratorOptions.Access.public

    /// The first line of every generated file.
    var note: String { Self.noteBegin + source + Self.noteEnd }

    private static let noteBegin = "// Generated from "
    private static let noteEnd = ". Change that file instead; this one is written again at every build."

    /// Whether a line is the first one of a generated file.
    static func isNote(_ line: String) -> Bool { line.hasPrefix(noteBegin) && line.hasSuffix(noteEnd) }
}
