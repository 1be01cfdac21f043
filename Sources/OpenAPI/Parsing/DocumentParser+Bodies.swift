import YAML

extension DocumentParser {
    func requestBody(_ node: YAMLNode) -> RequestBody? {
        var body = following(node, bodyMemo) { ownRequestBody($0) }
        if let description = description(beside: node) { body?.description = description }
        return body
    }

    private func ownRequestBody(_ node: YAMLNode) -> RequestBody? {
        var result = RequestBody(location: node.location, isRequired: false, content: [], extensions: [:])
        var hasContent = false
        let isObject = read(node, .requestBody) { word, entry in
            switch word {
            case .description: result.description = string(entry)
            case .required: result.isRequired = boolean(entry) ?? false
            case .content:
                hasContent = true
                result.content = content(entry)
            default: return false
            }
            return true
        }
        guard isObject else { return nil }
        guard hasContent else {
            collector.error(.missingField, "the request body declares no content", at: node.location)
            return nil
        }
        if result.content.isEmpty, node["content"]?.mapping?.isEmpty == true {
            // OpenAPI 3.2, section 4.8.13.1: what that means is for each implementation to say.
            collector.warning(
                .missingField, "the request body declares no media type, so there is none; name one",
                at: node["content"]?.location ?? node.location)
            return nil
        }
        result.extensions = extensions(node)
        return result
    }

    func content(_ entry: YAMLEntry) -> [MediaType] {
        named(entry).compactMap(mediaType)
    }

    /// What is said of a media type, wherever its name stands.
    func media(_ node: YAMLNode) -> MediaType? { following(node, mediaMemo) { ownMediaType($0) } }

    func mediaType(_ entry: YAMLEntry) -> MediaType? {
        guard var media = media(entry.value) else { return nil }
        media.name = mediaTypeName(entry.key, at: entry.keyLocation)
        media.location = entry.keyLocation
        return media
    }

    /// A media type or a range of them (RFC 9110, sections 8.3.1 and 12.5.1), in lower case; what is none is told.
    private func mediaTypeName(_ text: String, at location: SourceLocation) -> String {
        guard !Self.isPlain(text) else { return text }
        let bare = text.drop(while: \.isWhitespace)
        let name = bare.lastIndex { !$0.isWhitespace }.map { String(bare[...$0]) } ?? ""
        let type = name.prefix { $0 != ";" }
        let parts = type.split(separator: "/", omittingEmptySubsequences: false)
        func isToken(_ text: Substring) -> Bool {
            let text = text.last == " " ? text.dropLast() : text
            return !text.isEmpty
                && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"()<>@,;:\\\"/[]?={}".utf8.contains($0) }
        }
        if parts.count != 2 || !parts.allSatisfy(isToken) || parts[0] == "*" && parts[1] != "*" {
            let known = [
                "json": "application/json", "xml": "application/xml", "text": "text/plain", "html": "text/html",
                "csv": "text/csv", "form": "application/x-www-form-urlencoded", "multipart": "multipart/form-data",
                "binary": "application/octet-stream", "*": "*/*",
            ]
            let hint = known[name.lowercased()].map { "; did you mean '\($0)'?" } ?? "; write TYPE/SUBTYPE"
            collector.error(.mediaType, "'\(text)' is no media type\(hint)", at: location)
        } else if name.count != text.count {
            collector.error(.mediaType, "the media type '\(text)' has blanks around it; leave them out", at: location)
        }
        return name.lowercased()
    }

    /// Whether a text is a media type as nearly all are written: two words in lower case with a slash between.
    private static func isPlain(_ text: String) -> Bool {
        var wordLength = 0
        var slashes = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"),
                UInt8(ascii: "-"), UInt8(ascii: "."):
                wordLength += 1
            case UInt8(ascii: "/") where wordLength > 0 && slashes == 0: (wordLength, slashes) = (0, 1)
            default: return false
            }
        }
        return wordLength > 0 && slashes == 1
    }

    private func ownMediaType(_ node: YAMLNode) -> MediaType? {
        var result = MediaType(
            name: "", location: node.location, examples: [], encodings: [], prefixEncodings: [], itemEncodings: [],
            extensions: [:])
        let isObject = read(node, .mediaType) { word, entry in
            switch word {
            case .schema: result.schema = schema(entry.value)
            case .itemSchema: result.itemSchema = schema(entry.value)
            case .example, .examples: result.examples += examples(word, entry)
            case .encoding: result.encodings = named(encodings: entry)
            case .prefixEncoding: result.prefixEncodings = encodings(entry)
            case .itemEncoding: result.itemEncodings = [encoding(entry.value, "")].compactMap { $0 }
            default: return false
            }
            return true
        }
        guard isObject || isNull(node) && collector.isLenient else { return nil }
        result.extensions = extensions(node)
        return result
    }

    private func named(encodings entry: YAMLEntry) -> [Encoding] {
        entries(entry).compactMap { field in inPlace(field.value) { encoding($0, field.key) } }
    }

    private func encodings(_ entry: YAMLEntry) -> [Encoding] {
        elements(entry).compactMap { node in inPlace(node) { encoding($0, "") } }
    }

    private func encoding(_ node: YAMLNode, _ name: String) -> Encoding? {
        var result = Encoding(
            name: name, location: node.location, headers: [], encodings: [], extensions: [:])
        let isObject = read(node, .encoding) { word, entry in
            switch word {
            case .contentType: result.contentType = string(entry)
            case .headers: result.headers = headers(entry)
            // A field of a form is written in the styles of a query (OpenAPI 3.2, section 4.8.15.1.2).
            case .style: result.style = style(entry, of: "an encoding", among: Parameter.Place.query.styles)
            case .explode: result.isExploded = boolean(entry)
            case .allowReserved: result.allowsReserved = boolean(entry)
            case .encoding: result.encodings += named(encodings: entry)
            case .prefixEncoding: result.encodings += encodings(entry)
            case .itemEncoding: result.encodings += [encoding(entry.value, "")].compactMap { $0 }
            default: return false
            }
            return true
        }
        guard isObject else { return nil }
        if result.style == .deepObject { result.isExploded = isExploded(.deepObject, result.isExploded, at: node) }
        result.extensions = extensions(node)
        return result
    }

    /// The examples of `example`, which has no name, or of `examples`.
    func examples(_ word: Word, _ entry: YAMLEntry) -> [Example] {
        guard word == .examples else {
            return [Example(name: "", location: entry.value.location, value: entry.value)]
        }
        return entries(entry).compactMap(example)
    }

    func example(_ entry: YAMLEntry) -> Example? {
        let example = following(entry.value, exampleMemo, code: .unresolvedExample) { ownExample($0) }
        guard var example else { return nil }
        example.name = entry.key
        example.location = entry.keyLocation
        return example
    }

    private func ownExample(_ node: YAMLNode) -> Example? {
        var result = Example(name: "", location: node.location)
        let isObject = read(node, .example) { word, entry in
            switch word {
            case .summary, .description: _ = string(entry)
            case .value, .dataValue: result.value = entry.value
            case .externalValue:
                result.externalValue = string(entry)
                noteRelative(entry.value)
            case .serializedValue: result.serializedValue = string(entry)
            default: return false
            }
            return true
        }
        guard isObject else { return nil }
        for (one, other) in [
            ("value", "dataValue"), ("value", "serializedValue"), ("value", "externalValue"),
            ("serializedValue", "externalValue"),
        ] {
            guard node[one] != nil, let second = node[other] else { continue }
            collector.warning(
                .unreachableExample, "'\(one)' and '\(other)' exclude each other; tools show one of them",
                at: second.location)
        }
        result.isRaw = node["x-raw"]?.scalar?.value == .boolean(true)
        result.isInvalid = node["x-invalid"]?.scalar?.value == .boolean(true)
        return result
    }
}
