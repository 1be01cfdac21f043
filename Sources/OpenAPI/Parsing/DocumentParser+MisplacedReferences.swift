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
    ///   - take: Takes the field in, with what is to be read for its value.
    /// - Returns: What `take` does; true where a reference leads nowhere, which is said.
    func inPlace(_ entry: YAMLEntry, _ word: Word, _ take: (YAMLEntry) -> Bool) -> Bool {
        guard !word.holdsDataOrReference, isMisplaced(entry.value) else { return take(entry) }
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
        guard let target = target(of: reference), follow(target, from: reference) else { return nil }
        defer { following.remove(target.id) }
        misplaced[Schema.ID(file: file.number, node: reference.number)] = target
        for entry in node.entries where entry.key != "$ref" && !isExtension(entry) { warnOfSibling(entry) }
        return inside(target) { inPlace(target.node, body) } ?? nil
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
            .example, .default, .const, .enum, .value, .dataValue, .reference:
            true
        default: false
        }
    }
}
