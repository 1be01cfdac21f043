/// Turns any name of a document into a good Swift name.
enum SwiftName {
    /// A type's name: words capitalised and joined.
    static func type(_ name: String) -> String {
        let result = words(name).map(capitalised).joined()
        let safe = result.first.map { $0.isNumber } ?? true ? "_" + result : result
        return reservedTypes.contains(safe) ? safe + "Schema" : safe
    }

    /// A property's, a case's or a function's name: the first word in lower case.
    static func member(_ name: String) -> String {
        let words = words(name)
        let result = (words.first?.lowercased() ?? "") + words.dropFirst().map(capitalised).joined()
        let safe = result.first.map { $0.isNumber } ?? true ? "_" + result : result
        return keywords.contains(safe) ? "`\(safe)`" : safe
    }

    /// The same names, made different from each other by a number where they are equal.
    static func unique(_ names: [String]) -> [String] {
        var taken: Set<String> = []
        return names.map { name in
            var candidate = name
            var number = 2
            while !taken.insert(candidate).inserted {
                candidate = name.hasSuffix("`") ? "\(name.dropFirst().dropLast())\(number)" : "\(name)\(number)"
                number += 1
            }
            return candidate
        }
    }

    /// Splits at everything that is no letter or digit and where a lower-case letter meets an upper-case one.
    static func words(_ name: String) -> [String] {
        var words: [String] = []
        var word = ""
        var characters = Array(name)[...]
        while let character = characters.popFirst() {
            guard character.isLetter || character.isNumber else {
                if !word.isEmpty { words.append(word) }
                word = ""
                continue
            }
            if let last = word.last, character.isUppercase {
                let startsWord = characters.first.map { $0.isLowercase } ?? false
                if last.isLowercase || last.isNumber || (last.isUppercase && startsWord) {
                    words.append(word)
                    word = ""
                }
            }
            word.append(character)
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    private static func capitalised(_ word: String) -> String {
        let lower = word.lowercased()
        if initialisms.contains(lower) { return lower.uppercased() }
        return word.prefix(1).uppercased() + lower.dropFirst()
    }

    private static let initialisms: Set = [
        "api", "csv", "html", "http", "https", "id", "ip", "json", "jwt", "sha", "sql", "uri", "url", "uuid", "xml",
        "yaml",
    ]

    private static let reservedTypes: Set = [
        "Any", "Array", "Bool", "Character", "Codable", "Contract", "Date", "Decodable", "Dictionary", "Double",
        "Duration", "Encodable", "Equatable", "Error", "Float", "FullDate", "Hashable", "Input", "Int", "Int32",
        "Int64", "JSONMap", "JSONReader", "JSONValue", "JSONWriter", "Never", "Optional", "Output", "Pattern",
        "Patterns", "Protocol", "Result", "Self", "Sendable", "Set", "String", "Task", "Type", "UInt8", "URIReference",
        "UUID", "Void",
    ]

    private static let keywords: Set = [
        "actor", "any", "as", "associatedtype", "async", "await", "break", "case", "catch", "class", "continue",
        "default", "defer", "deinit", "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for",
        "func", "guard", "if", "import", "in", "init", "inout", "internal", "is", "let", "nil", "operator", "private",
        "protocol", "public", "repeat", "rethrows", "return", "self", "static", "struct", "subscript", "super",
        "switch", "throw", "throws", "true", "try", "typealias", "var", "where", "while",
    ]
}
