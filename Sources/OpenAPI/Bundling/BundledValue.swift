import YAML

/// A value of the one file.
enum BundledValue: Sendable {
    case scalar(YAMLNode)
    case text(String)
    /// A value as JSON and YAML both write it.
    case literal(String)
    case sequence([BundledValue])
    case mapping([BundledMember])

    /// A sequence with one more element, which it has once; what is no sequence becomes its first.
    func joined(with element: BundledValue) -> BundledValue {
        guard case .sequence(let elements) = self else { return .sequence([self, element]) }
        let text = JSONText.line(element)
        return elements.contains { JSONText.line($0) == text } ? self : .sequence(elements + [element])
    }

    /// A value of a file that refers to no other.
    init(_ node: YAMLNode) {
        if let elements = node.sequence {
            self = .sequence(elements.map { BundledValue($0) })
        } else if let entries = node.mapping {
            self = .mapping(entries.map { BundledMember($0.key, BundledValue($0.value)) })
        } else {
            self = .scalar(node)
        }
    }
}
