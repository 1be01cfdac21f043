extension GeneratorOptions.Access {
    /// A line that declares something public, declaring it with this access; any other line as it is.
    func applied(to line: String) -> String {
        guard self != .public else { return line }
        for attribute in ["", "@Indirect ", "indirect "] where line.hasPrefix(attribute + "public ") {
            return attribute + (self == .package ? "package " : "") + line.dropFirst(attribute.count + 7)
        }
        return line
    }
}
