import OpenAPI
import YAML

extension Planner {
    mutating func body(_ operation: Operation, typeName: String) -> BodyPlan? {
        guard let body = operation.requestBody, !body.content.isEmpty else { return nil }
        let content = toldApart(body.content, mergesParameters: true)
        let names = Self.caseNames(content.map(\.name))
        let kinds = content.map { isStreamed($0) ? "Part" : "Form" }
        let typeNames = nestedNames(
            ["RequestBody"] + zip(names, kinds).map { "\(SwiftName.type($0))\($1)" }, of: operation, typeName: typeName)
        for media in content { checkStreaming(media) }
        var contents: [ContentPlan] = []
        for (index, media) in content.enumerated() {
            let path = [typeName, content.count == 1 ? "Body" : names[index] + "Body"]
            let kind = requestKind(media, formName: typeNames[index + 1], path: path)
            contents.append(ContentPlan(mediaType: media.name, caseName: names[index], kind: kind))
        }
        return BodyPlan(typeName: typeNames[0], contents: contents, isRequired: body.isRequired)
    }

    /// What media types are called: those of one name by their parameters too.
    static func caseNames(_ mediaTypes: [String]) -> [String] {
        let names = mediaTypes.map(caseName)
        return SwiftName.unique(
            zip(names, mediaTypes).map { name, mediaType in
                let parameters = mediaType.drop { $0 != ";" }
                let isAlone = names.count { $0 == name } == 1
                let own = isAlone || parameters.isEmpty ? name : SwiftName.member("\(name) \(parameters)")
                return (own, 0, mediaType)
            })
    }

    /// What a media type is called: `json`, `form`, `text`, or after what it is.
    static func caseName(_ mediaType: String) -> String {
        let name = MediaType.baseName(mediaType)
        switch name {
        case "application/x-www-form-urlencoded": return "form"
        case "multipart/form-data": return "multipart"
        case "text/plain": return "text"
        case "application/octet-stream": return "bytes"
        case "text/event-stream": return "events"
        case "*/*": return "other"
        default:
            let parts = name.split(separator: "/").map(String.init)
            return SwiftName.member(parts.last == "*" ? parts.first ?? "other" : parts.last ?? "other")
        }
    }

    /// The media types of a request or of an answer, of which no two may be the same, written differently.
    ///
    /// - Parameter mergesParameters: Whether one that differs from another in its parameters only, and says the same, is
    ///   that one: what is sent need not tell them apart, what is answered may.
    func toldApart(_ content: [MediaType], mergesParameters: Bool) -> [MediaType] {
        var result: [MediaType] = []
        for media in content {
            let name = Self.comparableName(media.name)
            let known = result.filter { other in
                let otherName = Self.comparableName(other.name)
                return mergesParameters ? otherName.first == name.first : otherName == name
            }
            if known.contains(where: { $0.saysTheSame(as: media) }) { continue }
            if known.contains(where: { Self.comparableName($0.name) == name }) {
                collector.error(
                    "'\(media.name)' is another media type here, written differently; keep one", at: media.location)
            } else {
                result.append(media)
            }
        }
        return result
    }

    /// What tells a media type from others: `charset`, `boundary` and `q` do not, nor does the order of parameters.
    private static func comparableName(_ mediaType: String) -> [String] {
        let pieces = mediaType.lowercased().filter { $0 != " " && $0 != "\"" }.split(separator: ";")
        let parameters = pieces.dropFirst().filter { piece in
            !["charset", "boundary", "q"].contains { piece.hasPrefix($0 + "=") }
        }
        return pieces.prefix(1).map(String.init) + parameters.map(String.init).sorted()
    }

    private mutating func requestKind(_ media: MediaType, formName: String, path: [String]) -> ContentKind {
        if MediaType.baseName(media.name) == "application/x-www-form-urlencoded" {
            checkEncodings(media)
            guard let schema = media.schema else { return .form(.any, .object([], others: .string), reserved: []) }
            let reserved = media.encodings.filter { $0.allowsReserved == true }.map(\.name)
            return .form(valueType(schema, path: path), formShape(of: schema, media), reserved: reserved)
        }
        if MediaType.baseName(media.name) == "multipart/form-data" {
            return .multipart(multipart(media, typeName: formName, path: path))
        }
        let kind = kind(of: media, path: path)
        // Events are sent by servers only.
        guard case .events = kind else { return kind }
        if let item = media.itemSchema {
            collector.error(
                "'itemSchema' of '\(media.name)' is for answers only; a request of events is read as bytes",
                at: item.location)
        }
        return .bytes
    }

    /// The type of a value that no property holds, which may be null.
    private mutating func wholeType(_ schema: Schema, path: [String]) -> PlannedType {
        let type = valueType(schema, path: path)
        return value(of: schema).isNullable ? .nullable(type) : type
    }

    /// How a body is read or written, forms apart. An `encoding` says nothing of these (OpenAPI 3.2, section 4.8.14).
    mutating func kind(of media: MediaType, path: [String]) -> ContentKind {
        let name = MediaType.baseName(media.name)
        if MediaType.isLines(name) {
            return .lines(itemSchema(ofLines: media).map { wholeType($0, path: path + ["Item"]) } ?? .any)
        }
        if name == "text/event-stream" {
            if media.itemSchema == nil { warnOfSchema(media) } else { warnOfWhole(media) }
            return .events(media.itemSchema.flatMap { eventType($0, path: path + ["Event"]) })
        }
        if let item = media.itemSchema {
            collector.error(
                "'itemSchema' is for JSON Lines and event streams only, not for '\(media.name)'", at: item.location)
        }
        if MediaType.isJSON(name) {
            guard let schema = media.schema else { return .json(.any) }
            return .json(wholeType(schema, path: path))
        }
        if let text = text(media, name, path: path) { return text }
        warnOfSchema(media)
        return .bytes
    }

    /// What a line is. What else is said of all of them is for people alone.
    private func itemSchema(ofLines media: MediaType) -> Schema? {
        var whole = media
        whole.schema = media.schema.map { value(of: $0).schema }
        let item = document.lineSchema(of: whole)
        guard media.itemSchema != nil || item?.id != whole.schema?.id else { return media.schema }
        let target = whole.schema.flatMap { document.resolved($0) }
        let says = target?.meaningfulKeywords.contains { !["type", "items"].contains($0) } ?? false
        if media.itemSchema != nil || says { warnOfWhole(media) }
        return item
    }

    /// Says where a schema of a whole stream is for people alone: each of its items is held against its own.
    private func warnOfWhole(_ media: MediaType) {
        guard let schema = media.schema else { return }
        collector.warning(
            .unsupported, "what the schema says of all items is not enforced: '\(media.name)' is read item by item",
            at: schema.location)
    }

    /// Says where a schema is for the handler alone: of bytes nothing can be held against it.
    private func warnOfSchema(_ media: MediaType) {
        guard let schema = media.schema, let target = document.resolved(value(of: schema).schema) else { return }
        if isBinary(target) {
            let bounds = ["minLength", "maxLength"].filter(target.meaningfulKeywords.contains)
            for keyword in bounds {
                collector.warning(
                    .unsupported, "'\(keyword)' of a stream of bytes is not enforced; use 'x-maximum-body-bytes'",
                    at: target.node[keyword]?.location ?? target.location)
            }
            return warnOfBytes(target)
        }
        guard target.types != [.string] || target.meaningfulKeywords.contains(where: { $0 != "type" })
        else { return }
        collector.warning(
            .unsupported, "what the schema says is not enforced: '\(media.name)' is a stream of bytes",
            at: schema.location)
    }

    /// A body of text: of `text/*`, or of another media type that is text and whose schema is a scalar.
    mutating func text(_ media: MediaType, _ name: String, path: [String]) -> ContentKind? {
        let isText = name.hasPrefix("text/") && !name.hasSuffix("*")
        guard let schema = media.schema else { return isText ? .text(Self.anyString, .string) : nil }
        guard isText || Self.isTextual(name) else { return nil }
        let target = document.resolved(value(of: schema).schema)
        let isBinary = target.map(self.isBinary) ?? false
        // What cannot be a text is not asked how it would be one.
        let isScalar = target.map { !$0.isObject && $0.impliedType != .array } ?? true
        if isScalar, !isBinary {
            let shape = shape(of: schema)
            if shape.isScalar, shape != .json { return .text(valueType(schema, path: path), shape) }
        }
        guard isText else { return nil }
        if !isBinary {
            collector.warning(
                .unsupported, "what the schema says is not enforced: '\(media.name)' is plain text",
                at: schema.location)
        }
        return .text(Self.anyString, .string)
    }

    /// Whether a media type outside `text/*` is text by its nature.
    private static func isTextual(_ name: String) -> Bool {
        let subtype = name.split(separator: "/").last ?? ""
        return ["yaml", "xml", "javascript", "ecmascript", "toml", "sql", "graphql", "jwt"].contains { kind in
            subtype == kind || subtype == "x-\(kind)" || subtype.hasSuffix("+\(kind)")
        }
    }
}

extension MediaType {
    /// Whether two describe their content in the same words.
    fileprivate func saysTheSame(as other: MediaType) -> Bool {
        let areSchemasTheSame =
            schema.flatMap { schema in other.schema.map { $0.saysTheSame(as: schema) } }
            ?? (schema == nil && other.schema == nil)
        return areSchemasTheSame && encodings.isEmpty && other.encodings.isEmpty && itemSchema == nil
            && other.itemSchema == nil
    }
}
