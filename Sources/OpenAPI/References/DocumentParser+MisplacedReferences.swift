import YAML

/// References where the specification has none: in place of a list or a map, of an operation, of a text.
///
/// Documents of many files have them, for some tools that put such files into one take a reference anywhere. What it leads to
/// is read in its place.
extension DocumentParser {
    /// A reference where there is none, with where it stands.
    struct Misplacement {
        var target: ResolvedNode
        var location: SourceLocation
    }

    /// Reads what a field holds, or what a reference in its place leads to.
    ///
    /// - Parameters:
    ///   - entry: The field.
    ///   - word: What it is called.
    ///   - kind: What it is a field of.
    ///   - take: Takes the field in, with what is to be read for its value.
    /// - Returns: What `take` does; true where a reference leads nowhere, which is said.
    func inPlace(_ entry: YAMLEntry, _ word: Word, of kind: ObjectKind, _ take: (YAMLEntry) -> Bool) -> Bool {
        guard !word.holdsDataOrReference(in: kind), isMisplaced(entry.value) else { return take(entry) }
        return inPlace(entry.value) { take(entry.with($0)) } ?? true
    }

    /// Reads something that no reference may stand for, or what one in its place leads to.
    ///
    /// - Parameters:
    ///   - node: What stands there.
    ///   - body: Reads it, in the file that it is of.
    /// - Returns: What was read; nil too where a reference leads nowhere, which is said.
    func inPlace<Value>(_ node: YAMLNode, _ body: (YAMLNode) -> Value?) -> Value? {
        guard isMisplaced(node), let reference = node["$ref"] else { return body(node) }
        guard let target = target(of: reference, nil), canStand(target, for: reference) else { return nil }
        collector.error(
            .misplacedReference,
            "no reference may stand here; put here what it leads to, as 'codegen bundle --lenient' does",
            at: reference.location)
        for entry in node.entries where entry.key != "$ref" {
            collector.error(
                .referenceSibling,
                "'\(entry.key)' stands beside a reference that may not stand here, so it is not certain what counts; put it where the reference leads",
                at: entry.keyLocation)
        }
        let isContainer = containers.contains(Schema.ID(file: file.number, node: node.number))
        if isContainer { noteContainers(target.node, file: target.file.number) }
        guard let height = placing.begin(target, isLookedThrough: isContainer) else {
            // What is too much here is too much wherever it stands.
            guard placing.refusals == 1 else { return nil }
            collector.error(
                .invalidText, "too much stands in place of references, or too deep; put it where it belongs",
                at: reference.location)
            return nil
        }
        defer { placing.end(height) }
        guard follow(target, from: reference) else { return nil }
        defer { following.remove(target.id) }
        misplaced[Schema.ID(file: file.number, node: reference.number)] = Misplacement(
            target: target, location: reference.location)
        return inside(target) { inPlace(target.node, body) }
    }

    /// Notes what holds components, by kinds or by names: it is looked through before it is read.
    func noteContainers(_ node: YAMLNode, file: Int) {
        containers.insert(Schema.ID(file: file, node: node.number))
        for entry in node.entries { containers.insert(Schema.ID(file: file, node: entry.value.number)) }
    }

    /// Whether a reference leads to what has a place of its own, which nothing that is no component can be; else that is said.
    private func canStand(_ target: ResolvedNode, for reference: YAMLNode) -> Bool {
        guard let component = target.component else { return true }
        collector.error(
            .wrongType, "the reference leads to \(component.name), and none may stand here", at: reference.location)
        return false
    }

    /// Refuses those that lead to what they stand in: put in its place, that would have no end. What the parser does not read
    /// there is nothing that it notices otherwise.
    func checkMisplaced() {
        var inner: [Schema.ID: [Schema.ID]] = [:]
        var known: [Schema.ID: [Schema.ID]] = [:]
        for (reference, place) in misplaced {
            if known[place.target.id] == nil { known[place.target.id] = misplacedReferences(in: place.target) }
            inner[reference] = known[place.target.id]
        }
        // What has none left inside is done, and then what has only those.
        while true {
            let done = inner.filter { $0.value.allSatisfy { inner[$0] == nil } }
            guard !done.isEmpty else { break }
            for reference in done.keys { inner[reference] = nil }
        }
        for reference in inner.keys {
            guard let place = misplaced[reference] else { continue }
            collector.error(.referenceCycle, "this reference leads in a circle", at: place.location)
        }
    }

    /// Those that stand in what another leads to, and not further away.
    private func misplacedReferences(in target: ResolvedNode) -> [Schema.ID] {
        var result: [Schema.ID] = []
        var seen: Set<Int> = []
        var open = [target.node]
        while let node = open.popLast() {
            guard node.shape != .scalar, seen.insert(node.number).inserted else { continue }
            if let reference = node["$ref"] {
                let id = Schema.ID(file: target.file.number, node: reference.number)
                if misplaced[id] != nil { result.append(id) }
            }
            open += node.entries.map(\.value)
            open += node.elements
        }
        return result
    }

    /// Whether a node is a reference: what is called `$ref` in a map is no text.
    func isMisplaced(_ node: YAMLNode) -> Bool { node["$ref"].flatMap(Self.string) != nil }
}

extension Word {
    /// Whether a mapping with a `$ref` has a meaning as the value of such a field: the reference may stand there, or all that
    /// stands there is data.
    fileprivate func holdsDataOrReference(in kind: ObjectKind) -> Bool {
        switch self {
        case .schema, .itemSchema, .items, .contains, .additionalProperties, .propertyNames, .unevaluatedItems,
            .unevaluatedProperties, .not, .if, .then, .else, .contentSchema, .requestBody,
            // Of maps of schemas their reader says more.
            .properties, .patternProperties, .dependentSchemas, .dollarDefs,
            .example, .default, .const, .enum, .value, .dataValue, .reference, .mapping, .scopes:
            true
        // Those of a link are values by names.
        case .parameters: kind.versions(of: .operationRef) != 0
        default: false
        }
    }
}
