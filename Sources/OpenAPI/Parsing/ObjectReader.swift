import YAML

/// Reads the fields of one object and notices those that no one asked for.
///
/// Every field that the specification has and this project does not read is named in `unsupported`, so that it is
/// refused and never passed over in silence.
struct ObjectReader {
    let node: YAMLNode
    let kind: String
    private let collector: DiagnosticCollector
    private var known: Set<String> = []
    private var unsupported: Set<String> = []

    init?(_ node: YAMLNode, kind: String, collector: DiagnosticCollector) {
        guard node.mapping != nil else {
            collector.error("\(kind) must be a mapping, not \(node.kind)", at: node.location)
            return nil
        }
        self.node = node
        self.kind = kind
        self.collector = collector
    }

    mutating func node(_ key: String) -> YAMLNode? {
        known.insert(key)
        return node[key]
    }

    mutating func requiredNode(_ key: String) -> YAMLNode? {
        let value = node(key)
        if value == nil { collector.error("\(kind) has no '\(key)'", at: node.location) }
        return value
    }

    mutating func string(_ key: String) -> String? {
        guard let value = node(key) else { return nil }
        guard let scalar = value.scalar, scalar.value != .null else {
            collector.error("'\(key)' must be a string, not \(value.kind)", at: value.location)
            return nil
        }
        return scalar.text
    }

    mutating func requiredString(_ key: String) -> String? {
        guard requiredNode(key) != nil else { return nil }
        return string(key)
    }

    mutating func boolean(_ key: String) -> Bool? {
        guard let value = node(key) else { return nil }
        guard case .boolean(let flag) = value.scalar?.value else {
            collector.error("'\(key)' must be true or false, not \(value.kind)", at: value.location)
            return nil
        }
        return flag
    }

    mutating func count(_ key: String) -> Int? {
        guard let value = node(key) else { return nil }
        guard case .integer(let number) = value.scalar?.value, number >= 0, let count = Int(exactly: number) else {
            collector.error("'\(key)' must be a whole number that is not negative", at: value.location)
            return nil
        }
        return count
    }

    mutating func bound(_ key: String) -> Schema.Bound? {
        guard let value = node(key) else { return nil }
        switch value.scalar?.value {
        case .integer(let number): return .integer(number)
        case .number(let number) where number.isFinite: return .number(number)
        default:
            collector.error("'\(key)' must be a number, not \(value.kind)", at: value.location)
            return nil
        }
    }

    mutating func strings(_ key: String) -> [String] {
        sequence(key).compactMap { element in
            guard let scalar = element.scalar, scalar.value != .null else {
                collector.error("'\(key)' must hold strings, not \(element.kind)", at: element.location)
                return nil
            }
            return scalar.text
        }
    }

    mutating func sequence(_ key: String) -> [YAMLNode] {
        guard let value = node(key) else { return [] }
        guard let elements = value.sequence else {
            collector.error("'\(key)' must be a sequence, not \(value.kind)", at: value.location)
            return []
        }
        return Array(elements)
    }

    mutating func entries(_ key: String) -> [YAMLEntry] {
        guard let value = node(key) else { return [] }
        guard let entries = value.mapping else {
            collector.error("'\(key)' must be a mapping, not \(value.kind)", at: value.location)
            return []
        }
        return Array(entries)
    }

    /// Names fields that the specification has and that carry nothing to generate or enforce.
    mutating func ignore(_ keys: String...) {
        known.formUnion(keys)
    }

    /// Names fields that are read in another way.
    mutating func ignore(_ keys: [String]) {
        known.formUnion(keys)
    }

    /// Names fields that the specification has and that are refused for now.
    mutating func refuse(_ keys: String...) {
        unsupported.formUnion(keys)
    }

    /// The vendor extensions.
    var extensions: [String: YAMLNode] {
        var result: [String: YAMLNode] = [:]
        for entry in node.entries where entry.key.hasPrefix("x-") { result[entry.key] = entry.value }
        return result
    }

    /// Reports every field that is refused or that the specification does not have.
    func finish() {
        for entry in node.entries where !known.contains(entry.key) && !entry.key.hasPrefix("x-") {
            if unsupported.contains(entry.key) {
                collector.error("'\(entry.key)' of \(kind) is not supported yet", at: entry.keyLocation)
            } else {
                let nearest = Suggestion.nearest(to: entry.key, among: known.union(unsupported))
                let hint = nearest.map { "; did you mean '\($0)'?" } ?? ""
                collector.error("\(kind) has no field '\(entry.key)'\(hint)", at: entry.keyLocation)
            }
        }
    }
}
