import OpenAPI
import YAML

/// What an object must be, once `allOf` has been flattened into one level of properties.
struct ObjectShape {
    var properties: [Schema.Property] = []
    /// What describes a property too and adds nothing that a value could break, by the property's name.
    var others: [String: [Schema]] = [:]
    var required: [String] = []
    var additional = Schema.AdditionalProperties.unspecified
    /// The keyword that forbids others, where they are forbidden.
    var closedBy = "additionalProperties"
    /// The patterns of names that are told apart, which the rules do.
    var patterns: [String] = []
    var minimumCount: Int?
    var maximumCount: Int?
    var dependencies: [(name: String, required: [String])] = []
    /// The names of which something is said under a condition alone, so that they may have any value.
    var mentioned: [String] = []
    var description: String?
    var isDeprecated = false
    /// What no struct carries.
    var rules: [String] = []
    /// What no struct carries of the parts, which depends on what the whole describes.
    var remainders: [Remainder] = []

    /// The keywords of a part that no struct carries.
    struct Remainder {
        var schema: Schema
        var keywords: Set<String>

        func isSame(as other: Remainder) -> Bool { schema.id == other.schema.id && keywords == other.keywords }
    }

    /// Adds what another schema says of the same object.
    ///
    /// - Parameter both: Makes one schema of two that describe the same property.
    mutating func merge(_ other: ObjectShape, both: (Schema, Schema) -> Schema) {
        for property in other.properties {
            guard let index = properties.firstIndex(where: { $0.name == property.name }) else {
                properties.append(property)
                continue
            }
            let known = properties[index].schema
            if known.saysNothing {
                others[property.name, default: []].append(known)
                properties[index] = property
            } else if !property.schema.saysNothing, !known.saysTheSame(as: property.schema) {
                properties[index].schema = both(known, property.schema)
            } else {
                others[property.name, default: []].append(property.schema)
            }
        }
        others.merge(other.others) { $0 + $1 }
        required += other.required.filter { !required.contains($0) }
        switch (additional, other.additional) {
        case (_, .unspecified), (.forbidden, _), (.schema, .allowed): break
        case (.schema, .schema(let second)) where second.saysNothing: break
        case (.schema(let first), .schema(let second)) where !first.saysNothing && !first.saysTheSame(as: second):
            additional = .schema(both(first, second))
        default: additional = other.additional
        }
        patterns += other.patterns.filter { !patterns.contains($0) }
        minimumCount = [minimumCount, other.minimumCount].compactMap(\.self).max()
        maximumCount = [maximumCount, other.maximumCount].compactMap(\.self).min()
        dependencies += other.dependencies.filter { one in
            !dependencies.contains { $0.name == one.name && $0.required == one.required }
        }
        mentioned += other.mentioned.filter { !mentioned.contains($0) }
        description = description ?? other.description
        isDeprecated = isDeprecated || other.isDeprecated
        rules += other.rules.filter { !rules.contains($0) }
        remainders += other.remainders.filter { one in !remainders.contains { $0.isSame(as: one) } }
    }
}

extension Schema {
    /// Whether the schema allows every value and merely describes it.
    var saysNothing: Bool { always != false && meaningfulKeywords.allSatisfy { $0 == "default" } }

    /// Whether the schema is a reference with nothing beside that a value could break.
    var saysOnlyReference: Bool { reference != nil && meaningfulKeywords == ["$ref"] }

    /// Whether two schemas are written alike, wherever they stand.
    func saysTheSame(as other: Schema) -> Bool {
        guard isOfDocument, other.isOfDocument else { return id == other.id }
        return id == other.id || (reference != nil && reference?.target == other.reference?.target)
            || (meaningfulKeywords.sorted() == other.meaningfulKeywords.sorted()
                && meaningfulKeywords.allSatisfy { keyword in
                    guard let text = node[keyword]?.json else { return other.node[keyword] == nil }
                    // A reference leads elsewhere from another file.
                    return text == other.node[keyword]?.json
                        && (id.file == other.id.file || !text.contains("\"$ref\""))
                })
    }

    /// Whether it speaks of an object: by its type, or by what it says of properties.
    var isObject: Bool {
        types == [.object] || (types.isEmpty && (!properties.isEmpty || !required.isEmpty) && reference == nil)
    }
}
