import OpenAPI
import YAML

extension Planner {
    /// A default value as a Swift literal; refused when the schema itself would refuse it.
    ///
    /// - Parameters:
    ///   - node: The default, if there is one.
    ///   - schema: The schema of the value.
    ///   - type: The type that was found for the schema.
    func literal(_ node: YAMLNode?, of schema: Schema, for type: PlannedType) -> String? {
        guard let node else { return nil }
        let broken = { (isBroken: Bool, literal: String) -> String in
            if isBroken {
                self.collector.error(.invalidDefault, "the default breaks its own schema", at: node.location)
            }
            return literal
        }
        let text = node.scalar?.text ?? ""
        switch (type, node.scalar?.value) {
        case (.integer(let name, let minimum, let maximum, let multiple), .integer(let value)):
            let isBroken =
                (minimum.flatMap { Int64($0) } ?? .min) > value || (maximum.flatMap { Int64($0) } ?? .max) < value
                || (name == "Int32" && Int32(exactly: value) == nil)
                || multiple.flatMap { Int64($0) }.map { $0 > 0 && value % $0 != 0 } ?? false
            return broken(isBroken, String(value))
        case (.formatted(let name), .string): return "\(name)(formatted: \(SwiftLiteral.string(text)))"
        case (.array(let element, _, _, _), nil) where node.sequence?.isEmpty == false && schema.items != nil:
            let items = schema.items.map { value(of: $0).schema } ?? schema
            let literals = node.sequence.map(Array.init)?.compactMap { literal($0, of: items, for: element) } ?? []
            return "[\(literals.joined(separator: ", "))]"
        case (.array, nil) where node.sequence?.isEmpty == true: return "[]"
        case (.map, nil) where node.mapping?.isEmpty == true: return "[:]"
        case (.integerEnumeration(let name), .integer(let value)):
            let isKnown = enumerationValues(of: schema)?.contains { $0.scalar?.value == .integer(value) } ?? false
            return broken(!isKnown, "\(name).\(value < 0 ? "minus\(value.magnitude)" : "value\(value)")")
        case (.double, .integer(let value)): return broken(isOutside(Double(value), type), "\(Double(value))")
        case (.double, .number(let value)) where value.isFinite: return broken(isOutside(value, type), "\(value)")
        case (.boolean, .boolean(let value)): return String(value)
        case (.string(let minimum, let maximum, let pattern), .string):
            let length = text.unicodeScalars.count
            let matches = pattern.flatMap { try? Regex($0.source) }.map { text.contains($0) } ?? true
            return broken(length < minimum ?? 0 || length > maximum ?? .max || !matches, SwiftLiteral.string(text))
        case (.enumeration(let name), .string):
            let cases = enumerationCases(enumerationValues(of: schema)?.compactMap(\.scalar?.text) ?? [])
            guard let known = cases.first(where: { $0.value == text }) else { return broken(true, "") }
            return "\(name).\(known.name)"
        case (.string, _), (.integer, _), (.double, _), (.boolean, _), (.enumeration, _), (.integerEnumeration, _):
            return broken(true, "")
        default:
            collector.error("a default of this kind is not supported here: \(node.kind)", at: node.location)
            return nil
        }
    }

    private func enumerationValues(of schema: Schema) -> [YAMLNode]? {
        var current: Schema? = schema
        for _ in 0..<16 {
            guard let reference = current?.reference else { break }
            current = document.schema(reference)
        }
        return current.flatMap(onlyAlternative)?.enumeration ?? current?.enumeration
            ?? current?.constant.map { [$0] }
    }

    private func isOutside(_ value: Double, _ type: PlannedType) -> Bool {
        guard case .double(let bounds) = type else { return false }
        let least = bounds.minimum.flatMap { Double($0) } ?? -.infinity
        let greatest = bounds.maximum.flatMap { Double($0) } ?? .infinity
        return value < least || value > greatest || (bounds.isMinimumExclusive && value == least)
            || (bounds.isMaximumExclusive && value == greatest)
    }
}
