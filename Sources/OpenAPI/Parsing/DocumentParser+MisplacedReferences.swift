import YAML

/// References where the specification has none: in place of a list or a map, of an operation, of a text.
///
/// Documents of many files have them, for some tools that put such files into one take a reference anywhere. What it leads to
/// is read in its place.
extension DocumentParser {
    /// Reads what a field holds, or what a reference in its place leads to.
    ///
    /// - Parameters:
    ///   - entry: The field.
    ///   - word: What it is called.
    ///   - kind: What it is a field of.
    ///   - take: Takes the field in, with what is to be read for its value.
    /// - Returns: What `take` does; true where a reference leads nowhere, which is said.
    func inPlace(_ entry: YAMLEntry, _ word: Word, of kind: ObjectKind, _ take: (YAMLEntry) -> Bool) -> Bool {
        guard !word.holdsDataOrReference, isMisplaced(entry.value),
            // The parameters of a link are called as those of an operation are.
            word != .parameters || kind.versions(of: .operationRef) == 0
        else { return take(entry) }
        return inPlace(entry.value) { take(entry.with($0)) } ?? true
    }

    /// Reads something that no reference may stand for, or what one in its place leads to.
    ///
    /// - Parameters:
    ///   - node: What stands there.
    ///   - body: Reads it, in the file that it is of.
    /// - Returns: What was read; nil where a reference leads nowhere, which is said.
    func inPlace<Value>(_ node: YAMLNode, _ body: (YAMLNode) -> Value) -> Value? {
        guard isMisplaced(node), let reference = node["$ref"] else { return body(node) }
        collector.error(
            .misplacedReference,
            "no reference may stand here; put here what it leads to, as 'codegen bundle --lenient' does",
            at: reference.location)
        for entry in node.entries where entry.key != "$ref" && !isExtension(entry) {
            collector.error(
                .referenceSibling,
                "'\(entry.key)' stands beside a reference that may not stand here, so it is not certain what counts; put it where the reference leads",
                at: entry.keyLocation)
        }
        placed += 1
        guard placed <= Self.mostPlaced else {
            guard placed == Self.mostPlaced + 1 else { return nil }
            collector.error(
                .referenceCycle,
                "more than \(Self.mostPlaced) things stand in place of references; put them where they belong",
                at: reference.location)
            return nil
        }
        guard let target = target(of: reference, nil), follow(target, from: reference) else { return nil }
        defer { following.remove(target.id) }
        misplaced[Schema.ID(file: file.number, node: reference.number)] = Misplacement(
            target: target, location: reference.location)
        return inside(target) { inPlace(target.node, body) } ?? nil
    }

    /// A reference where there is none, with where it stands.
    struct Misplacement {
        var target: ResolvedNode
        var location: SourceLocation
    }

    /// How many times what such references lead to is read, so that a few that stand in each other cannot make that endless.
    private static let mostPlaced = 4_096

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
    func isMisplaced(_ node: YAMLNode) -> Bool { node["$ref"]?.text != nil }

    /// Says that what stands beside a reference has no effect.
    func warnOfSibling(_ entry: YAMLEntry) {
        collector.warning(
            .referenceSibling, "'\(entry.key)' beside '$ref' says nothing; put it where the reference leads",
            at: entry.keyLocation)
    }
}

extension Word {
    /// Whether a mapping with a `$ref` has a meaning as the value of such a field: the reference may stand there, or all that
    /// stands there is data.
    fileprivate var holdsDataOrReference: Bool {
        switch self {
        case .schema, .itemSchema, .items, .contains, .additionalProperties, .propertyNames, .unevaluatedItems,
            .unevaluatedProperties, .not, .if, .then, .else, .contentSchema, .requestBody,
            // Of maps of schemas their reader says more.
            .properties, .patternProperties, .dependentSchemas, .dollarDefs,
            .example, .default, .const, .enum, .value, .dataValue, .reference, .mapping, .scopes:
            true
        default: false
        }
    }
}
