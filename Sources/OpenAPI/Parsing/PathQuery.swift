/// What follows the '?' of a path, which no path may have and many documents write.
struct PathQuery {
    /// What stands there, as written.
    let text: String
    /// The pairs that are sent as they stand, such as `export=true`.
    private(set) var fixed: [String] = []
    /// The pairs of which a parameter says the value: the name in the query, and the one between the braces.
    private(set) var variables: [(name: String, variable: String)] = []

    init(_ text: Substring) {
        self.text = String(text)
        for pair in text.split(separator: "&") {
            let name = Self.name(of: pair)
            let value = pair.dropFirst(name.count + 1)
            if value.hasPrefix("{"), value.hasSuffix("}") {
                variables.append((name, String(value.dropFirst().dropLast())))
            } else if pair.hasPrefix("{"), pair.hasSuffix("}") {
                let name = String(pair.dropFirst().dropLast())
                variables.append((name, name))
            } else {
                fixed.append(String(pair))
            }
        }
    }

    /// The name of a pair.
    static func name(of pair: some StringProtocol) -> String {
        String(pair.prefix { $0 != "=" })
    }
}
