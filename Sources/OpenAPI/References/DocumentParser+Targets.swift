import YAML

/// What references lead to.
extension DocumentParser {
    /// The text of a string; nil for a number or a boolean, which no reference is.
    static func string(_ node: YAMLNode) -> String? {
        node.scalar?.value == .string ? node.text : nil
    }

    /// What a `$ref` leads to.
    ///
    /// - Parameters:
    ///   - reference: The node that holds its text.
    ///   - component: What must stand there; nil for what is no component.
    ///   - code: What to call one that leads nowhere.
    func target(
        of reference: YAMLNode, _ component: ComponentKind?, code: DiagnosticCode = .unresolvedReference
    ) -> ResolvedNode? {
        guard let text = Self.string(reference) else {
            collector.error(.wrongType, "'$ref' must be a string, not \(reference.kind)", at: reference.location)
            return nil
        }
        return target(of: text, component, at: reference.location, code: code)
    }

    func target(
        of text: String, _ component: ComponentKind?, at location: SourceLocation,
        code: DiagnosticCode = .unresolvedReference
    ) -> ResolvedNode? {
        let isPlain = resource.pointer == "#"
        if isPlain, let known = file.resolved[ExactName(text)] {
            // What is forgiven of a reference is told at each place.
            if let known, file.inexact.isEmpty || !file.inexact.contains(text) {
                referenced[known.id, default: []].insert(location)
                return known
            }
        }
        var passed: [Schema.ID] = []
        let result = find(text, component, at: location, code: code, passed: &passed)
        if isPlain { file.resolved[ExactName(text)] = .some(result) }
        if let result { referenced[result.id, default: []].insert(location) }
        return result
    }

    /// Looks a reference up.
    ///
    /// - Parameters:
    ///   - code: What to call one that leads nowhere; nil where that is told elsewhere.
    ///   - passed: The references that pointers have been followed through.
    func find(
        _ text: String, _ component: ComponentKind?, at location: SourceLocation, code: DiagnosticCode?,
        passed: inout [Schema.ID]
    ) -> ResolvedNode? {
        let hash = text.firstIndex(of: "#")
        let fragment = hash.map { String(text[text.index(after: $0)...]) } ?? ""
        let place = hash.map { String(text[..<$0]) } ?? text
        if hash == nil, let code, let target = meant(by: text, component, at: location, orElse: code) { return target }
        guard let (source, start) = locate(place, of: text, at: location, code: code) else { return nil }
        guard fragment.isEmpty || fragment.hasPrefix("/") else {
            let uri = "\(start.base)#\(JSONPointer.percentDecoded(fragment))"
            if let anchor = source.landmarks.anchors[uri] {
                return ResolvedNode(
                    file: source, node: anchor.node, resource: anchor.resource, pointer: anchor.pointer)
            }
            guard let code else { return nil }
            if let target = meant(by: text, component, at: location, orElse: code) { return target }
            let names = source.landmarks.anchors.keys.filter { $0.hasPrefix("\(start.base)#") }
                .map { String($0.dropFirst(start.base.count + 1)) }.sorted()
            let near = fragment.contains("/") ? hint(ofComponent: text) : hint(fragment, names)
            collector.error(
                code, "the reference '\(text)' leads nowhere: there is no anchor '\(fragment)'\(near)", at: location)
            return nil
        }
        let tokens = JSONPointer.tokens(fragment)
        switch source.find(tokens, from: start.root) {
        case .node(let node):
            let pointer = tokens.isEmpty ? start.pointer : start.pointer + JSONPointer.fragment(tokens).dropFirst()
            return ResolvedNode(file: source, node: node, resource: start, pointer: pointer)
        case .end(let last, let position):
            let end = ResolvedNode(file: source, node: last, resource: start, pointer: start.pointer)
            if let target = find(tokens[position...], through: end, passed: &passed) {
                if code != nil { noteDetour(text, at: location, to: target, passed: passed) }
                return target
            }
            guard let code else { return nil }
            if let target = find(fragment, of: text, unescapedIn: source, start, at: location) { return target }
            if let target = meant(by: text, component, at: location, orElse: code) { return target }
            let near = hint(tokens[position], last.entries.map(\.key))
            collector.error(
                code,
                "the reference '\(text)' leads nowhere: there is no '\(tokens[position])'\(near.isEmpty ? hint(ofComponent: text) : near)",
                at: location)
            return nil
        }
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
            collector.error(
                .unreadableFile,
                "the file '\(path)' of the reference '\(text)' cannot be read\(hint(ofComponent: text))", at: location)
            return nil
        }
        do {
            let root = try YAMLLoader.load(bytes, file: path)
            let source = SourceFile(number: sources.count, uri: uri, root: root, outer: version)
            checkVersion(of: source)
            sources.append(source)
            if source.base != uri, sourceNumbers[source.base] == nil {
                sourceNumbers[source.base] = .some(source.number)
            }
            return source.number
        } catch {
            collector.error(.invalidText, error.message, at: error.location)
            return nil
        }
    }
}
