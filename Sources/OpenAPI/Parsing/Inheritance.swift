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

    /// Changes the schemas of the document.
    ///
    /// - Returns: The schemas that references to a parent mean as well.
    mutating func apply() -> Set<Schema.ID> {
        guard document.schemaTable.values.contains(where: Self.isParent) else { return [] }
        findNamed()
        for schema in named { note(schema, partsOf: schema, depth: 0) }
        // All that is found is found before anything changes.
        let families = named.filter(Self.isParent).compactMap(family)
        for family in families { settle(family) }
        let meant = families.filter { document.referenced.contains($0.parent.id) }
        return Set(meant.flatMap(\.heirs).map(\.id))
    }

    /// A parent and what its values may be.
    private struct Family {
        var parent: Schema
        var discriminator: Schema.Discriminator
        var heirs: [Schema]
        var mapping: [(value: String, location: SourceLocation, schema: SchemaReference)]
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

    private func family(of parent: Schema) -> Family? {
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
            parent: parent, discriminator: discriminator, heirs: found, mapping: mapping(discriminator, found))
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

    private mutating func settle(_ family: Family) {
        let parent = family.parent
        let base = base(of: parent)
        for (owner, index) in uses[parent.id] ?? [] {
            guard let combinations = owner.combinations, combinations.allOf.indices.contains(index) else { continue }
            let part = combinations.allOf[index]
            let beside = part.without(["$ref"], number: nextNumber())
            let saysMore = part.keywords.contains { $0 != "$ref" }
            combinations.allOf[index] =
                saysMore ? Schema.intersection(of: [base, beside], number: nextNumber()) ?? base : base
        }
        let alternative = base.without([], number: nextNumber())
        (alternative.title, alternative.description) = ("Base", parent.description ?? parent.title)
        var discriminator = family.discriminator
        let own = SchemaReference(text: "Base", target: alternative.id)
        discriminator.mapping = family.mapping
        for (index, mapped) in discriminator.mapping.enumerated() {
            let target = document.schema(mapped.schema).flatMap(document.resolved)
            if target?.id == parent.id { discriminator.mapping[index].schema = own }
        }
        let name = name(of: parent)
        if !discriminator.mapping.contains(where: { $0.schema.target == own.target || $0.value == name }) {
            discriminator.mapping.append((name, discriminator.location, own))
        }
        if discriminator.defaultMapping?.target == parent.id { discriminator.defaultMapping = own }
        become(parent, family.heirs, alternative, discriminator)
    }

    /// What a parent says of its values, without what tells those apart that build on it.
    private mutating func base(of parent: Schema) -> Schema {
        let base = parent.without(["discriminator"], number: nextNumber())
        (base.title, base.description, base.defaultValue) = (nil, nil, nil)
        (base.isNullable, base.isDeprecated) = (false, false)
        return base
    }

    private mutating func become(
        _ parent: Schema, _ heirs: [Schema], _ base: Schema, _ discriminator: Schema.Discriminator
    ) {
        var alternatives: [Schema] = []
        for heir in heirs {
            let alternative = Schema(heir.node, id: Schema.ID(file: -1, node: nextNumber()))
            alternative.derivedKeywords = ["$ref"]
            alternative.reference = reference(to: heir)
            alternatives.append(alternative)
        }
        parent.derivedKeywords = (parent.types.isEmpty ? [] : ["type"]) + ["anyOf", "discriminator"]
        (parent.enumeration, parent.constant, parent.format) = (nil, nil, nil)
        (parent.numbers, parent.strings, parent.arrays, parent.objects) = (nil, nil, nil, nil)
        let combinations = Schema.Combinations()
        combinations.anyOf = alternatives + [base]
        combinations.base = base
        combinations.discriminator = discriminator
        parent.combinations = combinations
    }

    /// A number that no other schema which stands nowhere in the document has.
    private mutating func nextNumber() -> Int {
        derivedCount -= 1
        return derivedCount
    }
}
