import YAML

extension DocumentParser {
    /// Reads an object, or what its `$ref` leads to.
    ///
    /// - Parameters:
    ///   - node: The object or the reference.
    ///   - memo: What was read before at the same place.
    ///   - code: What to call a reference that leads nowhere.
    ///   - body: Reads the object.
    func following<Value>(
        _ node: YAMLNode, _ memo: Memo<Value>, code: DiagnosticCode = .unresolvedReference,
        _ body: (YAMLNode) -> Value?
    ) -> Value? {
        guard let reference = node["$ref"] else { return body(node) }
        guard let target = target(of: reference, memo.component, code: code),
            isComponent(target, memo.component, reference)
        else {
            return nil
        }
        note(reference, target, memo.component)
        if version < documentVersion, version == 1 {
            earlierNodes.insert(Schema.ID(file: file.number, node: node.number))
        }
        for entry in node.entries where entry.key != "$ref" {
            if version > 1, ["summary", "description"].contains(entry.key) { continue }
            if isExtension(entry) {
                guard file.meantExtension(entry)?.name == entry.key else { continue }
            }
            warnOfSibling(entry)
        }
        if let known = memo.values[target.id] { return known }
        guard follow(target, from: reference) else { return nil }
        defer { following.remove(target.id) }
        let value = inside(target) { following(target.node, memo, code: code, body) }
        if let value {
            memo.values[target.id] = value
            sharedSchemas.note(value, at: target.canonicalPointer)
        }
        return value
    }

    /// Whether a reference leads to an object of the kind that is wanted, as far as its place tells; else that is said.
    func isComponent(_ target: ResolvedNode, _ wanted: ComponentKind, _ reference: YAMLNode) -> Bool {
        guard let found = target.component, found != wanted else { return true }
        // Parameters and headers are described by the same fields, and a schema is one of them; so are bodies of requests
        // and of responses.
        let isAlike =
            [.parameters, .headers].contains(found) && [.parameters, .headers, .schemas].contains(wanted)
            || [.requestBodies, .responses].contains(found) && [.requestBodies, .responses].contains(wanted)
        collector.error(
            isAlike ? .referenceKind : .unresolvedReference,
            "the reference leads to \(found.name), and \(wanted.name) must stand here", at: reference.location)
        return isAlike && collector.isLenient
    }

    /// Says that what stands beside a reference has no effect.
    private func warnOfSibling(_ entry: YAMLEntry) {
        collector.warning(
            .referenceSibling, "'\(entry.key)' beside '$ref' says nothing; put it where the reference leads",
            at: entry.keyLocation)
    }

    /// The longest chain of references that is followed, so that no document can fill the stack.
    private static let longestChain = 64

    /// Takes a target among those that are being followed; false when it is there already, or when the chain is long.
    func follow(_ target: ResolvedNode, from reference: YAMLNode) -> Bool {
        guard following.count < Self.longestChain else {
            collector.error(
                .referenceCycle, "this reference is the end of a chain of more than \(Self.longestChain)",
                at: reference.location)
            return false
        }
        guard following.insert(target.id).inserted else {
            collector.error(.referenceCycle, "this reference leads in a circle", at: reference.location)
            return false
        }
        return true
    }

    /// The description that stands beside a `$ref` and takes the place of the target's (since 3.1).
    func description(beside node: YAMLNode) -> String? {
        version > 1 && node["$ref"] != nil ? node["description"]?.text : nil
    }

    /// Reads something in the file and the resource of a reference's target.
    func inside<Value>(_ target: ResolvedNode, _ body: () -> Value) -> Value {
        let outer = (file, resource, version)
        (file, resource) = (target.file, target.resource)
        // A document that is referred to says itself of which version it is.
        version = target.file.version ?? version
        defer { (file, resource, version) = outer }
        return body()
    }

    /// The reference of a schema: its target is read later.
    ///
    /// - Parameter code: What to call one that leads nowhere. When that is forgiven there is no reference, so any value is
    ///   what the schema describes.
    func schemaReference(_ node: YAMLNode, code: DiagnosticCode = .unresolvedReference) -> SchemaReference? {
        guard let text = Self.string(node) else {
            collector.error(.wrongType, "'$ref' must be a string, not \(node.kind)", at: node.location)
            return nil
        }
        let reference = schemaReference(text, node, code: code)
        guard reference.target == nil, code.isForgivable, collector.isLenient else { return reference }
        unresolved.insert(Schema.ID(file: file.number, node: node.number))
        return nil
    }

    /// - Parameter node: The node that holds the reference's text.
    func schemaReference(
        _ text: String, _ node: YAMLNode, code: DiagnosticCode = .unresolvedReference
    ) -> SchemaReference {
        guard var target = target(of: text, .schemas, at: node.location, code: code),
            isComponent(target, .schemas, node)
        else { return SchemaReference(text: text) }
        if target.component == .parameters || target.component == .headers, let own = target.node["schema"] {
            target = target.inner(own, at: ["schema"])
        }
        note(node, target, .schemas)
        let id = target.id
        if schemaTable[id] == nil, schemaPointers[id] == nil {
            schemaPointers[id] = target.canonicalPointer
            pendingSchemas.append(target)
        }
        return SchemaReference(text: text, target: id, name: target.schemaName)
    }

    /// Reads what references between schemas lead to, and what these refer to, and so on.
    func readPendingSchemas() {
        var next = 0
        while next < pendingSchemas.count {
            let target = pendingSchemas[next]
            next += 1
            guard schemaTable[target.id] == nil else { continue }
            schemaTable[target.id] = inside(target) { schema(target.node) }
        }
    }

    /// Refuses schemas that are nothing but references to each other in a circle.
    func checkReferences(_ document: Document) {
        for named in document.schemas where named.schema.reference != nil && document.resolved(named.schema) == nil {
            var seen: Set<Schema.ID> = []
            var current: Schema? = named.schema
            while let schema = current, let reference = schema.reference, seen.insert(schema.id).inserted {
                current = document.schema(reference)
            }
            guard current != nil else { continue }
            collector.error(
                .referenceCycle, "the schema '\(named.name)' refers to nothing but itself", at: named.schema.location)
        }
    }
}
