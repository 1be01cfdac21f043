public import ContractRuntime
public import OpenAPI
import YAML

/// Compares an answer with the contract's example of it.
///
/// What the contract marks as `x-volatile` differs from answer to answer, such as an identifier or a time: there only
/// the presence is compared. Everything else must be equal.
public struct ExampleComparison: Sendable {
    private let document: Document

    /// Makes a comparison under a document's schemas.
    public init(_ document: Document) {
        self.document = document
    }

    /// Where an answer differs from an example.
    public func compare(
        _ value: JSONValue, with example: JSONValue, _ schema: Schema?, at place: String = ""
    ) -> [Discrepancy] {
        if isVolatile(schema) {
            return (value == .null) == (example == .null)
                ? [] : [Discrepancy(place, "is null where the example is not, or the reverse")]
        }
        let schema = schema.map(resolve)
        switch (value, example) {
        case (.object(let members), .object(let expected)): return compare(members, expected, schema, place)
        case (.array(let elements), .array(let expected)):
            guard elements.count == expected.count else {
                return [Discrepancy(place, "has \(elements.count) elements; the example has \(expected.count)")]
            }
            return zip(elements, expected).enumerated().flatMap { index, pair in
                compare(pair.0, with: pair.1, schema?.items, at: "\(place)/\(index)")
            }
        case (.number(let left), .number(let right)) where Double(left) == Double(right): return []
        default:
            return value == example ? [] : [Discrepancy(place, "is \(text(value)); the example has \(text(example))")]
        }
    }

    private func compare(
        _ members: JSONMap<JSONValue>, _ expected: JSONMap<JSONValue>, _ schema: Schema?, _ place: String
    ) -> [Discrepancy] {
        var result: [Discrepancy] = []
        for (name, example) in expected {
            guard let value = members[name] else {
                result.append(Discrepancy("\(place)/\(name)", "is missing; the example has it"))
                continue
            }
            result += compare(value, with: example, member(name, of: schema), at: "\(place)/\(name)")
        }
        for (name, _) in members where expected[name] == nil {
            result.append(Discrepancy("\(place)/\(name)", "is not in the example"))
        }
        return result
    }

    private func member(_ name: String, of schema: Schema?) -> Schema? {
        if let property = schema?.properties.first(where: { $0.name == name }) { return property.schema }
        if case .schema(let value) = schema?.additionalProperties { return value }
        return nil
    }

    private func resolve(_ schema: Schema) -> Schema {
        document.resolved(schema) ?? schema
    }

    private func isVolatile(_ schema: Schema?) -> Bool {
        guard let schema else { return false }
        if schema.extensions["x-volatile"]?.scalar?.value == .boolean(true) { return true }
        guard let reference = schema.reference, let target = document.schema(reference) else { return false }
        return isVolatile(target)
    }

    private func text(_ value: JSONValue) -> String {
        String(decoding: value.jsonBytes.prefix(200), as: UTF8.self)
    }
}
