public import OpenAPI
public import YAML

/// What a `codegen.yaml` says.
public struct GeneratorConfiguration: Hashable, Sendable {
    /// The document's path from the configuration, or nil.
    public var document: String?
    /// What is generated; empty when nothing is said.
    public var modes: [Generator.Mode] = []
    /// How it is called, and which parts are taken.
    public var options = GeneratorOptions()
    /// Whether forgivable mistakes are warnings.
    public var isLenient = false
    /// Files that stand for URLs, by the URL or by its beginning, from the configuration's folder.
    public var map: [String: String] = [:]
    /// Where the configuration names the document, or nil.
    public var documentLocation: SourceLocation?
    /// Where the configuration says what is generated, or nil.
    public var modesLocation: SourceLocation?
    /// Where the configuration says what a document must have.
    public var locations: [GeneratorOptions.Entry: SourceLocation] = [:]

    /// Makes a configuration that says nothing.
    public init() {}

    /// What the options name and the document does not have.
    ///
    /// - Parameters:
    ///   - document: The document.
    ///   - place: Where it is told of what no configuration says.
    public func mistakes(in document: Document, at place: SourceLocation) -> [Diagnostic] {
        options.mistakes(in: document).map { mistake in
            Diagnostic(.error, .invalidConfiguration, mistake.message, at: locations[mistake.entry] ?? place)
        }
    }

    /// Reads a configuration.
    ///
    /// - Parameters:
    ///   - bytes: YAML or JSON.
    ///   - file: The file's path, for the places of mistakes.
    /// - Throws: Everything that is wrong, each with its place.
    public static func read(_ bytes: [UInt8], file: String) throws(DocumentError) -> GeneratorConfiguration {
        let root: YAMLNode
        do {
            root = try YAMLLoader.load(bytes, file: file)
        } catch {
            throw DocumentError([
                Diagnostic(.error, .invalidText, error.message, at: error.location)
            ])
        }
        var reader = ConfigurationReader()
        reader.read(root)
        try reader.collector.throwIfFailed()
        return reader.result
    }
}

/// Reads the fields of a configuration.
private struct ConfigurationReader {
    let collector = DiagnosticCollector()
    var result = GeneratorConfiguration()

    private static let fields = [
        "document", "mode", "modes", "access", "name-prefix", "names", "open-enums", "tag-protocols", "filter", "files",
        "lenient", "map",
    ]
    private static let filters = ["tags", "paths", "operations", "schemas"]

    mutating func read(_ root: YAMLNode) {
        guard root.mapping != nil else {
            return error("a configuration must be a mapping, such as 'document: PATH'", at: root.location)
        }
        if let mode = root["mode"], root["modes"] != nil {
            error("'mode' and 'modes' say the same; leave one of them out", at: mode.location)
        }
        for entry in root.entries {
            switch entry.key {
            case "document":
                result.document = text(entry)
                result.documentLocation = entry.value.location
            case "mode":
                if entry.value.sequence == nil {
                    result.modes = [mode(entry.value)].compactMap(\.self)
                } else {
                    error("'mode' is one name; list several under 'modes'", at: entry.value.location)
                }
                result.modesLocation = entry.value.location
            case "modes":
                result.modes = list(entry).compactMap { mode($0) }
                result.modesLocation = entry.value.location
                if entry.value.sequence?.isEmpty == true {
                    error(
                        "'modes' names none; name one of them, or leave it out for a server", at: entry.value.location)
                }
            case "access": result.options.access = access(entry) ?? .public
            case "name-prefix": result.options.namePrefix = identifier(entry, followedBy: "A") ?? ""
            case "names":
                for name in mapping(entry) {
                    result.options.names[name.key] = identifier(name)
                    result.locations[.name(ofSchema: name.key)] = name.keyLocation
                }
            case "map":
                for pair in mapping(entry) { result.map[pair.key] = text(pair) }
            case "open-enums": result.options.opensEnumerations = flag(entry)
            case "tag-protocols": result.options.splitsByTag = flag(entry)
            case "lenient": result.isLenient = flag(entry)
            case "files": result.options.shards = count(entry)
            case "filter": readFilter(entry)
            default: unknown(entry, Self.fields, in: "a configuration")
            }
        }
    }

    private mutating func readFilter(_ entry: YAMLEntry) {
        let fields = mapping(entry)
        if fields.isEmpty, entry.value.mapping != nil {
            error("'filter' names nothing; leave it out to take all", at: entry.value.location)
        }
        for entry in fields {
            switch entry.key {
            case "tags": result.options.filter.tags = texts(entry) { .tag($0) }
            case "paths": result.options.filter.paths = texts(entry) { .path($0) }
            case "operations": result.options.filter.operations = texts(entry) { .operation($0) }
            case "schemas": result.options.filter.schemas = texts(entry) { .schema($0) }
            default: unknown(entry, Self.filters, in: "a filter")
            }
        }
    }

    /// The texts of a list, each with its place.
    private mutating func texts(_ entry: YAMLEntry, _ part: (String) -> GeneratorOptions.Entry) -> [String] {
        var texts: [String] = []
        if entry.value.sequence?.isEmpty == true {
            error("a filter's '\(entry.key)' names none; leave it out", at: entry.value.location)
        }
        for element in list(entry) {
            guard let text = element.text else {
                error("a filter's '\(entry.key)' must be texts", at: element.location)
                continue
            }
            texts.append(text)
            result.locations[part(text)] = element.location
        }
        return texts
    }

    private func unknown(_ entry: YAMLEntry, _ fields: [String], in subject: String) {
        let hint =
            Suggestion.nearest(to: entry.key, among: fields).map { "did you mean '\($0)'?" }
            ?? "it has \(fields.joined(separator: ", "))"
        error("\(subject) has no field '\(entry.key)'; \(hint)", at: entry.keyLocation)
    }

    private func error(_ message: String, at location: SourceLocation) {
        collector.add(Diagnostic(.error, .invalidConfiguration, message, at: location))
    }

    private func text(_ entry: YAMLEntry) -> String? {
        if let text = entry.value.text { return text }
        error("'\(entry.key)' must be a text", at: entry.value.location)
        return nil
    }

    private func mapping(_ entry: YAMLEntry) -> YAMLMapping {
        if entry.value.mapping == nil { error("'\(entry.key)' must be a mapping", at: entry.value.location) }
        return entry.value.entries
    }

    private func list(_ entry: YAMLEntry) -> [YAMLNode] {
        if let elements = entry.value.sequence { return Array(elements) }
        error("'\(entry.key)' must be a list", at: entry.value.location)
        return []
    }

    private func flag(_ entry: YAMLEntry) -> Bool {
        if case .boolean(let flag) = entry.value.scalar?.value { return flag }
        error("'\(entry.key)' must be true or false", at: entry.value.location)
        return false
    }

    private func count(_ entry: YAMLEntry) -> Int? {
        if case .integer(let count) = entry.value.scalar?.value, (1...256).contains(count) { return Int(count) }
        error("'\(entry.key)' must be a whole number from 1 to 256", at: entry.value.location)
        return nil
    }

    private func mode(_ node: YAMLNode) -> Generator.Mode? {
        if let mode = Generator.Mode(rawValue: node.text ?? "") { return mode }
        let modes = Generator.Mode.allCases.map(\.rawValue)
        let hint =
            Suggestion.nearest(to: node.text ?? "", among: modes).map { "did you mean '\($0)'?" }
            ?? "use one of \(modes.joined(separator: ", "))"
        error("there is no mode '\(node.text ?? node.json)'; \(hint)", at: node.location)
        return nil
    }

    private func access(_ entry: YAMLEntry) -> GeneratorOptions.Access? {
        if let access = GeneratorOptions.Access(rawValue: entry.value.text ?? "") { return access }
        error("'access' must be public, package or internal", at: entry.value.location)
        return nil
    }

    private func identifier(_ entry: YAMLEntry, followedBy end: String = "") -> String? {
        let text = entry.value.text ?? ""
        if SwiftName.isTypeName(text + end) { return text }
        error(
            SwiftName.isIdentifier(text + end)
                ? "'\(text)' is what generated code calls a type of its own; choose another name"
                : "'\(text)' is no name that a Swift type can have", at: entry.value.location)
        return nil
    }
}
