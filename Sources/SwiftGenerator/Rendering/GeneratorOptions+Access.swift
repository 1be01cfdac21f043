extension GeneratorOptions.Access {
    /// A text in which declarations are public, with declarations of this access.
    ///
    /// Renderers write `public` at the beginning of a line and nowhere else; the inside of a literal over several lines
    /// is left as it is.
    func applied(to text: String) -> String {
        guard self != .public else { return text }
        let word = self == .package ? "package " : ""
        var isInLiteral = false
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
            let wasInLiteral = isInLiteral
            if Self.opensOrClosesLiteral(line) { isInLiteral.toggle() }
            guard !wasInLiteral else { return String(line) }
            let content = line.drop { $0 == " " }
            for prefix in ["", "@Indirect ", "indirect "] where content.hasPrefix(prefix + "public ") {
                let indentation = line.prefix(line.count - content.count)
                return "\(indentation)\(prefix)\(word)\(content.dropFirst(prefix.count + 7))"
            }
            return String(line)
        }
        return lines.joined(separator: "\n")
    }

    private static func opensOrClosesLiteral(_ line: Substring) -> Bool {
        let content = line.drop { $0 == " " }
        return !content.hasPrefix("//") && content.contains("\"\"\"")
    }
}
