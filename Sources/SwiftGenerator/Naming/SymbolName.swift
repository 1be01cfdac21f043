/// The words for a name that has neither a letter nor a digit, such as `<=`, `*` or `👍`: what its characters are called, so
/// that each has the same name whatever stands beside it.
enum SymbolName {
    /// The words in lower case; none for characters that are not seen and have no name.
    ///
    /// - Parameter name: A name of symbols; of a long one the first characters count.
    static func words(_ name: String) -> [String] {
        name.unicodeScalars.lazy.filter { !$0.properties.isDefaultIgnorableCodePoint }.prefix(longest).flatMap(words)
    }

    private static let longest = 12

    private static func words(_ scalar: Unicode.Scalar) -> [String] {
        if let words = common[scalar] { return words }
        let name = scalar.properties.name ?? scalar.properties.nameAlias ?? ""
        return name.lowercased().split { !("a"..."z").contains($0) && !("0"..."9").contains($0) }.map(String.init)
    }

    /// What people call the symbols of ASCII, where Unicode says it at greater length or otherwise.
    private static let common: [Unicode.Scalar: [String]] = [
        "!": ["not"], "\"": ["quote"], "#": ["hash"], "$": ["dollar"], "%": ["percent"], "&": ["and"],
        "'": ["apostrophe"],
        "*": ["star"], "+": ["plus"], "-": ["minus"], ".": ["dot"], "/": ["slash"], "<": ["less"], "=": ["equals"],
        ">": ["greater"], "?": ["question"], "@": ["at"], "\\": ["backslash"], "^": ["caret"], "_": ["underscore"],
        "`": ["backtick"], "|": ["bar"], "~": ["tilde"], " ": ["space"], "\t": ["tab"], "\n": ["newline"],
        "(": ["left", "parenthesis"], ")": ["right", "parenthesis"], "[": ["left", "bracket"],
        "]": ["right", "bracket"],
        "{": ["left", "brace"], "}": ["right", "brace"],
    ]
}
