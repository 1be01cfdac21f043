import YAML

/// Takes the schemas that build on another one by `allOf` for its alternatives, where that one has a discriminator and names
/// none itself (OpenAPI 3.2, section 4.8.25.3).
///
/// 1. What the parent says moves into its base, which is what those that build on it refer to from now on.
/// 2. The parent becomes `anyOf` of all that build on it, however far away, and of the base; so as JSON Schema it allows
///    what it did.
/// 3. The mapping gets every value: those of the document, else the strings that an heir's own property allows, else its
///    name. The base has the parent's own name.
struct Inheritance {
    private let document: Document
    /// All schemas that have a name, in the order of the document.
    private var named: [Schema] = []
    /// The names of the components.
    private var names: [Schema.ID: String] = [:]
    /// The schemas that build on another one, by that one.
    private var heirs: [Schema.ID: [Schema]] = [:]
    /// The parts of `allOf` that refer to a schema, with the schema that they stand in.
    private var uses: [Schema.ID: [(owner: Schema, index: Int)]] = [:]
    private var derivedCount = 0

    init(_ document: Document) {
        self.document = document
    }

    /// Changes the schemas of a document.
    static func settle(_ document: inout Document) {
        guard document.schemaTable.values.contains(where: isParent) else { return }
        var inheritance = Inheritance(document)
        let families = inheritance.settle()
        for family in families {
            document.schemaTable[family.alternative.id] = family.alternative
            // Who refers to the parent means its heirs as well.
            if document.referenced.contains(family.parent.id) { document.referenced.formUnion(family.heirs.map(\.id)) }
        }
    }

    private mutating func settle() -> [Family] {
        findNamed()
        for schema in named { note(schema, partsOf: schema, depth: 0) }
        // All that is found is found before anything changes.
        var families: [Family] = []
        for parent in named.filter(Self.isParent) {
            if let family = family(of: parent) { families.append(family) }
        }
        for family in families { replaceUses(of: family) }
        for family in families { fill(family) }
        let alternatives = Dictionary(families.map { ($0.parent.id, $0.alternative) }) { first, _ in first }
        for family in families { become(family, alternatives) }
        return families
    }

    /// A parent and what its values may be.
    private struct Family {
        var parent: Schema
        var discriminator: Schema.Discriminator
        var heirs: [Schema]
        var mapping: [(value: String, location: SourceLocation, schema: SchemaReference)]
        /// What the parent says of all values, for those that build on it.
        var base: Schema
        /// The same, for values that are no more than that.
        var alternative: Schema
    }

    private static func isParent(_ schema: Schema) -> Bool {
        schema.discriminator != nil && schema.oneOf.isEmpty && schema.anyOf.isEmpty && schema.reference == nil
            && (schema.types.isEmpty || schema.types == [.object]) && schema.node["x-swift-type"] == nil
    }

    private mutating func findNamed() {
        named = document.schemas.map(\.schema)
        names = Dictionary(document.schemas.map { ($0.schema.id, $0.name) }) { first, _ in first }
        let known = Set(named.map(\.id))
        let others = document.schemaTable.values.filter { schema in
            !known.contains(schema.id) && document.schemaPointers[schema.id].map(Self.isOfNamed) == true
        }
        named += others.sorted { ($0.id.file, $0.id.node) < ($1.id.file, $1.id.node) }
    }

    /// Whether a pointer leads to a schema of its own and not to a part of one.
    private static func isOfNamed(_ pointer: String) -> Bool {
        let steps = pointer.drop { $0 != "#" }.split(separator: "/").dropFirst()
        return steps.count < 2
            || steps.count < 4 && ["schemas", "$defs", "definitions"].contains(steps.dropLast().last)
    }

    /// Notes what a schema builds on.
    private mutating func note(_ heir: Schema, partsOf owner: Schema, depth: Int) {
        guard depth < 8 else { return }
        for (index, part) in owner.allOf.enumerated() {
            guard part.reference != nil else {
                note(heir, partsOf: part, depth: depth + 1)
                continue
            }
            guard let target = document.resolved(part), target.id != heir.id else { continue }
            heirs[target.id, default: []].append(heir)
            uses[target.id, default: []].append((owner, index))
        }
    }

    private mutating func family(of parent: Schema) -> Family? {
        guard let discriminator = parent.discriminator else { return nil }
        let mapped = discriminator.mapping.compactMap(\.schema.target)
        var found: [Schema] = []
        var seen: Set<Schema.ID> = [parent.id]
        func visit(_ schema: Schema) {
            for heir in heirs[schema.id] ?? [] where seen.insert(heir.id).inserted {
                if mapped.contains(heir.id) || !Self.isAlias(heir) { found.append(heir) }
                visit(heir)
            }
        }
        visit(parent)
        let order = Dictionary(named.enumerated().map { ($1.id, $0) }) { first, _ in first }
        found.sort { (order[$0.id] ?? 0) < (order[$1.id] ?? 0) }
        for target in mapped where seen.insert(target).inserted {
            guard let schema = document.schemaTable[target], document.resolved(schema)?.id != parent.id else {
                continue
            }
            found.append(schema)
        }
        guard !found.isEmpty else { return nil }
        return Family(
            parent: parent, discriminator: discriminator, heirs: found, mapping: mapping(discriminator, found),
            base: newSchema(like: parent), alternative: newSchema(like: parent))
    }

    /// Whether a schema is another name of what its `allOf` refers to, and adds nothing.
    private static func isAlias(_ schema: Schema) -> Bool {
        schema.allOf.count == 1 && schema.allOf.allSatisfy { $0.reference != nil }
            && schema.keywords.allSatisfy { ["allOf", "type", "title", "description", "nullable"].contains($0) }
    }

    private func mapping(
        _ discriminator: Schema.Discriminator, _ heirs: [Schema]
    ) -> [(value: String, location: SourceLocation, schema: SchemaReference)] {
        var result = discriminator.mapping
        var taken = Set(result.map(\.value))
        let unmapped = heirs.filter { heir in !result.contains { $0.schema.target == heir.id } }
        let constants = unmapped.map { Self.constants(discriminator.propertyName, of: $0, document) }
        let all = constants.flatMap(\.self) + taken
        let areDistinct = Set(all).count == all.count
        for (heir, constants) in zip(unmapped, constants) {
            let reference = reference(to: heir)
            let values = constants.isEmpty || !areDistinct ? [name(of: heir)] : constants
            for value in values where taken.insert(value).inserted {
                result.append((value, discriminator.location, reference))
            }
        }
        return result
    }

    /// The strings that a schema's own property must be one of.
    private static func constants(
        _ property: String, of schema: Schema, _ document: Document, depth: Int = 0
    ) -> [String] {
        guard depth < 8 else { return [] }
        if let found = schema.properties.first(where: { $0.name == property }),
            let value = document.resolved(found.schema),
            let nodes = value.constant.map({ [$0] }) ?? value.enumeration
        {
            return nodes.compactMap { $0.scalar?.value == .string ? $0.scalar?.text : nil }
        }
        return schema.allOf.lazy.filter { $0.reference == nil }
            .map { constants(property, of: $0, document, depth: depth + 1) }.first { !$0.isEmpty } ?? []
    }

    private func name(of schema: Schema) -> String {
        names[schema.id]
            ?? document.schemaPointers[schema.id]?.split(separator: "/").last.map(String.init) ?? ""
    }

    private func reference(to schema: Schema) -> SchemaReference {
        SchemaReference(
            text: document.schemaPointers[schema.id] ?? "#/components/schemas/\(name(of: schema))",
            target: schema.id, name: names[schema.id])
    }

    private mutating func replaceUses(of family: Family) {
        for (owner, index) in uses[family.parent.id] ?? [] {
            guard let combinations = owner.combinations, combinations.allOf.indices.contains(index) else { continue }
            let part = combinations.allOf[index]
            guard part.keywords.contains(where: { $0 != "$ref" }) else {
                combinations.allOf[index] = family.base
                continue
            }
            let beside = part.without(["$ref"], number: nextNumber())
            let both = Schema.intersection(of: [family.base, beside], number: nextNumber())
            combinations.allOf[index] = both ?? family.base
        }
    }

    /// Writes down what the parent says, without what tells those apart that build on it.
    private func fill(_ family: Family) {
        let (parent, base, alternative) = (family.parent, family.base, family.alternative)
        parent.copy(to: base, without: ["discriminator"])
        (base.title, base.description, base.defaultValue) = (nil, nil, nil)
        (base.isNullable, base.isDeprecated) = (false, false)
        base.copy(to: alternative, without: [])
        let name = name(of: parent)
        alternative.title = "\(name) base"
        alternative.description = parent.description ?? parent.title ?? "What every \(name) has."
        alternative.baseOf = parent.id
    }

    /// Makes a parent `anyOf` of those that build on it; of those that are parents themselves, their bases.
    private mutating func become(_ family: Family, _ bases: [Schema.ID: Schema]) {
        let parent = family.parent
        let alternatives = family.heirs.map { heir in
            if let base = bases[heir.id] { return base }
            let alternative = newSchema(like: heir)
            alternative.derivedKeywords = ["$ref"]
            alternative.reference = reference(to: heir)
            return alternative
        }
        parent.derivedKeywords = (parent.types.isEmpty ? [] : ["type"]) + ["anyOf", "discriminator"]
        (parent.enumeration, parent.constant, parent.format) = (nil, nil, nil)
        (parent.numbers, parent.strings, parent.arrays, parent.objects) = (nil, nil, nil, nil)
        let combinations = Schema.Combinations()
        combinations.anyOf = alternatives + [family.alternative]
        combinations.base = family.alternative
        combinations.discriminator = discriminator(of: family, bases)
        parent.combinations = combinations
    }

    private func discriminator(of family: Family, _ bases: [Schema.ID: Schema]) -> Schema.Discriminator {
        func toBase(_ reference: SchemaReference) -> SchemaReference {
            let target = document.schema(reference).flatMap(document.resolved)
            guard let base = target.flatMap({ bases[$0.id] }) else { return reference }
            return SchemaReference(text: reference.text, target: base.id)
        }
        var result = family.discriminator
        result.mapping = family.mapping
        for (index, mapped) in result.mapping.enumerated() { result.mapping[index].schema = toBase(mapped.schema) }
        result.defaultMapping = result.defaultMapping.map(toBase)
        let name = name(of: family.parent)
        if !result.mapping.contains(where: { $0.schema.target == family.alternative.id || $0.value == name }) {
            result.mapping.append((name, result.location, toBase(reference(to: family.parent))))
        }
        return result
    }

    /// A schema that stands nowhere in the document, yet without a word.
    private mutating func newSchema(like schema: Schema) -> Schema {
        Schema(schema.node, id: Schema.ID(file: -1, node: nextNumber()))
    }

    /// A number that no other schema which stands nowhere in the document has.
    private mutating func nextNumber() -> Int {
        derivedCount -= 1
        return derivedCount
    }
}
