import YAML

extension Linter {
    /// Names that must be there and that nothing describes, which is allowed and mostly a slip (JSON Schema 2020-12,
    /// validation, section 6.5.3).
    func checkRequiredNames(_ schemas: [Schema]) {
        var around: SchemaSurroundings?
        for schema in schemas where !schema.required.isEmpty && !refusesOthers(schema) {
            guard schema.types.isEmpty || schema.types.contains(.object) else { continue }
            var known = PropertyDescriptions(of: schema, in: document)
            guard schema.required.contains(where: { !describes(known, $0) }) else { continue }
            // Whoever builds on the schema, or has it for a part of what it says, may describe the name.
            let surroundings = around ?? SchemaSurroundings(of: schemas, in: document)
            around = surroundings
            guard !surroundings.isRefused(schema) else { continue }
            surroundings.describe(schema, in: document, &known)
            warn(schema, known)
        }
    }

    private func warn(_ schema: Schema, _ known: PropertyDescriptions) {
        // Of an object that describes no property every name may be meant.
        guard !known.names.isEmpty else { return }
        for name in Set(schema.required).sorted() where !describes(known, name) {
            let near = Suggestion.nearest(to: name, among: known.names.subtracting(schema.required).sorted())
            collector.warning(
                .undescribedProperty,
                "nothing describes the required property '\(name)'\(near.map { "; did you mean '\($0)'?" } ?? "")",
                at: schema.node["required"]?.elements.first { $0.text == name }?.location ?? schema.location)
        }
    }

    private func describes(_ known: PropertyDescriptions, _ name: String) -> Bool {
        known.isOpen || known.names.contains(name)
            || known.patterns.contains { validator.rules.matches(name, $0) }
    }
}

/// What schemas that speak of the same value say of its properties.
struct PropertyDescriptions {
    /// The names that are described.
    private(set) var names: Set<String> = []
    /// Expressions of which each describes the names that match it.
    private(set) var patterns: Set<String> = []
    /// Whether every other property is described, or nobody can tell.
    private(set) var isOpen = false
    private var seen: Set<Schema.ID> = []
    /// Of what more schemas than these say together nobody can tell in the time that one reads an answer in.
    private static let mostSchemas = 256

    init(of schema: Schema, in document: Document) { take(schema, in: document) }

    /// Takes what a schema says, and what it refers to, builds on or chooses from.
    ///
    /// - Parameter part: The one of its alternatives that is known already, for the others do not hold beside it.
    mutating func take(_ schema: Schema, in document: Document, around part: Schema.ID? = nil) {
        take(schema)
        var open = schema.descriptions(around: part)
        if let target = document.target(of: schema) { open.append(target) }
        while let next = open.popLast(), !isOpen {
            guard seen.insert(next.id).inserted else { continue }
            take(next)
            open += next.descriptions()
            if let target = document.target(of: next) { open.append(target) }
        }
    }

    private mutating func take(_ schema: Schema) {
        seen.insert(schema.id)
        if seen.count > Self.mostSchemas { isOpen = true }
        names.formUnion(schema.properties.map(\.name))
        patterns.formUnion(schema.patternProperties.map(\.name))
        if let discriminator = schema.discriminator { names.insert(discriminator.propertyName) }
        switch schema.additionalProperties {
        case .allowed, .schema: isOpen = true
        case .unspecified, .forbidden: break
        }
        let isUnknown = schema.dynamicReference != nil || schema.reference.map { $0.target == nil } ?? false
        if isUnknown || schema.unevaluatedProperties.map({ $0.always != false }) ?? false { isOpen = true }
    }
}

/// Which schemas speak of the same value as a schema because it is a part of them.
struct SchemaSurroundings {
    private var owners: [Schema.ID: [Schema]] = [:]
    /// The schemas that no value may fulfil.
    private var refused: Set<Schema.ID> = []

    init(of schemas: [Schema], in document: Document) {
        for schema in schemas {
            for part in schema.descriptions() { owners[part.id, default: []].append(schema) }
            if let target = schema.reference?.target { owners[target, default: []].append(schema) }
            var open = [schema.not].compactMap(\.self)
            while let part = open.popLast() {
                if refused.insert(part.id).inserted { open += part.descriptions() }
            }
        }
    }

    /// Whether a schema says what must not be, so that a name in it need not be one that there is.
    func isRefused(_ schema: Schema) -> Bool { refused.contains(schema.id) }

    /// Adds what is said of a value beside a schema.
    func describe(_ schema: Schema, in document: Document, _ known: inout PropertyDescriptions) {
        var seen: Set<Schema.ID> = [schema.id]
        var open = [schema]
        while let next = open.popLast(), !known.isOpen {
            for owner in owners[next.id] ?? [] where !known.isOpen && seen.insert(owner.id).inserted {
                known.take(owner, in: document, around: next.id)
                open.append(owner)
            }
        }
    }
}

extension Schema {
    /// The schemas in this one that speak of the same value.
    ///
    /// - Parameter part: An alternative; the others beside it are left out.
    fileprivate func descriptions(around part: ID? = nil) -> [Schema] {
        guard objects != nil || combinations != nil else { return [] }
        func alternatives(_ all: [Schema]) -> [Schema] { all.contains { $0.id == part } ? [] : all }
        return allOf + alternatives(anyOf) + alternatives(oneOf) + dependentSchemas.map(\.schema)
            + [not, ifSchema, thenSchema, elseSchema].compactMap(\.self)
    }
}
