import YAML

extension DocumentComparison {
    /// The values that a schema names, and whether others may come.
    private struct NamedValues {
        var values: [YAMLNode]
        var isOpen = false

        init?(of schema: Schema, withoutNull: Bool) {
            let node = schema.isOfDocument ? schema.node["x-extensible-enum"] : nil
            if let constant = schema.constant {
                values = [constant]
            } else if let enumeration = schema.enumeration {
                (values, isOpen) = (enumeration, node?.scalar?.value == .boolean(true))
            } else if let known = node?.sequence, !known.isEmpty, schema.types == [.string] {
                (values, isOpen) = (Array(known), true)
            } else {
                return nil
            }
            if withoutNull { values.removeAll { InstanceEquality.areEqual($0, NullInstance.null) } }
        }
    }

    mutating func compareValues(_ pair: SchemaPair) {
        let before = NamedValues(of: pair.old, withoutNull: pair.isNullTold)
        let after = NamedValues(of: pair.new, withoutNull: pair.isNullTold)
        func text(_ values: [YAMLNode]) -> String { values.map(\.json).joined(separator: ", ") }
        func missing(_ values: [YAMLNode], in others: [YAMLNode]) -> [YAMLNode] {
            let known = Dictionary(grouping: others, by: InstanceEquality.fingerprint)
            return values.filter { value in
                let candidates = known[InstanceEquality.fingerprint(of: value)] ?? []
                return !candidates.contains { InstanceEquality.areEqual(value, $0) }
            }
        }
        switch (before, after) {
        case (nil, nil): break
        case (nil, let after?):
            report(
                .enumChanged, after.isOpen ? .shifts : .narrows,
                "the value \(after.isOpen ? "is expected to" : "must") be one of \(text(after.values))", pair)
        case (let before?, nil):
            report(
                .enumChanged, before.isOpen ? .shifts : .widens,
                "the value may be any and \(before.isOpen ? "none is expected" : "not only one of a few")", pair)
        case (let before?, let after?):
            if before.isOpen != after.isOpen {
                report(
                    .enumChanged, after.isOpen ? .widens : .narrows,
                    after.isOpen ? "the value may be another one too" : "the value cannot be another one any more", pair
                )
            }
            let gone = missing(before.values, in: after.values)
            let fresh = missing(after.values, in: before.values)
            if !gone.isEmpty {
                report(
                    .enumChanged, after.isOpen ? .knowsLess : .narrows,
                    "the value \(after.isOpen ? "is not expected to" : "cannot") be \(text(gone)) any more", pair)
            }
            if !fresh.isEmpty {
                report(
                    .enumChanged, before.isOpen ? .knowsMore : .widens,
                    "the value \(before.isOpen ? "is expected to" : "can") be \(text(fresh)) too", pair)
            }
        }
        compareDefaults(pair)
    }

    private mutating func compareDefaults(_ pair: SchemaPair) {
        let defaults = (pair.old.defaultValue?.json, pair.new.defaultValue?.json)
        let isSame = pair.old.defaultValue.flatMap { before in
            pair.new.defaultValue.map { InstanceEquality.areEqual(before, $0) }
        }
        if isSame.map({ !$0 }) ?? (defaults.0 != defaults.1) {
            report(
                .defaultChanged, .shifts, "the default is \(defaults.1 ?? "none") and was \(defaults.0 ?? "none")", pair
            )
        }
    }
}
