import YAML

/// `exclusiveMinimum` and `exclusiveMaximum`: flags beside a bound in OpenAPI 3.0, bounds themselves since 3.1.
extension DocumentParser {
    /// The bound; nil for a flag, which is applied when the bound beside it is known.
    func exclusiveBound(_ entry: YAMLEntry) -> Schema.Bound? {
        switch entry.value.scalar?.value {
        case .boolean:
            if version > 1 {
                collector.error(
                    .fieldOfAnotherVersion,
                    "'\(entry.key)' is true or false in OpenAPI 3.0 only; write the bound itself",
                    at: entry.value.location)
            }
            return nil
        case .integer where version == 1, .number where version == 1:
            let other = Self.bound(besideExclusive: entry.key)
            collector.error(
                .fieldOfAnotherVersion,
                "'\(entry.key)' is a number since OpenAPI 3.1 only; write '\(other)' and '\(entry.key): true'",
                at: entry.value.location)
            return bound(entry)
        default:
            if version > 1 { return bound(entry) }
            _ = boolean(entry)
            return nil
        }
    }

    /// Makes the bounds exclusive that have a flag beside them.
    func applyExclusiveFlags(_ schema: Schema) {
        guard let rules = schema.numbers else { return }
        if isFlagged("exclusiveMinimum", schema, bound: rules.minimum) {
            (rules.exclusiveMinimum, rules.minimum) = (rules.minimum, nil)
        }
        if isFlagged("exclusiveMaximum", schema, bound: rules.maximum) {
            (rules.exclusiveMaximum, rules.maximum) = (rules.maximum, nil)
        }
    }

    private func isFlagged(_ key: String, _ schema: Schema, bound: Schema.Bound?) -> Bool {
        guard let node = schema.node[key], Self.isTrue(node) else { return false }
        if bound == nil {
            // draft-wright-json-schema-validation-00, section 5.3: without the bound it is as if it were false.
            collector.warning(
                .noEffect, "'\(key): true' says nothing without '\(Self.bound(besideExclusive: key))'",
                at: node.location)
        }
        return bound != nil
    }

    /// Whether a node is true, in quotes too, which are reported elsewhere.
    private static func isTrue(_ node: YAMLNode) -> Bool {
        node.scalar?.value == .boolean(true) || node.scalar?.text == "true"
    }

    private static func bound(besideExclusive key: String) -> String {
        key == "exclusiveMinimum" ? "minimum" : "maximum"
    }
}
