import OpenAPI
import YAML

extension Planner {
    /// The struct for a `multipart/form-data` body. Its fields have types of their own, for a file is no JSON.
    mutating func multipart(_ media: MediaType, typeName: String, path: [String]) -> MultipartPlan {
        for encoding in media.prefixEncodings + media.itemEncodings {
            collector.error("parts that go by their position are not supported yet", at: encoding.location)
        }
        checkEncodings(media)
        let parent = media.schema.flatMap(document.resolved)
        if let parent, parent.base != nil {
            collector.warning(
                .unsupported,
                "in a form of parts, what schemas demand that build on this one is not enforced; its handler has to",
                at: media.schema?.location ?? parent.location)
        }
        if let schema = parent?.base ?? media.schema { warnOfRules(ofForm: schema) }
        let isStreamed = isStreamed(media)
        var known = media.schema.map { formMembers(of: $0) }
        let ignored = (known?.properties ?? []).map(\.name).filter { name in
            media.schema.map { document.says(\.isReadOnly, of: name, in: $0) } ?? false
        }
        known?.properties.removeAll { ignored.contains($0.name) }
        guard let known, !known.properties.isEmpty || !ignored.isEmpty else {
            return MultipartPlan(
                typeName: typeName, parts: [Self.allParts], refusesOthers: false, isStreamed: isStreamed)
        }
        let names = SwiftName.members(
            known.properties.map { ($0.name, $0.schema.extensionText("x-swift-name")) },
            avoiding: isStreamed ? ["other"] : ["others", "parts", "request"])
        var parts: [PartPlan] = []
        for (property, name) in zip(known.properties, names) {
            let encoding = media.encodings.first { $0.name == property.name }
            let isRequired = known.required.contains(property.name)
            parts.append(
                PartPlan(
                    name: property.name, swiftName: name,
                    documentation: documentation(
                        property.schema.description, isDeprecated: property.schema.isDeprecated),
                    kind: partKind(property.schema, encoding, path: path + [property.name]),
                    mediaTypes: mediaTypes(encoding), isRequired: isRequired))
            if !isRequired, !isStreamed { noteDefault(of: property.schema, in: &parts[parts.count - 1]) }
            if let encoding { addHeaders(encoding, path: path, to: &parts[parts.count - 1]) }
            if isStreamed { takeApart(&parts[parts.count - 1], property.schema) }
        }
        nameHeaders(&parts, typeName: typeName)
        for (index, field) in zip(parts.indices, spread(parts.map(\.member), over: media)) {
            if case .value(let type, _) = parts[index].kind { parts[index].kind = .value(type, field.shape) }
        }
        let taken = parts.flatMap(\.fieldNames) + ignored
        // What is spread over the form takes all parts that have no other place, as in a form of fields.
        let open = parts.firstIndex { $0.member.shape.isSpreadOverAnyName }
        if let open { parts[open].besides = taken }
        switch known.additional {
        case .allowed, .schema:
            if !isStreamed, open == nil { parts.append(Self.others(than: taken)) }
        case .unspecified, .forbidden: break
        }
        let isClosed = if case .forbidden = known.additional, open == nil { true } else { false }
        return MultipartPlan(
            typeName: typeName, parts: parts, refusesOthers: isClosed, ignoredNames: ignored, isStreamed: isStreamed)
    }

    /// Remembers the value of a part that is left out; a part that is read as it arrives has none.
    private func noteDefault(of schema: Schema, in part: inout PartPlan) {
        guard case .value(let type, _) = part.kind else { return }
        part.isDefaultOptional = Self.isReadFromText(type)
        part.pendingDefault = pendingDefault(of: schema)
    }

    private static var allParts: PartPlan {
        PartPlan(
            name: "", swiftName: "all", documentation: ["Every part, in the order of the body."],
            kind: .all(besides: []), mediaTypes: [], isRequired: true)
    }

    private static func others(than names: [String]) -> PartPlan {
        PartPlan(
            name: "", swiftName: "others", documentation: ["The parts of other names, in the order of the body."],
            kind: .all(besides: names), mediaTypes: [], isRequired: true, defaultLiteral: "[]")
    }

    private func mediaTypes(_ encoding: Encoding?) -> [String] {
        (encoding?.contentType ?? "").split(separator: ",").map { MediaType.baseName(String($0)) }.filter {
            !$0.isEmpty
        }
    }

    private mutating func partKind(_ schema: Schema, _ encoding: Encoding?, path: [String]) -> PartPlan.Kind {
        let target = document.resolved(value(of: schema).schema)
        let types = mediaTypes(encoding)
        let isOpaque = types.contains { !MediaType.isJSON($0) && !$0.hasPrefix("text/") }
        if let target, target.types == [.array], let items = target.items.flatMap(document.resolved),
            isBinary(items) || isOpaque
        {
            warnOfBytes(target, besides: ["items", "minItems", "maxItems"])
            warnOfBytes(items)
            return .files(
                minimumCount: target.minItems, maximumCount: target.maxItems, minimumLength: items.minLength,
                maximumLength: items.maxLength)
        }
        if let target, isBinary(target) || isOpaque {
            warnOfBytes(target)
            return .file(minimumLength: target.minLength, maximumLength: target.maxLength)
        }
        let flat = shape(of: schema)
        // Styles count since 3.1 (section 4.8.15.1).
        if let encoding, encoding.hasStyle, !document.version.hasPrefix("3.0") {
            let deep = shape(of: schema, isNested: true)
            return .value(valueType(schema, path: path, isMember: true), formShape(flat, deep: deep, encoding))
        }
        // An object is JSON, and so is each object of an array (OpenAPI 3.2, section 4.8.15.1.1).
        let isJSON = flat.isObject || (types.contains(where: MediaType.isJSON) && !flat.isArray)
        return .value(valueType(schema, path: path, isMember: true), isJSON ? .json : flat)
    }

    /// Says what is not enforced of the schema of bytes: what they are is for the handler to see.
    func warnOfBytes(_ schema: Schema, besides others: Set<String> = []) {
        let said: Set = ["type", "format", "contentEncoding", "contentMediaType", "minLength", "maxLength", "default"]
        for keyword in schema.meaningfulKeywords where !said.contains(keyword) && !others.contains(keyword) {
            collector.warning(
                .unsupported, "'\(keyword)' says nothing of bytes, which are not read; the handler has to check them",
                at: schema.node[keyword]?.location ?? schema.location)
        }
    }

    /// Whether a string stands for bytes: by its format (3.0), or by its content (3.1).
    func isBinary(_ schema: Schema) -> Bool {
        if schema.types == [.string], schema.format == "binary" { return true }
        // RFC 2045, section 6.2: the bytes as they are.
        if let encoding = schema.contentEncoding?.lowercased(), ["7bit", "8bit", "binary"].contains(encoding) {
            return true
        }
        if schema.contentMediaType != nil, schema.contentEncoding == nil { return true }
        return schema.types.isEmpty && schema.meaningfulKeywords.isEmpty && schema.always != false
            && schema.reference == nil && schema.extensionText("x-swift-type") == nil
    }
}
