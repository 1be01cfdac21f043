import OpenAPI
import YAML

extension Planner {
    /// The shape of a form, each property as its encoding has it.
    func formShape(of schema: Schema, _ media: MediaType) -> PlannedShape {
        guard case .object(let members, let others) = shape(of: schema, isNested: true) else {
            return .object([], others: .string)
        }
        let known = descriptions(of: schema)
        let fields = members.map { member in
            let encoding = media.encodings.first { $0.name == member.name }
            let schemas = known.properties.first { $0.first.name == member.name }?.schemas
            let flat = schemas.map { Self.common($0.map { shape(of: $0) }) } ?? member.shape
            if let encoding { checkMediaType(encoding, flat) }
            return PlannedShape.Member(name: member.name, shape: formShape(flat, deep: member.shape, encoding))
        }
        return .object(spread(fields, over: media), others: othersShape(known.additional) ?? others)
    }

    /// The fields of a form without what two of them would have: the members of an object that is spread over the form are
    /// fields of it, of which each belongs to one property. What gives way is told.
    func spread(_ fields: [PlannedShape.Member], over media: MediaType) -> [PlannedShape.Member] {
        guard fields.contains(where: \.shape.isSpread) else { return fields }
        var owners = Dictionary(fields.map { ($0.name, $0.name) }) { first, _ in first }
        var open: String?
        var result = fields
        for index in fields.indices.sorted(by: { fields[$0].name < fields[$1].name }) {
            let name = fields[index].name
            guard case .spread(let members, var others) = fields[index].shape else { continue }
            let location = media.encodings.first { $0.name == name }?.location ?? media.location
            let own = members.filter { owners[$0.name] == nil }
            for member in members {
                guard let owner = owners.updateValue(owners[member.name] ?? name, forKey: member.name) else { continue }
                guard member.name != name else {
                    collector.warning(
                        .parameterTwice,
                        "'\(name)' is spread over the form, so a property of it that is called as it cannot be told from it; rename one",
                        at: location)
                    continue
                }
                collector.warning(
                    .parameterTwice,
                    "'\(member.name)' is a property of '\(name)' and a field of the form, where it is taken for '\(owner)'; rename one",
                    at: location)
            }
            if others != nil, let open {
                collector.warning(
                    .parameterTwice,
                    "'\(name)' takes fields of any name, and so does '\(open)', which gets them all; close one of them",
                    at: location)
                others = nil
            }
            if others != nil { open = name }
            result[index].shape = .spread(own, others: others)
        }
        return result
    }

    /// The shape of fields that no property describes.
    private func othersShape(_ additional: Schema.AdditionalProperties) -> PlannedShape? {
        guard case .schema(let value) = additional else { return nil }
        let flat = shape(of: value)
        return formShape(flat, deep: flat, nil)
    }

    /// Refuses what no text of a form could be read as: an object in a media type other than JSON.
    private func checkMediaType(_ encoding: Encoding, _ shape: PlannedShape) {
        guard !encoding.hasStyle, let name = encoding.contentType, shape.isObject else { return }
        // It may be a list, with ranges.
        let names = name.lowercased().split(separator: ",").map { MediaType.baseName(String($0)) }
        guard !names.contains(where: { MediaType.isJSON($0) || ["*/*", "application/*"].contains($0) }) else { return }
        collector.error(
            "'\(encoding.name)' cannot be written as '\(name)' in a form; use application/json, or a 'style'",
            at: encoding.location)
    }

    /// The shape of a form's field.
    ///
    /// - Parameters:
    ///   - flat: Its shape where nothing can be inside an element or a member.
    ///   - deep: Its shape where anything can.
    ///   - encoding: How it is written. A style makes the media type count for nothing (OpenAPI 3.2, section 4.8.15.1).
    func formShape(_ flat: PlannedShape, deep: PlannedShape, _ encoding: Encoding?) -> PlannedShape {
        guard let encoding, encoding.hasStyle else {
            return flat.isObject || encoding?.contentType.map(MediaType.isJSON) == true ? .json : flat
        }
        let style = encoding.style ?? .form
        if style == .deepObject { return deep.isObject ? deep : flat }
        if encoding.isExploded ?? (style == .form) {
            if case .object(let members, let others) = flat { return .spread(members, others: others) }
            if flat.object != nil {
                collector.warning(
                    .unsupported,
                    "an object among other kinds of values is not spread over a form, so '\(encoding.name)' is written as without a style; give it one kind",
                    at: encoding.location)
            }
            return flat
        }
        guard !flat.isScalar else { return flat }
        switch style {
        case .spaceDelimited: return .delimited(" ", flat)
        case .pipeDelimited: return .delimited("|", flat)
        default: return .delimited(",", flat)
        }
    }

    /// Says what is not enforced of a form of parts, which is no JSON that a rule could be held against.
    func warnOfRules(ofForm schema: Schema, depth: Int = 0) {
        guard depth < 16 else { return }
        var carried: Set = ["$ref", "allOf", "default", "type"]
        if schema.reference == nil { carried.formUnion(["properties", "required"]) }
        switch schema.additionalProperties {
        case .unspecified, .allowed, .forbidden: carried.insert("additionalProperties")
        case .schema: break
        }
        for keyword in schema.meaningfulKeywords where !carried.contains(keyword) {
            collector.warning(
                .unsupported, "'\(keyword)' of a form of parts is not enforced; its handler has to",
                at: schema.node[keyword]?.location ?? schema.location)
        }
        if let target = document.target(of: schema) { warnOfRules(ofForm: target, depth: depth + 1) }
        for part in schema.allOf { warnOfRules(ofForm: part, depth: depth + 1) }
    }

    /// What a form may hold: its members, and as optional ones those that only its alternatives have, beside members of its
    /// own.
    func formMembers(
        of schema: Schema
    ) -> (properties: [Schema.Property], required: [String], additional: Schema.AdditionalProperties) {
        let target = document.resolved(schema)
        var result = members(of: target?.base ?? schema)
        guard !result.properties.isEmpty, let target else { return result }
        var seen: Set<Schema.ID> = []
        for property in alternativeProperties(target, &seen)
        where !result.properties.contains(where: { $0.name == property.name }) {
            result.properties.append(property)
        }
        return result
    }

    /// Each schema is asked once, for alternatives may hold each other many times over.
    private func alternativeProperties(_ schema: Schema, _ seen: inout Set<Schema.ID>) -> [Schema.Property] {
        guard let target = document.resolved(schema), seen.insert(target.id).inserted else { return [] }
        var properties: [Schema.Property] = []
        for part in target.allOf + target.oneOf + target.anyOf {
            properties += members(of: part).properties
            properties += alternativeProperties(part, &seen)
        }
        return properties
    }

    /// Says which encodings concern nothing, and refuses those of parts within parts.
    func checkEncodings(_ media: MediaType) {
        let names = media.schema.map { formMembers(of: $0).properties.map(\.name) }
        for encoding in media.encodings {
            if let names, !names.isEmpty, !names.contains(encoding.name) {
                collector.warning(
                    .unsupported, "'encoding' says nothing of '\(encoding.name)': the schema has no such property",
                    at: encoding.location)
            }
            for inner in encoding.encodings {
                collector.error("an encoding of parts within a part is not supported yet", at: inner.location)
            }
        }
    }
}
