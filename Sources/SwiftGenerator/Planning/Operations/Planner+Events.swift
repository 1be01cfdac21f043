import OpenAPI
import YAML

/// Events of `text/event-stream` are objects with `data`, `event`, `id` and `retry` (OpenAPI 3.2, section 4.14.3.2).
extension Planner {
    /// The type of an event; nil where its schema says nothing.
    ///
    /// `data` that is described by `contentMediaType` and `contentSchema` is of the type of its content.
    mutating func eventType(_ item: Schema, path: [String]) -> PlannedType? {
        guard let target = document.resolved(value(of: item).schema), !target.saysNothing else { return nil }
        guard isEvent(target) else {
            collector.error("an event is an object with 'data', 'event', 'id' and 'retry'", at: item.location)
            return nil
        }
        return valueType(event(item, depth: 0) ?? item, path: path)
    }

    /// Whether a schema speaks of an object, or of several that are alternatives.
    private func isEvent(_ schema: Schema, depth: Int = 0) -> Bool {
        guard depth < 16, let target = document.resolved(schema) else { return false }
        let parts = target.allOf + target.anyOf + target.oneOf
        return isStructure(target) || (!parts.isEmpty && parts.allSatisfy { isEvent($0, depth: depth + 1) })
    }

    /// The event with the content of its `data` in the place of the text that holds it; nil where that is the same.
    private mutating func event(_ schema: Schema, depth: Int) -> Schema? {
        guard depth < 16, let target = document.resolved(schema) else { return nil }
        refuseFields(target)
        var isChanged = false
        var properties: [Schema.Property] = []
        for property in target.properties {
            check(property)
            guard property.name == "data", let content = content(of: property) else {
                properties.append(property)
                continue
            }
            isChanged = true
            properties.append(Schema.Property(name: property.name, location: property.location, schema: content))
        }
        var parts: [[Schema]] = []
        var arePartsChanged: [[Bool]] = []
        for list in [target.allOf, target.anyOf, target.oneOf] {
            let events = list.map { event($0, depth: depth + 1) }
            parts.append(zip(list, events).map { $1 ?? $0 })
            arePartsChanged.append(events.map { $0 != nil })
        }
        if arePartsChanged[0].contains(true) {
            // What another part says of the text is said of its content by the one that describes it.
            if !isChanged { properties.removeAll { $0.name == "data" } }
            for index in parts[0].indices where !arePartsChanged[0][index] {
                parts[0][index] = withoutData(parts[0][index])
            }
            isChanged = true
        }
        let title = schema.reference?.text.split(separator: "/").last.map(String.init)
        if arePartsChanged.dropFirst().joined().contains(true), !(properties.isEmpty && target.required.isEmpty) {
            guard target.anyOf.isEmpty || target.oneOf.isEmpty else {
                collector.error(
                    "the alternatives of an event stand under 'anyOf' or under 'oneOf', not under both",
                    at: target.location)
                return nil
            }
            let isExclusive = target.anyOf.isEmpty
            let choice = isExclusive ? 2 : 1
            return spread(
                target.with(
                    properties: properties, allOf: parts[0], anyOf: [], oneOf: [], title: title, number: nextDerived()),
                over: zip(parts[choice], arePartsChanged[choice]).map { ($0, $1) }, isExclusive, like: target)
        }
        guard isChanged || arePartsChanged.joined().contains(true) else { return nil }
        return target.with(
            properties: properties, allOf: parts[0], anyOf: parts[1], oneOf: parts[2], title: title,
            number: nextDerived())
    }

    /// Alternatives that each say what all have: of those whose `data` has a content the text is not asked.
    private mutating func spread(
        _ common: Schema, over alternatives: [(schema: Schema, hasContent: Bool)], _ isExclusive: Bool,
        like schema: Schema
    ) -> Schema {
        let base = common.without(["anyOf", "oneOf"], number: nextDerived())
        let parts = alternatives.compactMap { alternative in
            Schema.intersection(
                of: [alternative.hasContent ? withoutData(base) : base, alternative.schema], number: nextDerived())
        }
        return Schema.alternatives(parts, isExclusive: isExclusive, like: schema, number: nextDerived())
    }

    /// A schema that says nothing of `data` but whether it must be there.
    private mutating func withoutData(_ schema: Schema) -> Schema {
        guard let target = document.resolved(schema), target.properties.contains(where: { $0.name == "data" }) else {
            return schema
        }
        return target.with(
            properties: target.properties.filter { $0.name != "data" }, allOf: target.allOf, anyOf: target.anyOf,
            oneOf: target.oneOf, title: nil, number: nextDerived())
    }

    private func refuseFields(_ schema: Schema) {
        let fields = ["data", "event", "id", "retry"]
        let names = schema.properties.map { ($0.name, $0.location) } + schema.required.map { ($0, schema.location) }
        for (name, location) in names where !fields.contains(name) {
            collector.error("an event has no field '\(name)'; it has data, event, id and retry", at: location)
        }
    }

    /// What an event's fields are: `retry` a whole number, all others text.
    private func check(_ property: Schema.Property) {
        guard let target = document.resolved(value(of: property.schema).schema) else { return }
        let isRight =
            property.name == "retry" ? target.types == [.integer] : shape(of: property.schema) == .string
        guard !isRight, ["data", "event", "id", "retry"].contains(property.name) else { return }
        let type = property.name == "retry" ? "a whole number" : "a string"
        let advice =
            property.name == "data" ? "; say what it holds by 'contentMediaType' and 'contentSchema'" : ""
        collector.error("'\(property.name)' of an event is \(type)\(advice)", at: property.location)
    }

    /// The schema of the JSON that `data` holds.
    private func content(of property: Schema.Property) -> Schema? {
        guard let target = document.resolved(value(of: property.schema).schema),
            let mediaType = target.contentMediaType, MediaType.isJSON(mediaType), let content = target.contentSchema
        else { return nil }
        if target.contentEncoding != nil || mayBeString(shape(of: content)) {
            collector.error(
                "JSON in the 'data' of an event must be of a type other than string, without 'contentEncoding'",
                at: content.location)
        }
        return content
    }

    private func mayBeString(_ shape: PlannedShape) -> Bool {
        switch shape {
        case .string: true
        case .alternatives(let shapes): shapes.contains(where: mayBeString)
        default: false
        }
    }
}
