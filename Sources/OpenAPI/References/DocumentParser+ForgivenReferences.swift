import YAML

/// References that the specification does not have, and where they lead with `--lenient`.
extension DocumentParser {
    /// A reference whose pointer leads through others.
    struct Detour {
        var text: String
        var location: SourceLocation
        /// The others, by the nodes that hold their texts.
        var passed: [Schema.ID]
        /// What it should say.
        var direct: String
    }

    /// How many references the pointer of one may lead through, so that no document makes that long.
    private static let longestDetour = 64

    /// What the rest of a pointer leads to behind a reference that stands where it ends. No pointer leads through a
    /// reference (RFC 6901, section 4), but some tools follow it.
    func find(_ tokens: ArraySlice<String>, through end: ResolvedNode, passed: inout [Schema.ID]) -> ResolvedNode? {
        guard passed.count < Self.longestDetour, let reference = end.node["$ref"], let text = Self.string(reference)
        else { return nil }
        passed.append(Schema.ID(file: end.file.number, node: reference.number))
        // What is wrong with that reference is told where it is read.
        let target = inside(end) { find(text, nil, at: reference.location, code: nil, passed: &passed) }
        guard let target else { return nil }
        switch target.file.find(Array(tokens), from: target.node) {
        case .node(let node): return target.inner(node, at: tokens)
        case .end(let last, let position):
            let end = target.inner(last, at: tokens.prefix(position))
            return find(tokens.dropFirst(position), through: end, passed: &passed)
        }
    }

    /// Notes that a reference leads through others. Whether that is wrong is known at the end: what stands in place of a
    /// reference that may not be there is no other place.
    func noteDetour(_ text: String, at location: SourceLocation, to target: ResolvedNode, passed: [Schema.ID]) {
        let place =
            target.file.number == file.number ? "" : URIResolution.relative(target.file.base, to: resource.base)
        detours.append(
            Detour(
                text: text, location: location, passed: passed,
                direct: place + JSONPointer.uriEscaped(pointer: target.pointer)))
        file.inexact.insert(text)
    }

    /// Tells of the detours, once all references have been read.
    func reportDetours() {
        for detour in detours where !detour.passed.allSatisfy({ misplaced[$0] != nil }) {
            collector.error(
                .referenceThroughReference,
                "the reference '\(detour.text)' leads through another one, and a pointer does not; write '\(detour.direct)'",
                at: detour.location)
        }
    }

    /// What a pointer leads to whose percent signs belong to names, as some tools write them.
    func find(
        _ fragment: String, of text: String, unescapedIn source: SourceFile, _ start: Resource,
        at location: SourceLocation
    ) -> ResolvedNode? {
        guard fragment.contains("%") else { return nil }
        let tokens = JSONPointer.tokens(fragment.replacing("%", with: "%25"))
        guard let node = source.find(tokens, from: start.root).node else { return nil }
        let written = text.prefix { $0 != "#" } + JSONPointer.uriEscaped(pointer: JSONPointer.fragment(tokens))
        collector.error(
            .misspelledReference,
            "the reference '\(text)' is read with its percent escapes (RFC 6901, section 6), so it leads nowhere; write '\(written)'",
            at: location)
        file.inexact.insert(text)
        let pointer = start.pointer + JSONPointer.fragment(tokens).dropFirst()
        return ResolvedNode(file: source, node: node, resource: start, pointer: pointer)
    }

    /// The component that a reference means that is written as in Swagger 2.0, as a bare name, or without the slash behind its
    /// `#`; told, and nil for any other.
    ///
    /// - Parameter code: What to call one that leads nowhere: what is forgiven anyway may be guessed, but not for an example.
    func meant(
        by text: String, _ component: ComponentKind?, at location: SourceLocation, orElse code: DiagnosticCode
    ) -> ResolvedNode? {
        guard let component, resource.pointer == "#", code != .unresolvedExample else { return nil }
        let names = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let pointer: [String]
        switch names.count {
        case 1 where !text.contains(where: { ".:".contains($0) }):
            guard text.hasPrefix("#") || !isKnown(URIResolution.resolve(text, against: resource.base)) else {
                return nil
            }
            pointer = ["components", component.rawValue, text.hasPrefix("#") ? String(text.dropFirst()) : text]
        case 3 where names[0] == "#components": pointer = ["components", names[1], names[2]]
        case 3 where names[0] == "#" && names[1] == (component == .schemas ? "definitions" : component.rawValue):
            pointer = ["components", component.rawValue, names[2]]
        default: return nil
        }
        // The reference itself is not what it means.
        guard let node = file.find(pointer, from: file.root).node, node["$ref"]?.text != text else { return nil }
        let meant = JSONPointer.uriEscaped(pointer: JSONPointer.fragment(pointer))
        collector.error(
            .misspelledReference, "the reference '\(text)' leads nowhere; did you mean '\(meant)'?", at: location)
        file.inexact.insert(text)
        return ResolvedNode(file: file, node: node, resource: resource, pointer: JSONPointer.fragment(pointer))
    }

    /// Whether a file has a URI, or a schema has it for its identifier.
    private func isKnown(_ uri: String) -> Bool {
        sourceNumbers[uri] != nil || sources.contains { $0.landmarks.resources[uri] != nil }
            || files.path(for: uri).flatMap(files.read) != nil
    }

    /// The component that has the last name of a reference.
    func hint(ofComponent text: String) -> String {
        guard let name = text.split(whereSeparator: { $0 == "/" || $0 == "#" }).last.map(String.init),
            let components = file.root["components"]
        else { return "" }
        for section in components.entries where section.value[name] != nil {
            let meant = "#/components/\(section.key)/\(JSONPointer.uriEscaped(name))"
            return meant == text ? "" : "; did you mean '\(meant)'?"
        }
        return ""
    }

    /// Refuses what decides and is nowhere by way of another schema.
    func checkDecisive(_ document: Document) {
        guard !placeless.isEmpty else { return }
        for schema in decisive {
            guard let end = placeless.contains(schema.id) ? schema : document.resolved(schema),
                placeless.contains(end.id)
            else { continue }
            let text = end.node["$ref"]?.text ?? schema.node["$ref"]?.text ?? ""
            collector.error(
                .unresolvedReference,
                "there is no schema '\(text)': any value would fit where this decides what a value is",
                at: schema.location)
        }
    }
}
