import YAML

extension DocumentComparison {
    /// The values that a schema names, and whether others may come.
    struct NamedValues {
        var values: [YAMLNode]
        var isOpen = false

        init?(of schema: Schema, withoutNull: Bool) {
            let node = schema.extensionNode("x-extensible-enum")
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

        /// What several schemas name that all hold: what may not be another value counts before what may.
        init?(of schemas: [Schema], withoutNull: Bool) {
            let all = schemas.compactMap { NamedValues(of: $0, withoutNull: withoutNull) }
            let closed = all.filter { !$0.isOpen }
            guard let first = closed.first ?? all.first else { return nil }
            self = first
            for other in (closed.isEmpty ? all : closed).dropFirst() {
                values = DocumentComparison.values(values, among: other.values)
            }
        }
    }

    /// Compares the values that all parts of a schema allow.
    mutating func compareValues(_ pair: SchemaPair, _ whole: Conjunctions) {
        let before = NamedValues(of: whole.old, withoutNull: pair.isNullTold)
        let after = NamedValues(of: whole.new, withoutNull: pair.isNullTold)
        let names = ["enum", "const", "x-extensible-enum"]
        func report(_ effect: ComparisonDirection.Effect, _ message: String) {
            self.report(
                .enumChanged, effect, message, pair, old: Self.location(of: names, in: whole.old),
                new: Self.location(of: names, in: whole.new))
        }
        func text(_ values: [YAMLNode]) -> String { values.map(\.json).joined(separator: ", ") }
        switch (before, after) {
        case (nil, nil): break
        case (nil, let after?):
            report(
                after.isOpen ? .shifts : .narrows,
                "the value \(after.isOpen ? "is expected to" : "must") be one of \(text(after.values))")
        case (let before?, nil):
            report(
                before.isOpen ? .shifts : .widens,
                "the value may be any and \(before.isOpen ? "none is expected" : "not only one of a few")")
        case (let before?, let after?):
            if before.isOpen != after.isOpen {
                report(
                    after.isOpen ? .widens : .narrows,
                    after.isOpen ? "the value may be another one too" : "the value cannot be another one any more")
            }
            let gone = Self.values(before.values, among: after.values, isIn: false)
            let fresh = Self.values(after.values, among: before.values, isIn: false)
            if !gone.isEmpty {
                report(
                    after.isOpen ? .knowsLess : .narrows,
                    "the value \(after.isOpen ? "is not expected to" : "cannot") be \(text(gone)) any more")
            }
            if !fresh.isEmpty {
                report(
                    before.isOpen ? .knowsMore : .widens,
                    "the value \(before.isOpen ? "is expected to" : "can") be \(text(fresh)) too")
            }
        }
        compareDefaults(pair, whole)
    }

    /// The values that are among others, or that are not.
    static func values(_ values: [YAMLNode], among others: [YAMLNode], isIn: Bool = true) -> [YAMLNode] {
        let known = Dictionary(grouping: others, by: InstanceEquality.fingerprint)
        return values.filter { value in
            let candidates = known[InstanceEquality.fingerprint(of: value)] ?? []
            return candidates.contains { InstanceEquality.areEqual(value, $0) } == isIn
        }
    }

    private mutating func compareDefaults(_ pair: SchemaPair, _ whole: Conjunctions) {
        let values = (
            whole.old.lazy.compactMap(\.defaultValue).first, whole.new.lazy.compactMap(\.defaultValue).first
        )
        let defaults = (values.0?.json, values.1?.json)
        let isSame = values.0.flatMap { before in values.1.map { InstanceEquality.areEqual(before, $0) } }
        if isSame.map({ !$0 }) ?? (defaults.0 != defaults.1) {
            report(
                .defaultChanged, .shifts, "the default is \(defaults.1 ?? "none") and was \(defaults.0 ?? "none")",
                pair,
                old: Self.location(of: ["default"], in: whole.old), new: Self.location(of: ["default"], in: whole.new))
        }
    }
}
