import YAML

/// Puts a document and the files that it refers to into one.
///
/// What stands in other files comes under `components` by the name that it has there, in the order in which references
/// lead to it; media types are put in place, and path items that one reference leads to. References to files become
/// references to these.
public struct Bundler {
    let parser: DocumentParser
    let document: Document
    /// The name under `components` of each target in another file.
    private(set) var names: [Schema.ID: String] = [:]
    /// The components that are nothing but a reference to another file, which stands there instead.
    private var placed: [Schema.ID: ResolvedNode] = [:]
    /// What stands under `components` in another file and comes there with all that does.
    private var ownComponents: Set<Schema.ID> = []
    /// Where path items stand that several references lead to and that OpenAPI 3.0 has no components for.
    private var sharedItems: [Schema.ID: SharedItem] = [:]
    /// The path items that come under `components`, for several references lead to them.
    private var componentItems: Set<Schema.ID> = []
    /// The schemas that have an identifier, which would change what references in one file mean.
    private var identified: Set<Schema.ID> = []
    /// Where path items of other files stand in the one.
    private(set) var itemPlaces: [Schema.ID: String] = [:]

    /// Puts a document into one file.
    ///
    /// - Parameters:
    ///   - bytes: YAML or JSON in UTF-8.
    ///   - file: The name that diagnostics carry, to which the references of the document are relative.
    ///   - options: How to read it.
    ///   - isJSON: Whether to write JSON and not YAML.
    /// - Returns: The text of the one file, and what was worth a word while the document was read.
    /// - Throws: Every mistake that was found, with its place.
    public static func bundle(
        _ bytes: [UInt8], file: String, options: ParsingOptions, isJSON: Bool
    ) throws(DocumentError) -> (text: String, warnings: [Diagnostic]) {
        let (document, parser) = try DocumentParser.read(bytes, file: file, options: options)
        let value = value(document, parser)
        return (isJSON ? JSONText.write(value) : YAMLText.write(value), document.warnings)
    }

    /// Whether the document is the one file already: it refers to no other, none of its texts is relative to where it
    /// stands, and no schema has an identifier that would be left out.
    static func changesNothing(_ parser: DocumentParser) -> Bool {
        parser.sources.count == 1 && parser.crossings.isEmpty && parser.misplaced.isEmpty && parser.unresolved.isEmpty
            && parser.relativeTexts.isEmpty
            && parser.sources.allSatisfy { $0.landmarks.resources.isEmpty }
    }

    /// What the one file holds.
    static func value(_ document: Document, _ parser: DocumentParser) -> BundledValue {
        var bundler = Bundler(parser: parser, document: document)
        return bundler.whole()
    }

    private init(parser: DocumentParser, document: Document) {
        self.parser = parser
        self.document = document
    }

    /// Whether what a reference leads to, which may have no place under `components`, is put where the reference stands.
    private func isPutInPlace(_ crossing: DocumentParser.Crossing) -> Bool {
        switch crossing.component {
        case .mediaTypes: true
        case .pathItems: !componentItems.contains(crossing.target.id)
        default: false
        }
    }

    private mutating func whole() -> BundledValue {
        if parser.version > 1 {
            componentItems = Set(sharedTargets())
        } else {
            sharedItems = sharedPlaces()
        }
        let visitors = parser.visitors.filter { !isPutInPlace($0) }
        findIdentified()
        nameVisitors(visitors)
        itemPlaces = placesOfItems()
        guard case .mapping(var members) = value(document.root, file: 0), !visitors.isEmpty else {
            return value(document.root, file: 0)
        }
        let inPlace = ownComponents.union(placed.values.map(\.id))
        var components: [BundledMember] = []
        let place = members.firstIndex { $0.name == "components" }
        if let place, case .mapping(let own) = members[place].value { components = own }
        for visitor in visitors {
            guard let name = names[visitor.target.id], !inPlace.contains(visitor.target.id) else { continue }
            let entry = BundledMember(name, value(visitor.target.node, file: visitor.target.file.number))
            if let index = components.firstIndex(where: { $0.name == visitor.component.rawValue }),
                case .mapping(let entries) = components[index].value
            {
                components[index].value = .mapping(entries + [entry])
            } else {
                components.append(BundledMember(visitor.component.rawValue, .mapping([entry])))
            }
        }
        if let place {
            members[place].value = .mapping(components)
        } else {
            members.append(BundledMember("components", .mapping(components)))
        }
        return .mapping(members)
    }

    /// Where a path item stands that comes under `components`, or once for several references.
    func componentPlace(of item: Schema.ID) -> String? {
        if let shared = sharedItems[item] { return shared.pointer }
        guard componentItems.contains(item), let name = names[item] else { return nil }
        return "#/components/pathItems/\(JSONPointer.escaped(name))"
    }

    private mutating func nameVisitors(_ visitors: [DocumentParser.Crossing]) {
        var taken: Set<String> = []
        let components = ownMembers()
        for (kind, entry, file) in components {
            taken.insert("\(kind)/\(entry.key)")
            // What stands in another file under a name of the document is reached by that.
            guard file != 0 else { continue }
            names[Schema.ID(file: file, node: entry.value.number)] = entry.key
            ownComponents.insert(Schema.ID(file: file, node: entry.value.number))
        }
        for (kind, entry, file) in components {
            guard entry.value.entries.map(\.key) == ["$ref"], let reference = entry.value["$ref"],
                let crossing = parser.crossings[Schema.ID(file: file, node: reference.number)],
                crossing.target.file.number != 0, crossing.component.rawValue == kind,
                names[crossing.target.id] == nil, !isPutInPlace(crossing)
            else { continue }
            names[crossing.target.id] = entry.key
            placed[Schema.ID(file: file, node: entry.value.number)] = crossing.target
        }
        for visitor in visitors where names[visitor.target.id] == nil {
            let wanted = Self.name(of: visitor.target)
            var name = wanted
            var number = 2
            while !taken.insert("\(visitor.component)/\(name)").inserted {
                name = "\(wanted)\(number)"
                number += 1
            }
            names[visitor.target.id] = name
        }
    }

    /// What stands under `components`, with its kind and the number of the file that it is in.
    private func ownMembers() -> [(kind: String, entry: YAMLEntry, file: Int)] {
        guard let components = document.root["components"].map({ inPlace($0, file: 0) }) else { return [] }
        return components.node.entries.flatMap { kind in
            let (members, file) = inPlace(kind.value, file: components.file)
            return members.entries.map { (kind.key, $0, file) }
        }
    }

    /// What stands for a node in the one file: what a reference leads to that has no place there, or the node.
    func inPlace(_ node: YAMLNode, file: Int) -> (node: YAMLNode, file: Int) {
        guard !parser.misplaced.isEmpty, let inner = node["$ref"],
            let target = parser.misplaced[Schema.ID(file: file, node: inner.number)]?.target
        else {
            return (node, file)
        }
        return inPlace(target.node, file: target.file.number)
    }

    /// The last name of a pointer, or the file's own when the whole file is meant.
    private static func name(of target: ResolvedNode) -> String {
        let tokens = JSONPointer.tokens(String(target.pointer.dropFirst()))
        let file = target.file.root.file.split(separator: "/").last.map(String.init) ?? "component"
        let stem = file.firstIndex(of: ".").map { String(file[..<$0]) } ?? file
        let wanted = tokens.last ?? stem
        let scalars = wanted.unicodeScalars.map { scalar -> Unicode.Scalar in
            scalar.isASCII
                && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                    || "-._".unicodeScalars.contains(scalar))
                ? scalar : "_"
        }
        return scalars.isEmpty ? "component" : String(String.UnicodeScalarView(scalars))
    }

    private mutating func findIdentified() {
        guard parser.version > 1 else { return }
        for source in parser.sources {
            for resource in source.landmarks.resources.values {
                identified.insert(Schema.ID(file: source.number, node: resource.root.number))
            }
        }
    }

    private func value(_ node: YAMLNode, file: Int) -> BundledValue {
        let (node, file) = inPlace(node, file: file)
        let id = Schema.ID(file: file, node: node.number)
        if let target = placed[id] { return value(target.node, file: target.file.number) }
        if let elements = node.sequence { return .sequence(elements.map { value($0, file: file) }) }
        guard let entries = node.mapping else {
            return reference(node, file: file) ?? relativeText(node, file: file).map { .text($0) } ?? .scalar(node)
        }
        if let inner = node["$ref"], let crossing = parser.crossings[Schema.ID(file: file, node: inner.number)],
            isPutInPlace(crossing)
        {
            if let shared = sharedItems[crossing.target.id], shared.reference != inner.number {
                return .mapping(
                    entries.map { entry in
                        BundledMember(
                            entry.key,
                            entry.key == "$ref" ? .text(shared.pointer) : value(entry.value, file: file))
                    })
            }
            return merged(entries, with: value(crossing.target.node, file: crossing.target.file.number), file: file)
        }
        // OpenAPI 3.0.4, section 4.7.24: what stands beside a reference is ignored.
        if parser.placeless.contains(id), parser.isEarliest(file) {
            return .mapping(
                entries.filter { $0.key.hasPrefix("x-") }.map { BundledMember($0.key, value($0.value, file: file)) })
        }
        let isIdentified = identified.contains(id)
        let members = entries.filter { entry in
            !(isIdentified && entry.key == "$id") && !(entry.key == "$ref" && leadsNowhere(entry.value, file: file))
        }.map {
            BundledMember(key($0, file: file), value($0.value, file: file))
        }
        return .mapping(
            telling(parser.earlierNodes.contains(id) ? updated(members, of: node) : members, of: node, file: file))
    }

    /// Whether a reference leads to no schema, and any value is taken for what it stands for.
    private func leadsNowhere(_ reference: YAMLNode, file: Int) -> Bool {
        parser.unresolved.contains(Schema.ID(file: file, node: reference.number))
    }

    /// A key as it must be in the one file: that of a security requirement may be a reference.
    private func key(_ entry: YAMLEntry, file: Int) -> String {
        guard let crossing = parser.crossings[Schema.ID(file: file, node: entry.value.number)],
            crossing.component == .securitySchemes, entry.value.sequence != nil
        else { return entry.key }
        guard crossing.target.file.number != 0 else { return crossing.target.pointer }
        return names[crossing.target.id] ?? entry.key
    }

    /// A path item or media type with what its reference brings; what stands beside the reference wins.
    private func merged(_ entries: YAMLMapping, with target: BundledValue, file: Int) -> BundledValue {
        var members = entries.filter { $0.key != "$ref" }.map { BundledMember($0.key, value($0.value, file: file)) }
        guard case .mapping(let brought) = target else { return target }
        for member in brought where !members.contains(where: { $0.name == member.name }) { members.append(member) }
        return .mapping(members)
    }

    /// The text of a reference as it must be in the one file.
    private func reference(_ node: YAMLNode, file: Int) -> BundledValue? {
        guard let crossing = parser.crossings[Schema.ID(file: file, node: node.number)] else { return nil }
        guard crossing.target.file.number != 0 else {
            return .text(JSONPointer.uriEscaped(pointer: crossing.target.pointer))
        }
        guard let name = names[crossing.target.id] else { return nil }
        return .text("#/components/\(crossing.component.rawValue)/\(JSONPointer.uriEscaped(name))")
    }
}
