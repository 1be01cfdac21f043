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
        compare(value, with: example, document.descriptions(of: schema.map { [$0] } ?? []), place)
    }

    private func compare(
        _ value: JSONValue, with example: JSONValue, _ schemas: [Schema], _ place: String
    ) -> [Discrepancy] {
        if schemas.contains(where: { $0.extensions["x-volatile"]?.scalar?.value == .boolean(true) }) {
            return (value == .null) == (example == .null)
                ? [] : [Discrepancy(place, "is null where the example is not, or the reverse")]
        }
        switch (value, example) {
        case (.object(let members), .object(let expected)): return compare(members, expected, schemas, place)
        case (.array(let elements), .array(let expected)):
            guard elements.count == expected.count else {
                return [Discrepancy(place, "has \(elements.count) elements; the example has \(expected.count)")]
            }
            return zip(elements, expected).enumerated().flatMap { index, pair in
                compare(pair.0, with: pair.1, self.schemas(ofElement: index, in: schemas), "\(place)/\(index)")
            }
        default:
            return value == example ? [] : [Discrepancy(place, "is \(text(value)); the example has \(text(example))")]
        }
    }

    private func compare(
        _ members: JSONMap<JSONValue>, _ expected: JSONMap<JSONValue>, _ schemas: [Schema], _ place: String
    ) -> [Discrepancy] {
        var result: [Discrepancy] = []
        let pointer = { (name: String) in
            "\(place)/\(name.replacing("~", with: "~0").replacing("/", with: "~1"))"
        }
        for (name, example) in expected {
            guard let value = members[name] else {
                result.append(Discrepancy(pointer(name), "is missing; the example has it"))
                continue
            }
            result += compare(value, with: example, self.schemas(ofMember: name, in: schemas), pointer(name))
        }
        for (name, _) in members where expected[name] == nil {
            result.append(Discrepancy(pointer(name), "is not in the example"))
        }
        return result
    }

    /// Each once, for alternatives may hold each other.
    private func schemas(ofMember name: String, in schemas: [Schema]) -> [Schema] {
        document.descriptions(
            of: schemas.compactMap { schema -> Schema? in
                if let property = schema.properties.first(where: { $0.name == name }) { return property.schema }
                guard case .schema(let value) = schema.additionalProperties else { return nil }
                return value
            })
    }

    private func schemas(ofElement index: Int, in schemas: [Schema]) -> [Schema] {
        document.descriptions(
            of: schemas.compactMap { index < $0.prefixItems.count ? $0.prefixItems[index] : $0.items })
    }

    private func text(_ value: JSONValue) -> String {
        String(decoding: value.jsonBytes.prefix(200), as: UTF8.self)
    }
}
