import Foundation

/// What Swift sources have between quotes in the parentheses of some calls, what stands in interpolations too.
struct SourceMessages {
    private let characters: [Character]
    private var index = 0
    private var found: [String] = []

    /// The parts of messages, between their interpolations, that are more than one word.
    ///
    /// - Parameters:
    ///   - folder: The folder in the repository.
    ///   - calls: How the calls begin, with their parenthesis.
    static func all(in folder: String, of calls: [String]) throws -> [String] {
        try sources(of: folder).flatMap { source in
            var scanner = SourceMessages(source)
            scanner.scan(calls)
            return scanner.found.map { plain($0.trimmingCharacters(in: .whitespaces)) }
                .filter { $0.contains(" ") && $0.count > 4 }
        }
    }

    /// The text of every Swift file in a folder of the repository.
    static func sources(of folder: String) throws -> [String] {
        let folder = Fixtures.repository.appending(path: folder).resolvingSymlinksInPath()
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects ?? []
        return try files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.map {
            try String(contentsOf: $0, encoding: .utf8)
        }
    }

    /// A text without what only quotes it.
    static func plain(_ text: String) -> String { text.filter { $0 != "\\" && $0 != "\"" } }

    private init(_ source: String) { characters = Array(source) }

    private func has(_ text: String) -> Bool { characters[index...].starts(with: text) }

    private mutating func scan(_ calls: [String]) {
        while index < characters.count {
            guard let call = calls.first(where: has) else {
                index += 1
                continue
            }
            index += call.count
            readArguments()
        }
    }

    /// Reads up to the parenthesis that closes.
    private mutating func readArguments() {
        var depth = 1
        while depth > 0, index < characters.count {
            if has("\"\"\"") {
                index += 3
                while index < characters.count, !has("\"\"\"") { index += 1 }
                index += 3
            } else if characters[index] == "\"" {
                readLiteral()
            } else {
                depth += characters[index] == "(" ? 1 : characters[index] == ")" ? -1 : 0
                index += 1
            }
        }
    }

    private mutating func readLiteral() {
        index += 1
        var part = ""
        while index < characters.count, characters[index] != "\"" {
            if has("\\(") {
                found.append(part)
                part = ""
                index += 2
                readArguments()
            } else {
                let count = characters[index] == "\\" ? 2 : 1
                part += String(characters[index...].prefix(count))
                index += count
            }
        }
        index += 1
        found.append(part)
    }
}
