/// Writes lines of Swift with their indentation, and with the access that is asked for.
struct SourceWriter {
    private(set) var text = ""
    private var depth = 0
    private let access: GeneratorOptions.Access

    /// Makes a writer that begins with the note that every generated file carries.
    init(_ style: SourceStyle, imports: [String]) {
        access = style.access
        line("// Generated from \(style.source). Change that file instead; this one is written again at every build.")
        line()
        for line in Self.imports(imports, access) { verbatim(line) }
        if !imports.isEmpty { line() }
    }

    /// Imports that agree with those without an access of other files of the module: where these are public as a rule, none
    /// may say `package` (SE-0409).
    ///
    /// - Parameters:
    ///   - imports: The imports; `public` those of which something declared here shows.
    ///   - access: Who may use what is declared here.
    static func imports(_ imports: [String], _ access: GeneratorOptions.Access) -> [String] {
        let shown = imports.filter { $0.hasPrefix("public ") }
        guard access == .package, !shown.isEmpty else { return imports.map(access.applied) }
        return ["#if hasFeature(InternalImportsByDefault)"] + shown.map(access.applied) + ["#else"]
            + shown.map { String($0.dropFirst(7)) } + ["#endif"] + imports.filter { !shown.contains($0) }
    }

    /// Writes a line; what is declared `public` at its beginning gets the access that is asked for.
    ///
    /// - Parameters:
    ///   - content: The line without its indentation.
    ///   - literal: What stands at its end as it is, and may be of several lines.
    mutating func line(_ content: String = "", literal: String = "") {
        if !content.isEmpty {
            text += Self.indentations[min(depth, Self.indentations.count - 1)]
            text += access.applied(to: content)
        }
        text += literal
        text += "\n"
    }

    /// The beginnings of lines, by how deep these are. Nothing that is written nests as deep as the last.
    private static let indentations = (0..<32).map { String(repeating: "    ", count: $0) }

    /// Writes a line as it is, for the inside of literals over several lines.
    mutating func verbatim(_ content: String) {
        text += content + "\n"
    }

    /// Writes a block: its head, its lines one step further in, and its closing brace.
    mutating func block(_ head: String, closing: String? = "}", _ body: (inout SourceWriter) -> Void) {
        line(head)
        depth += 1
        body(&self)
        depth -= 1
        if let closing { line(closing) }
    }

    /// Writes a documentation comment; no line of it can end the comment, whatever the document holds.
    mutating func documentation(_ lines: [String]) {
        for text in lines {
            // Most are plain, and to ask each of their characters costs more than all else here.
            if text.utf8.allSatisfy({ 0x20..<0x80 ~= $0 }) {
                line(text.isEmpty ? "///" : "/// \(text)")
                continue
            }
            for content in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
                let printable = String(String.UnicodeScalarView(content.unicodeScalars.filter { $0.value >= 0x20 }))
                line(printable.isEmpty ? "///" : "/// \(printable)")
            }
        }
    }
}
