extension GeneratorOptions.Access {
    /// A text in which declarations are public, with declarations of this access.
    ///
    /// Renderers write `public` at the beginning of a line and nowhere else; the inside of a literal over several lines
    /// is left as it is.
    func applied(to text: String) -> String {
        guard self != .public else { return text }
        let word = self == .package ? "package " : ""
        var literalEnd: Substring?
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
            let content = line.drop { $0 == " " }
            if let end = literalEnd {
                if content == end { literalEnd = nil }
                return String(line)
            }
            literalEnd = Self.endOfLiteral(openedBy: content)
            for prefix in ["", "@Indirect ", "indirect "] where content.hasPrefix(prefix + "public ") {
                let indentation = line.prefix(line.count - content.count)
                return "\(indentation)\(prefix)\(word)\(content.dropFirst(prefix.count + 7))"
            }
            return String(line)
        }
        return lines.joined(separator: "\n")
    }

    /// The line that ends the literal which a line opens: three quotes with as many hashes as stand before the opening
    /// ones. Nil when the line opens none.
    private static func endOfLiteral(openedBy line: Substring) -> Substring? {
        guard !line.hasPrefix("//"), line.hasSuffix("\"\"\"") else { return nil }
        let hashes = line.dropLast(3).reversed().prefix { $0 == "#" }.count
        return "\"\"\"" + String(repeating: "#", count: hashes)[...]
    }
}
