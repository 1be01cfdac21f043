/// What follows the '?' of a path, which no path may have and many documents write.
struct PathQuery {
    /// The pairs that are sent as they stand, such as `export=true`.
    private(set) var fixed: [String] = []
    /// The pairs of which a parameter says the value: the name in the query, and the one between the braces.
    private(set) var variables: [(name: String, variable: String)] = []
    /// The pairs that have braces elsewhere.
    private(set) var unreadable: [String] = []

    init(_ text: Substring) {
        for pair in text.split(separator: "&").map(String.init) {
            let value = pair.drop { $0 != "=" }.dropFirst()
            if let variable = Self.variable(value) {
                variables.append((Self.name(of: pair), variable))
            } else if let variable = Self.variable(pair[...]) {
                variables.append((variable, variable))
            } else if pair.contains("{") || pair.contains("}") {
                unreadable.append(pair)
            } else {
                fixed.append(pair)
            }
        }
    }

    /// The name of a pair, its percent escapes read.
    static func name(of pair: String) -> String { JSONPointer.percentDecoded(String(pair.prefix { $0 != "=" })) }

    /// The name between braces, where a text is nothing else.
    private static func variable(_ text: Substring) -> String? {
        guard text.hasPrefix("{"), text.hasSuffix("}"), text.count > 2 else { return nil }
        let name = text.dropFirst().dropLast()
        return name.contains("{") || name.contains("}") ? nil : String(name)
    }
}
