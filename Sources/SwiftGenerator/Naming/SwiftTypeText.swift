/// Reads a type as it is written where one is used: names with arguments, arrays, dictionaries and optionals of them.
///
/// Functions, tuples and `any` are left to a typealias.
struct SwiftTypeText {
    /// The deepest nesting that is read.
    private static let maximumDepth = 32

    private var rest: Substring

    /// Whether a text is a type from its beginning to its end.
    static func isType(_ text: String) -> Bool {
        var reader = SwiftTypeText(rest: text[...])
        return reader.readType(depth: 0) && reader.rest.isEmpty
    }

    /// The modules that a type names: what the dotted names in it begin with.
    static func modules(of text: String) -> Set<String> {
        let names = text.split { "[]<>?:, ".contains($0) }
        return names.reduce(into: []) { modules, name in
            // What follows arguments begins with a dot.
            guard let dot = name.firstIndex(of: "."), dot > name.startIndex else { return }
            modules.insert(String(name[..<dot]))
        }
    }

    private mutating func readType(depth: Int) -> Bool {
        guard depth < Self.maximumDepth else { return false }
        if take("[") {
            guard readType(depth: depth + 1) else { return false }
            if take(":") {
                skipSpace()
                guard readType(depth: depth + 1) else { return false }
            }
            guard take("]") else { return false }
        } else {
            repeat {
                guard readName(), readArguments(depth: depth) else { return false }
            } while take(".")
        }
        while take("?") {}
        return true
    }

    private mutating func readName() -> Bool {
        let name = rest.prefix { $0 == "_" || $0.unicodeScalars.allSatisfy(\.properties.isXIDContinue) }
        rest = rest[name.endIndex...]
        return SwiftName.isIdentifier(String(name))
    }

    /// The types between `<` and `>`, if there are any.
    private mutating func readArguments(depth: Int) -> Bool {
        guard take("<") else { return true }
        repeat {
            skipSpace()
            guard readType(depth: depth + 1) else { return false }
        } while take(",")
        return take(">")
    }

    private mutating func take(_ character: Character) -> Bool {
        guard rest.first == character else { return false }
        rest = rest.dropFirst()
        return true
    }

    private mutating func skipSpace() { rest = rest.drop { $0 == " " } }
}
