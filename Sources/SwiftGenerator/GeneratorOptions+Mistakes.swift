public import OpenAPI

extension GeneratorOptions {
    /// What the options say and the document does not bear out.
    public struct Mistake: Hashable, Sendable {
        /// What is wrong, in a sentence without an end.
        public var message: String
        /// The entry that says it.
        public var entry: Entry

        init(_ message: String, _ entry: Entry) {
            self.message = message
            self.entry = entry
        }
    }

    /// A part of the options that the document has to have, by which a configuration knows its place.
    public enum Entry: Hashable, Sendable {
        /// A tag of the filter.
        case tag(String)
        /// A path of the filter.
        case path(String)
        /// An `operationId` of the filter.
        case operation(String)
        /// A schema of the filter.
        case schema(String)
        /// The name that a schema's type is given.
        case name(ofSchema: String)
    }

    /// What the options name and the document does not have: a filter that takes nothing would leave everything out without
    /// a word.
    public func mistakes(in document: Document) -> [Mistake] {
        let operations = document.operations + document.webhooks.flatMap(\.operations)
        let schemas = document.schemas.map(\.name) + document.schemasElsewhere.map(\.name)
        let tags = operations.flatMap(\.tags)
        let paths = operations.map(\.path)
        return missing(filter.tags, "no operation has the tag", among: tags) { .tag($0) }
            + missing(filter.paths.filter { !$0.hasSuffix("*") }, "there is no path", among: paths) { .path($0) }
            + filter.paths.filter { path in
                path.hasSuffix("*") && !paths.contains { $0.hasPrefix(path.dropLast()) }
            }.map { Mistake("no path begins as '\($0)'", .path($0)) }
            + missing(filter.operations, "there is no operation", among: operations.map(\.identifier)) {
                .operation($0)
            }
            + missing(filter.schemas, "there is no schema", among: schemas) { .schema($0) }
            + missing(names.keys.sorted(), "a name is given, and there is no schema", among: schemas) {
                .name(ofSchema: $0)
            }
            + takenNames(in: document) + namesOfForeignTypes(in: document)
    }

    /// Names that are given and that something else has.
    private func takenNames(in document: Document) -> [Mistake] {
        let apiName = SwiftName.type(document.title)
        let own = ["API", "Authenticator", "Client"].map { apiName + $0 }
        let schemas = Dictionary(grouping: names.keys.sorted()) { names[$0] ?? "" }
        return schemas.sorted { $0.key < $1.key }.flatMap { name, schemas -> [Mistake] in
            var mistakes: [Mistake] = []
            if schemas.count > 1 {
                let list = schemas.map { "'\($0)'" }.joined(separator: ", ")
                mistakes +=
                    schemas.last.map {
                        [Mistake("the name '\(name)' is given to several schemas: \(list)", .name(ofSchema: $0))]
                    } ?? []
            }
            if own.contains(name), let schema = schemas.first {
                mistakes.append(
                    Mistake("the name '\(name)' is that of a type of the API's own", .name(ofSchema: schema)))
            }
            return mistakes
        }
    }

    /// Names of schemas of which no type is made, for the document has one that is written by hand.
    private func namesOfForeignTypes(in document: Document) -> [Mistake] {
        document.schemas.compactMap { named in
            guard let given = names[named.name], let type = named.schema.extensionText("x-swift-type") else {
                return nil
            }
            return Mistake(
                "the name '\(given)' is given to '\(named.name)', for which 'x-swift-type' puts '\(type)'; leave one of them out",
                .name(ofSchema: named.name))
        }
    }

    private func missing(
        _ wanted: [String], _ subject: String, among words: [String], entry: (String) -> Entry
    ) -> [Mistake] {
        let known = Set(words)
        return wanted.filter { !known.contains($0) }.map { word in
            let near = Suggestion.nearest(to: word, among: known.sorted()).map { "; did you mean '\($0)'?" } ?? ""
            return Mistake("\(subject) '\(word)'\(near)", entry(word))
        }
    }

    /// Whether a text can be the name of a type: no keyword, and nothing that generated code calls by its bare name.
    public static func isTypeName(_ text: String) -> Bool { SwiftName.isTypeName(text) }
}
