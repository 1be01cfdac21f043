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
        guard let target = target(of: reference, code: code), isComponent(target, memo.component, reference) else {
            return nil
        }
        note(reference, target, memo.component)
        if version < documentVersion, version == 1 {
            earlierNodes.insert(Schema.ID(file: file.number, node: node.number))
        }
        for entry in node.entries where entry.key != "$ref" && !isExtension(entry) {
            if version > 1, ["summary", "description"].contains(entry.key) { continue }
            warnOfSibling(entry)
        }
        if let known = memo.values[target.id] { return known }
        guard follow(target, from: reference) else { return nil }
        defer { following.remove(target.id) }
        let value = inside(target) { following(target.node, memo, code: code, body) }
        if let value { memo.values[target.id] = value }
        return value
    }

    /// Whether a reference leads to an object of the kind that is wanted, as far as its place tells; else that is said.
    func isComponent(
        _ target: ResolvedNode, _ wanted: ComponentKind, _ reference: YAMLNode,
        code: DiagnosticCode = .unresolvedReference
    ) -> Bool {
        guard let found = ComponentKind(pointer: target.pointer),
            found != wanted
        else { return true }
        // Parameters and headers are described by the same fields, and a schema is one of them; so are bodies of requests
        // and of responses.
        let isAlike =
            [.parameters, .headers].contains(found) && [.parameters, .headers, .schemas].contains(wanted)
            || [.requestBodies, .responses].contains(found) && [.requestBodies, .responses].contains(wanted)
        collector.error(
            isAlike ? .referenceKind : code,
            "the reference leads to \(found.name), and \(wanted.name) must stand here", at: reference.location)
        return isAlike && collector.isLenient
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
        version = target.file.root["openapi"]?.text.flatMap(Self.versionMask) ?? version
        defer { (file, resource, version) = outer }
        return body()
    }

    /// The text of a string; nil for a number or a boolean, which no reference is.
    private static func string(_ node: YAMLNode) -> String? {
        node.scalar?.value == .string ? node.text : nil
    }

    /// What a `$ref` leads to.
    func target(of reference: YAMLNode, code: DiagnosticCode = .unresolvedReference) -> ResolvedNode? {
        guard let text = Self.string(reference) else {
            collector.error(.wrongType, "'$ref' must be a string, not \(reference.kind)", at: reference.location)
            return nil
        }
        return target(of: text, at: reference.location, code: code)
    }

    func target(
        of text: String, at location: SourceLocation, code: DiagnosticCode = .unresolvedReference
    ) -> ResolvedNode? {
        let isPlain = resource.pointer == "#"
        if isPlain, let known = file.resolved[text] {
            // What is wrong with one that leads through another is told at each place.
            if let known, file.indirect.isEmpty || !file.indirect.contains(text) {
                referenced.insert(known.id)
                return known
            }
        }
        let result = find(text, at: location, code: code)
        if isPlain { file.resolved[text] = .some(result) }
        if let result { referenced.insert(result.id) }
        return result
    }

    /// - Parameter code: What to call a reference that leads nowhere; nil where that is told elsewhere.
    private func find(_ text: String, at location: SourceLocation, code: DiagnosticCode?) -> ResolvedNode? {
        let hash = text.firstIndex(of: "#")
        let fragment = hash.map { String(text[text.index(after: $0)...]) } ?? ""
        let place = hash.map { String(text[..<$0]) } ?? text
        guard let (source, start) = locate(place, of: text, at: location, code: code) else { return meant(by: text) }
        guard fragment.isEmpty || fragment.hasPrefix("/") else {
            let uri = "\(start.base)#\(JSONPointer.percentDecoded(fragment))"
            if let anchor = source.landmarks.anchors[uri] {
                return ResolvedNode(
                    file: source, node: anchor.node, resource: anchor.resource, pointer: anchor.pointer)
            }
            let names = source.landmarks.anchors.keys.filter { $0.hasPrefix("\(start.base)#") }
                .map { String($0.dropFirst(start.base.count + 1)) }.sorted()
            guard let code else { return nil }
            let near = hint(fragment, names)
            let component = near.isEmpty ? component(meantBy: text) : nil
            collector.error(
                component == nil ? code : .misspelledReference,
                "the reference '\(text)' leads nowhere: there is no anchor '\(fragment)'\(near)\(Self.hint(component))",
                at: location)
            return component == nil ? nil : meant(by: text)
        }
        let tokens = JSONPointer.tokens(fragment)
        switch source.find(tokens, from: start.root) {
        case .node(let node):
            let pointer = tokens.isEmpty ? start.pointer : start.pointer + JSONPointer.fragment(tokens).dropFirst()
            return ResolvedNode(file: source, node: node, resource: start, pointer: pointer)
        case .end(let last, let position):
            let end = ResolvedNode(file: source, node: last, resource: start, pointer: start.pointer)
            if let target = find(tokens[position...], through: end) {
                // That a reference may not stand there has been told.
                let isMisplaced = last["$ref"].map { misplaced[Schema.ID(file: source.number, node: $0.number)] != nil }
                if code != nil, isMisplaced != true { reportDetour(text, to: target, at: location) }
                return target
            }
            guard let code else { return nil }
            if let target = find(fragment, unescapedIn: source, start) {
                file.indirect.insert(text)
                collector.error(
                    .misspelledReference,
                    "the reference '\(text)' is read with its percent escapes (RFC 6901, section 6), so it leads nowhere; write '\(place)\(target.pointer.replacing("%", with: "%25"))'",
                    at: location)
                return target
            }
            let near = hint(tokens[position], last.entries.map(\.key))
            let component = near.isEmpty ? component(meantBy: text) : nil
            collector.error(
                component == nil ? code : .misspelledReference,
                "the reference '\(text)' leads nowhere: there is no '\(tokens[position])'\(near)\(Self.hint(component))",
                at: location)
            return component == nil ? nil : meant(by: text)
        }
    }

    /// What a pointer leads to whose percent signs belong to names, as some tools write them.
    private func find(_ fragment: String, unescapedIn source: SourceFile, _ start: Resource) -> ResolvedNode? {
        guard fragment.contains("%") else { return nil }
        let tokens = JSONPointer.tokens(fragment.replacing("%", with: "%25"))
        guard let node = source.find(tokens, from: start.root).node else { return nil }
        let pointer = start.pointer + JSONPointer.fragment(tokens).dropFirst()
        return ResolvedNode(file: source, node: node, resource: start, pointer: pointer)
    }

    /// The component that a reference means without leading there, which is followed where that is forgiven.
    private func meant(by text: String) -> ResolvedNode? {
        guard collector.isLenient, !Self.namesFile(text), let component = component(meantBy: text),
            let target = find(component, at: file.root.location, code: nil)
        else { return nil }
        file.indirect.insert(text)
        return target
    }

    /// Whether a reference looks as if it led to a file or a URL, so that a component of the same name may be another thing.
    private static func namesFile(_ text: String) -> Bool {
        text.prefix { $0 != "#" }.contains { ".:/".contains($0) }
    }

    /// What the rest of a pointer leads to behind a reference that stands where it ends. No pointer leads through a
    /// reference (RFC 6901, section 4), but some tools follow it.
    private func find(_ tokens: ArraySlice<String>, through end: ResolvedNode) -> ResolvedNode? {
        guard let reference = end.node["$ref"]?.text, following.count < Self.longestChain,
            following.insert(end.id).inserted
        else { return nil }
        defer { following.remove(end.id) }
        // What is wrong with that reference is told where it is read.
        let target = inside(end) { find(reference, at: end.node.location, code: nil) }
        guard var target else { return nil }
        switch target.file.find(Array(tokens), from: target.node) {
        case .node(let node):
            target.node = node
            target.pointer += JSONPointer.fragment(tokens).dropFirst()
            return target
        case .end(let last, let position):
            target.node = last
            target.pointer += JSONPointer.fragment(tokens.prefix(position)).dropFirst()
            return find(tokens.dropFirst(position), through: target)
        }
    }

    private func reportDetour(_ text: String, to target: ResolvedNode, at location: SourceLocation) {
        file.indirect.insert(text)
        let place =
            target.file.number == file.number ? "" : URIResolution.relative(target.file.base, to: resource.base)
        collector.error(
            .referenceThroughReference,
            "the reference '\(text)' leads through another one, and a pointer does not; write '\(place)\(target.pointer)'",
            at: location)
    }

    /// The file, and the resource in it, that the part of a reference before its fragment names.
    private func locate(
        _ place: String, of text: String, at location: SourceLocation, code: DiagnosticCode?
    ) -> (SourceFile, Resource)? {
        if place.isEmpty { return (file, resource) }
        let uri = URIResolution.resolve(place, against: resource.base)
        if let number = sourceNumbers[uri] ?? nil {
            let source = sources[number]
            return (source, Resource(base: source.base, root: source.root, pointer: "#"))
        }
        for source in sources where source.root["components"] != nil || version > 1 {
            if let resource = source.landmarks.resources[uri] { return (source, resource) }
        }
        guard let path = files.path(for: uri) else {
            guard let code else { return nil }
            collector.error(
                code == .unresolvedSchema ? .unresolvedReference : code,
                "the reference '\(text)' leads to a URL; say which file stands for it with --map \(uri)=FILE",
                at: location)
            return nil
        }
        let identity = files.identity(of: path)
        if sourceNumbers[identity] == nil {
            sourceNumbers[identity] = .some(load(path, uri: uri, from: text, at: location))
        }
        guard let number = sourceNumbers[identity] ?? nil else { return nil }
        sourceNumbers[uri] = .some(number)
        let source = sources[number]
        return (source, Resource(base: source.base, root: source.root, pointer: "#"))
    }

    /// The component that has the last name of a reference, for those who write `Pet` or `#/definitions/Pet`.
    private func component(meantBy text: String) -> String? {
        guard let name = text.split(whereSeparator: { $0 == "/" || $0 == "#" }).last.map(String.init),
            let components = file.root["components"]
        else { return nil }
        for section in components.entries {
            // The reference itself is not what it means.
            guard let member = section.value[name], member["$ref"]?.text != text else { continue }
            let meant = "#/components/\(section.key)/\(JSONPointer.uriEscaped(name))"
            return meant == text ? nil : meant
        }
        return nil
    }

    private static func hint(_ component: String?) -> String {
        component.map { "; did you mean '\($0)'?" } ?? ""
    }

    /// The URI that a document has itself, from where its references start (OpenAPI 3.2, section 4.1.2.2).
    func selfReference(_ entry: YAMLEntry) -> String? {
        guard let text = string(entry) else { return nil }
        if let start = text.firstIndex(of: "#") {
            collector.error(
                .invalidValue, "'$self' names a whole document; leave '\(text[start...])' out",
                at: entry.value.location)
        }
        return text
    }

    /// Reads a file that a reference names.
    private func load(_ path: String, uri: String, from text: String, at location: SourceLocation) -> Int? {
        guard sources.count < 4_096, let bytes = files.read(path) else {
            let component = component(meantBy: text)
            collector.error(
                component == nil || Self.namesFile(text) ? .unreadableFile : .misspelledReference,
                "the file '\(path)' of the reference '\(text)' cannot be read\(Self.hint(component))", at: location)
            return nil
        }
        do {
            let root = try YAMLLoader.load(bytes, file: path)
            checkVersion(of: root)
            // A file that says its own URI is found by that, and its references start there (OpenAPI 3.2, section 4.1.2.2).
            let own = (root["openapi"]?.text.flatMap(Self.versionMask) ?? version) == 4 ? root["$self"]?.text : nil
            let base = own.map { URIResolution.resolve($0, against: uri) } ?? uri
            sources.append(SourceFile(number: sources.count, base: base, root: root))
            if base != uri, sourceNumbers[base] == nil { sourceNumbers[base] = .some(sources.count - 1) }
            return sources.count - 1
        } catch {
            collector.error(.invalidText, error.message, at: error.location)
            return nil
        }
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
        return reference.target == nil && code.isForgivable && collector.isLenient ? nil : reference
    }

    /// - Parameter node: The node that holds the reference's text.
    func schemaReference(
        _ text: String, _ node: YAMLNode, code: DiagnosticCode = .unresolvedReference
    ) -> SchemaReference {
        guard var target = target(of: text, at: node.location, code: code),
            isComponent(target, .schemas, node, code: code)
        else { return SchemaReference(text: text) }
        if [.parameters, .headers].contains(ComponentKind(pointer: target.pointer)), let own = target.node["schema"] {
            (target.node, target.pointer) = (own, target.pointer + "/schema")
        }
        note(node, target, .schemas)
        let id = target.id
        var name: String?
        if target.file.number == 0, target.pointer.hasPrefix("#/components/schemas/") {
            let tokens = JSONPointer.tokens(String(target.pointer.dropFirst()))
            if tokens.count == 3 { name = tokens[2] }
        }
        if schemaTable[id] == nil, schemaPointers[id] == nil {
            schemaPointers[id] = (target.file.number == 0 ? "" : target.file.base) + target.pointer
            pendingSchemas.append(target)
        }
        return SchemaReference(text: text, target: id, name: name)
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
