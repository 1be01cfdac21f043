import OpenAPI
import YAML

/// A value of a member that tells what its object is.
enum MemberConstant: Hashable {
    case string(String)
    case integer(Int64)
    case boolean(Bool)

    init?(_ node: YAMLNode) {
        guard let scalar = node.scalar else { return nil }
        switch scalar.value {
        case .string: self = .string(scalar.text)
        case .boolean(let flag): self = .boolean(flag)
        case .integer(let value): self = .integer(Int64(value))
        case .number(let number):
            // Of few digits, so that none was lost.
            guard node.json.utf8.count < 16, let value = Int64(exactly: number) else { return nil }
            self = .integer(value)
        case .null: return nil
        }
    }

    /// Whether it is of one of some types; of no type is any.
    func isOf(_ types: [Schema.PrimitiveType]) -> Bool {
        guard !types.isEmpty else { return true }
        switch self {
        case .string: return types.contains(.string)
        case .integer: return types.contains(.integer) || types.contains(.number)
        case .boolean: return types.contains(.boolean)
        }
    }

    /// The string, if it is one.
    var text: String? { if case .string(let text) = self { text } else { nil } }

    /// The value as a `JSONConstant` in Swift, by which it is matched too.
    var pattern: String {
        switch self {
        case .string(let text): ".string(\(SwiftLiteral.string(text)))"
        case .integer(let value): ".integer(\"\(value)\")"
        case .boolean(let flag): ".boolean(\(flag))"
        }
    }
}
