import YAML

/// How the fields of forms are written where nothing else is said of them.
extension DocumentComparison {
    private static let form = "application/x-www-form-urlencoded"

    static func isForm(_ media: MediaType) -> Bool { MediaType.baseName(media.name) == form }

    static func hasFields(_ media: MediaType) -> Bool { isForm(media) || media.name.hasPrefix("multipart/") }

    /// An encoding without what goes without saying.
    func saying(_ encoding: Encoding, _ media: MediaType, _ side: Side) -> Encoding {
        var encoding = encoding
        if encoding.allowsReserved == false, encoding.style != nil || encoding.isExploded != nil {
            encoding.allowsReserved = nil
        }
        let document = document(side)
        guard let schema = Self.field(encoding.name, of: media, document) else { return encoding }
        if Self.isForm(media) {
            // Objects without a style are JSON.
            let isOfPieces = Self.allowedTypes(schema, document, true).map { !$0.contains(.object) } ?? false
            if isOfPieces, encoding.style ?? .form == .form, encoding.isExploded ?? true,
                encoding.allowsReserved != true
            {
                (encoding.style, encoding.isExploded) = (nil, nil)
            }
        } else if let type = encoding.contentType?.lowercased(), !encoding.hasStyle,
            type == Self.contentType(of: schema, document)
        {
            encoding.contentType = nil
        }
        return encoding
    }

    /// Compares what parts are of which nothing but a schema says so: text and bytes are other kinds of parts.
    mutating func compareKinds(_ old: MediaType, _ new: MediaType, _ place: String) {
        guard !Self.isForm(old), !Self.isForm(new), let before = old.schema, let after = new.schema else { return }
        let known = Set(self.old.conjuncts(of: before).flatMap(\.properties).map(\.name))
        var seen: Set<String> = []
        for property in self.new.conjuncts(of: after).flatMap(\.properties)
        where known.contains(property.name) && seen.insert(property.name).inserted {
            let isSaid = (old.encodings + new.encodings).contains {
                $0.name == property.name && $0.contentType != nil
            }
            guard !isSaid, let former = Self.field(property.name, of: old, self.old),
                let was = Self.contentType(of: former, self.old),
                let isNow = Self.contentType(of: property.schema, self.new), was != isNow,
                [was, isNow].contains(Self.bytes)
            else { continue }
            add(
                .parameterStyle, clients: .breaking, servers: .breaking,
                "the field '\(property.name)' is sent as '\(isNow)' and was as '\(was)'", at: place,
                old: former.location, new: property.schema.location)
        }
    }

    private static func field(_ name: String, of media: MediaType, _ document: Document) -> Schema? {
        guard let schema = media.schema else { return nil }
        return document.conjuncts(of: schema).lazy.flatMap(\.properties).first { $0.name == name }?.schema
    }

    private static let bytes = "application/octet-stream"

    /// The media type of a part of which nothing is said (OpenAPI 3.0.4 and 3.1.1, section 4.8.15); nil where that is not
    /// certain.
    private static func contentType(of schema: Schema, _ document: Document, depth: Int = 0) -> String? {
        guard depth < 16, let target = document.resolved(schema) else { return nil }
        if isBytes(target) || target.types == [.string] && target.contentEncoding != nil { return bytes }
        let scalars: Set<Schema.PrimitiveType> = [.string, .integer, .number, .boolean]
        guard let types = allowedTypes(target, document, true), !types.isEmpty else { return nil }
        if types.isSubset(of: scalars) { return "text/plain" }
        if types == [.object] { return "application/json" }
        guard types == [.array], let items = target.items else { return nil }
        return contentType(of: items, document, depth: depth + 1)
    }
}
