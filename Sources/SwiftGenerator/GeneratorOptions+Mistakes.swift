public import OpenAPI

extension GeneratorOptions {
    /// What the options name and the document does not have, one sentence each: a filter that takes nothing would leave
    /// everything out without a word.
    public func mistakes(in document: Document) -> [String] {
        let operations = document.operations + document.webhooks.flatMap(\.operations)
        let schemas = document.schemas.map(\.name)
        let tags = operations.flatMap(\.tags)
        let paths = operations.map(\.path)
        return missing(filter.tags, "no operation has the tag", among: tags)
            + missing(filter.paths.filter { !$0.hasSuffix("*") }, "there is no path", among: paths)
            + filter.paths.filter { path in
                path.hasSuffix("*") && !paths.contains { $0.hasPrefix(path.dropLast()) }
            }.map { "no path begins as '\($0)'" }
            + missing(filter.operations, "there is no operation", among: operations.map(\.identifier))
            + missing(filter.schemas, "there is no schema", among: schemas)
            + missing(names.keys.sorted(), "a name is given, and there is no schema", among: schemas)
            + takenNames(in: document)
    }

    /// Names that are given and that something else has.
    private func takenNames(in document: Document) -> [String] {
        let apiName = SwiftName.type(document.title)
        let own = ["API", "Authenticator", "Client"].map { apiName + $0 }
        let schemas = Dictionary(grouping: names.keys.sorted()) { names[$0] ?? "" }
        return schemas.sorted { $0.key < $1.key }.flatMap { name, schemas -> [String] in
            var mistakes: [String] = []
            if schemas.count > 1 {
                let list = schemas.map { "'\($0)'" }.joined(separator: ", ")
                mistakes.append("the name '\(name)' is given to several schemas: \(list)")
            }
            if own.contains(name) { mistakes.append("the name '\(name)' is that of a type of the API's own") }
            return mistakes
        }
    }

    private func missing(_ wanted: [String], _ subject: String, among words: [String]) -> [String] {
        let known = Set(words)
        return wanted.filter { !known.contains($0) }.map { word in
            let near = Suggestion.nearest(to: word, among: known.sorted()).map { "; did you mean '\($0)'?" } ?? ""
            return "\(subject) '\(word)'\(near)"
        }
    }

    /// Whether a text can be the name of a type: no keyword, and nothing that generated code calls by its bare name.
    public static func isTypeName(_ text: String) -> Bool { SwiftName.isTypeName(text) }
}
