import YAML

/// Takes the schemas that build on another one by `allOf` for its alternatives, where that one has a discriminator and names
/// none itself (OpenAPI 3.2, section 4.8.25.3).
///
/// 1. What the parent says moves into its base, which is what those that build on it refer to from now on.
/// 2. The parent becomes `anyOf` of all that build on it, however far away, and of the base.
/// 3. The mapping gets every value, see `Inheritance+Values`.
///
/// A parent that names its heirs as alternatives, each of which builds on it, would be read without end; for them it stands
/// for what it says beside its alternatives.
struct Inheritance {
    let document: Document
    let collector: DiagnosticCollector
    /// All schemas that have a name, in the order of the document.
    private(set) var named: [Schema] = []
    /// The schemas that build on another one, by that one.
    private(set) var heirs: [Schema.ID: [Schema]] = [:]
    /// The places that refer to a schema on which another one builds.
    private var uses: [Schema.ID: [Use]] = [:]
    private var derivedCount = 0

    /// A reference to a schema on which another one builds.
    private struct Use {
        var heir: Schema
        /// The schema with the reference: the heir, or a part of its `allOf`.
        var owner: Schema
        /// The reference's place in the owner's `allOf`; nil for a reference with something beside it (since 3.1).
        var index: Int?
    }

    /// A parent and what its values may be.
    struct Family {
        var parent: Schema
        var discriminator: Schema.Discriminator
        var heirs: [Schema]
        /// What the parent says of all values, for those that build on it.
        var base: Schema
        /// The same, for values that are no more than that.
        var alternative: Schema
        /// Whether a value can be no more than that.
        var hasBase = true
    }

    private init(_ document: Document, _ collector: DiagnosticCollector) {
        (self.document, self.collector) = (document, collector)
    }

    /// Changes the schemas of a document.
    static func settle(_ document: inout Document, _ collector: DiagnosticCollector) {
        let mayHave = document.schemaTable.values.contains { schema in
            discriminator(of: schema) != nil || !schema.oneOf.isEmpty || !schema.anyOf.isEmpty
        }
        guard mayHave else { return }
        var inheritance = Inheritance(document, collector)
        inheritance.findNamed()
        for schema in inheritance.named { inheritance.note(schema, partsOf: schema, depth: 0) }
        inheritance.forgetCircles()
        guard !inheritance.heirs.isEmpty else { return }
        inheritance.breakCircles()
        for family in inheritance.settle() {
            document.schemaTable[family.alternative.id] = family.alternative
            // Who refers to the parent means its heirs as well.
            for heir in family.heirs {
                document.referenced[heir.id, default: []].formUnion(document.referenced[family.parent.id] ?? [])
            }
        }
    }

    // MARK: What builds on what

    private mutating func findNamed() {
        named = document.schemas.map(\.schema)
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
        if owner.reference != nil, !Self.isBareReference(owner) {
            note(Use(heir: heir, owner: owner), of: owner)
        }
        for (index, part) in owner.allOf.enumerated() {
            if part.reference == nil {
                note(heir, partsOf: part, depth: depth + 1)
            } else {
                note(Use(heir: heir, owner: owner, index: index), of: part)
            }
        }
    }

    private mutating func note(_ use: Use, of reference: Schema) {
        guard let target = reference.reference.flatMap(target).map(behindAliases), target.id != use.heir.id else {
            return
        }
        uses[target.id, default: []].append(use)
        if heirs[target.id]?.contains(where: { $0.id == use.heir.id }) != true {
            heirs[target.id, default: []].append(use.heir)
        }
    }

    /// What a reference leads to, other references that say nothing else passed over.
    func target(of reference: SchemaReference) -> Schema? {
        var current = document.schema(reference)
        for _ in 0..<64 {
            guard let schema = current, let next = schema.reference, Self.isBareReference(schema) else {
                return current
            }
            current = document.schema(next)
        }
        return nil
    }

    private static func isBareReference(_ schema: Schema) -> Bool {
        schema.keywords.allSatisfy { $0 == "$ref" || annotations.contains($0) }
    }

    static let annotations: Set = ["title", "description", "deprecated", "example", "examples", "nullable", "$comment"]

    /// All that build on a schema, however far away, in the order of the document.
    func descendants(of schema: Schema) -> [Schema] {
        var seen: Set<Schema.ID> = [schema.id]
        var found: [Schema] = []
        var pending = [schema]
        while let next = pending.popLast() {
            for heir in heirs[next.id] ?? [] where seen.insert(heir.id).inserted {
                found.append(heir)
                pending.append(heir)
            }
        }
        return found.sorted { ($0.id.file, $0.id.node) < ($1.id.file, $1.id.node) }
    }

    // MARK: Changes

    private mutating func settle() -> [Family] {
        // All that is found is found before anything changes.
        var families: [Family] = []
        let values = valuesOfMappings()
        for (parent, discriminator) in parents() {
            let heirs = members(of: parent, discriminator)
            guard !heirs.isEmpty else { continue }
            var family = Family(
                parent: parent, discriminator: discriminator, heirs: heirs, base: newSchema(like: parent),
                alternative: newSchema(like: parent))
            fillMapping(&family, values)
            families.append(family)
        }
        for family in families { replaceUses(of: family) }
        for family in families { fill(family) }
        let bases = Dictionary(families.map { ($0.parent.id, $0.alternative) }) { first, _ in first }
        for family in families { become(family, bases) }
        return families
    }

    private mutating func replaceUses(of family: Family) {
        let heirs = Set(family.heirs.map(\.id))
        for use in uses[family.parent.id] ?? [] where heirs.contains(use.heir.id) { replace(use, with: family.base) }
    }

    private mutating func replace(_ use: Use, with base: Schema) {
        guard let index = use.index else {
            // What stands beside a reference holds together with it, as the parts of `allOf` do.
            use.owner.derivedKeywords = use.owner.keywords.filter { $0 != "$ref" && $0 != "allOf" } + ["allOf"]
            use.owner.reference = nil
            let combinations = use.owner.combinations ?? Schema.Combinations()
            combinations.allOf.insert(base, at: 0)
            use.owner.combinations = combinations
            return
        }
        guard let combinations = use.owner.combinations, combinations.allOf.indices.contains(index) else { return }
        let part = combinations.allOf[index]
        guard part.keywords.contains(where: { $0 != "$ref" }) else {
            combinations.allOf[index] = base
            return
        }
        let beside = part.without(["$ref"], number: nextNumber())
        combinations.allOf[index] = Schema.intersection(of: [base, beside], number: nextNumber()) ?? base
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
        combinations.anyOf = alternatives + (family.hasBase ? [family.alternative] : [])
        combinations.base = family.alternative
        var discriminator = family.discriminator
        func toBase(_ reference: SchemaReference) -> SchemaReference {
            guard let base = target(of: reference).flatMap({ bases[$0.id] }) else { return reference }
            return SchemaReference(text: reference.text, target: base.id)
        }
        for (index, mapped) in discriminator.mapping.enumerated() {
            discriminator.mapping[index].schema = toBase(mapped.schema)
        }
        discriminator.defaultMapping = discriminator.defaultMapping.map(toBase)
        combinations.discriminator = discriminator
        parent.combinations = combinations
    }

    // MARK: Circles

    /// Leaves schemas that build on themselves as they stand; they are refused later.
    private mutating func forgetCircles() {
        let circular = Set(named.filter { buildsOnItself($0) }.map(\.id))
        guard !circular.isEmpty else { return }
        for id in Array(heirs.keys) {
            if circular.contains(id) {
                (heirs[id], uses[id]) = (nil, nil)
            } else {
                heirs[id]?.removeAll { circular.contains($0.id) }
                uses[id]?.removeAll { circular.contains($0.heir.id) }
            }
        }
    }

    private func buildsOnItself(_ schema: Schema) -> Bool {
        var seen: Set<Schema.ID> = []
        var pending = heirs[schema.id] ?? []
        while let next = pending.popLast() {
            if next.id == schema.id { return true }
            if seen.insert(next.id).inserted { pending += heirs[next.id] ?? [] }
        }
        return false
    }

    /// Lets heirs that a parent names as its alternatives, or one of those as its own, build on what it says beside them.
    private mutating func breakCircles() {
        for parent in named {
            guard let direct = heirs[parent.id] else { continue }
            let alternatives = allAlternatives(of: parent)
            guard !alternatives.isEmpty else { continue }
            let circular = direct.filter { heir in
                alternatives.contains(heir.id) || descendants(of: heir).contains { alternatives.contains($0.id) }
            }
            guard !circular.isEmpty else { continue }
            let base = parent.without(["oneOf", "anyOf", "discriminator"], number: nextNumber())
            (base.title, base.description) = (nil, nil)
            if let combinations = base.combinations {
                for (index, part) in combinations.allOf.enumerated() where !Self.alternatives(of: part).isEmpty {
                    combinations.allOf[index] = part.without(["oneOf", "anyOf", "discriminator"], number: nextNumber())
                }
            }
            let ids = Set(circular.map(\.id))
            for use in uses[parent.id] ?? [] where ids.contains(use.heir.id) { replace(use, with: base) }
            let list = circular.map { name(of: $0) }.joined(separator: ", ")
            collector.warning(
                .endlessSchema,
                "what builds on this schema and is an alternative of it (\(list)) builds on what is said beside the alternatives alone",
                at: parent.location)
        }
    }

    /// The alternatives of a schema and those of its alternatives, however deep.
    private func allAlternatives(of schema: Schema) -> Set<Schema.ID> {
        var found: Set<Schema.ID> = []
        var pending = Self.alternatives(of: schema)
        while let next = pending.popLast() {
            guard let alternative = next.reference.map(target) ?? next, found.insert(alternative.id).inserted else {
                continue
            }
            pending += Self.alternatives(of: alternative)
        }
        return found
    }

    private static func alternatives(of schema: Schema) -> [Schema] {
        guard schema.reference == nil else { return [] }
        return schema.oneOf + schema.anyOf + schema.allOf.filter { $0.reference == nil }.flatMap { $0.oneOf + $0.anyOf }
    }

    // MARK: Schemas that stand nowhere in the document

    private mutating func newSchema(like schema: Schema) -> Schema {
        Schema(schema.node, id: Schema.ID(file: -1, node: nextNumber()))
    }

    /// A number that no other such schema has.
    private mutating func nextNumber() -> Int {
        derivedCount -= 1
        return derivedCount
    }
}
