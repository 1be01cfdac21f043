import YAML

extension DocumentComparison {
    mutating func compareBodies(_ old: Operation, _ new: Operation, _ place: String) {
        let place = "\(place), request body"
        switch (old.requestBody, new.requestBody) {
        case (nil, nil): break
        case (nil, let body?):
            add(
                .bodyAdded, clients: body.isRequired ? .breaking : .safe, servers: .breaking,
                "the \(body.isRequired ? "required" : "optional") body is new", at: place, old: nil, new: body.location)
        case (let body?, nil):
            add(
                .bodyRemoved, clients: .dangerous, servers: body.isRequired ? .breaking : .safe, "the body is gone",
                at: place, old: body.location, new: nil, within: new.location)
        case (let before?, let after?):
            compareRequired(
                (before.isRequired, before.location), (after.isRequired, after.location), .request, "the body", place)
            compareContents(before.content, after.content, .request, place, within: after.location)
        }
    }

    mutating func compareContents(
        _ old: [MediaType], _ new: [MediaType], _ direction: ComparisonDirection, _ place: String,
        within enclosing: SourceLocation
    ) {
        let isOne = old.count < 2 && new.count < 2
        for media in new where Self.same(media, in: old) == nil {
            if let wider = Self.range(of: media, in: old) {
                add(
                    .mediaTypeAdded, clients: .safe, servers: .safe,
                    "the media type '\(media.name)' stands by itself and was part of '\(wider.name)'", at: place,
                    old: wider.location, new: media.location)
                compareContent(wider, media, direction, "\(place), \(media.name)")
                continue
            }
            let impact = direction.impact(.widens)
            add(
                .mediaTypeAdded, clients: direction == .request ? .safe : .dangerous, servers: impact.servers,
                "the media type '\(media.name)' is new", at: place, old: nil, new: media.location)
        }
        for media in old {
            if let same = Self.same(media, in: new) {
                compareContent(media, same, direction, isOne ? place : "\(place), \(same.name)")
            } else if let wider = Self.range(of: media, in: new) {
                add(
                    .mediaTypeRemoved, clients: .safe, servers: .safe,
                    "the media type '\(media.name)' is part of '\(wider.name)' now", at: place, old: media.location,
                    new: wider.location)
                compareContent(media, wider, direction, "\(place), \(media.name)")
            } else {
                // Of what a range held, an answer may still have some.
                let isNarrower = direction == .response && new.contains { Self.range(of: $0, in: [media]) != nil }
                add(
                    .mediaTypeRemoved, clients: isNarrower ? .dangerous : .breaking,
                    servers: direction == .request ? .safe : .dangerous,
                    "the media type '\(media.name)' is gone", at: place, old: media.location, new: nil,
                    within: enclosing)
            }
        }
    }

    private mutating func compareContent(
        _ old: MediaType, _ new: MediaType, _ direction: ComparisonDirection, _ place: String
    ) {
        compareGenerated((old.extensions, old.location), (new.extensions, new.location), place)
        compareEncodings(old, new, direction, place)
        let owners = (old: old.location, new: new.location)
        if MediaType.isLines(old.name), MediaType.isLines(new.name) {
            return compare(
                self.old.lineSchema(of: old), self.new.lineSchema(of: new), direction, place, owners: owners)
        }
        compare(old.itemSchema, new.itemSchema, direction, place, owners: owners)
        if MediaType.baseName(new.name) == "text/event-stream" { compareEventData(old, new, direction, place) }
        let isText = new.name.contains("json") || new.name.hasPrefix("text/")
        // Bytes are described in OpenAPI 3.0 by a schema and since 3.1 by none (OpenAPI 3.1, section 4.8.14.2).
        guard isText || !Self.isAnyBytes(old.schema) || !Self.isAnyBytes(new.schema) else { return }
        // What is JSON inside a form is no text.
        let encodings = old.encodings + new.encodings
        let isForm =
            Self.isForm(old) && Self.isForm(new)
            && !encodings.contains { $0.contentType.map { $0.lowercased().contains("json") } ?? false }
        compare(old.schema, new.schema, direction, place, owners: owners, isForm ? .fields : .json)
    }

    /// Compares what the JSON in the `data` of an event must be, against which it is held.
    private mutating func compareEventData(
        _ old: MediaType, _ new: MediaType, _ direction: ComparisonDirection, _ place: String
    ) {
        guard let before = Self.eventData(old, self.old), let after = Self.eventData(new, self.new) else { return }
        func content(_ schema: Schema) -> Schema? {
            schema.contentMediaType.map { MediaType.isJSON($0.lowercased()) } == true ? schema.contentSchema : nil
        }
        compare(
            content(before), content(after), direction, "\(place)/data",
            owners: (before.location, after.location))
    }

    private static func eventData(_ media: MediaType, _ document: Document) -> Schema? {
        guard let item = media.itemSchema else { return nil }
        let parts = document.conjuncts(of: item)
        return parts.lazy.flatMap(\.properties).first { $0.name == "data" }.flatMap { document.resolved($0.schema) }
    }

    private static func isAnyBytes(_ schema: Schema?) -> Bool {
        guard let schema else { return true }
        let bounds: Set = ["minLength", "maxLength", "pattern", "enum", "const"]
        return saysNothing(schema) || isBytes(schema) && schema.keywords.allSatisfy { !bounds.contains($0) }
    }

    /// The media type of the same name; that a text is UTF-8 goes without saying.
    private static func same(_ media: MediaType, in others: [MediaType]) -> MediaType? {
        let key = key(media)
        return others.first { $0.name == media.name } ?? others.first { self.key($0) == key }
    }

    private static func key(_ media: MediaType) -> String {
        let parts = media.name.lowercased().split(separator: ";").map { $0.filter { $0 != " " && $0 != "\"" } }
        return parts.filter { $0 != "charset=utf-8" }.joined(separator: ";")
    }

    /// The narrowest range that a media type, or a narrower range, is in (RFC 9110, section 12.5.1).
    private static func range(of media: MediaType, in others: [MediaType]) -> MediaType? {
        let name = media.name.split(separator: ";").first.map(String.init) ?? media.name
        let type = name.split(separator: "/").first.map(String.init) ?? name
        let ranges = ["\(type)/*", "*/*"].filter { $0 != name }
        return ranges.lazy.compactMap { range in others.first { $0.name == range } }.first
    }
}
