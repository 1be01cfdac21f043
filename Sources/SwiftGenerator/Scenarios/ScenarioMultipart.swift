import OpenAPI
import YAML

/// A body of parts (RFC 2046, section 5.1; RFC 7578), with a boundary that is the same for the same parts.
struct ScenarioMultipart {
    private(set) var boundary = "scenario-boundary"
    private(set) var text = ""

    private struct Part {
        var headers: [String]
        var text: String
    }

    /// Writes an object as named parts, a list as parts that go by their places, or takes a text that is such a body.
    init(
        _ value: YAMLNode, _ name: String, _ media: MediaType, _ document: Document
    ) throws(UnwritableExample) {
        if let text = value.scalar?.text {
            guard text.hasPrefix("--"), let line = text.split(whereSeparator: \.isNewline).first, line.count > 2 else {
                throw UnwritableExample(
                    reason: "a body of parts begins with '--' and its boundary; give it as an object")
            }
            boundary = String(line.dropFirst(2))
            self.text = text.replacing("\r\n", with: "\n").replacing("\n", with: "\r\n")
            return
        }
        var parts: [Part] = []
        if let elements = value.sequence, name != "multipart/form-data" {
            for (index, element) in elements.enumerated() {
                let encoding =
                    index < media.prefixEncodings.count ? media.prefixEncodings[index] : media.itemEncodings.first
                parts += try Self.part(nil, element, encoding, isFile: false).map { [$0] } ?? []
            }
        } else if let mapping = value.mapping {
            for entry in mapping {
                let encoding = media.encodings.first { $0.name == entry.key }
                let isFile = Self.isFile(entry.key, media, document)
                for element in entry.value.sequence.map(Array.init) ?? [entry.value] {
                    parts += try Self.part(entry.key, element, encoding, isFile: isFile).map { [$0] } ?? []
                }
            }
        } else {
            throw UnwritableExample(reason: "a form of parts is an object with a member for each part")
        }
        while parts.contains(where: { $0.text.contains(boundary) }) { boundary += "-" }
        for part in parts {
            text += "--\(boundary)\r\n" + part.headers.map { "\($0)\r\n" }.joined() + "\r\n\(part.text)\r\n"
        }
        text += "--\(boundary)--\r\n"
    }

    /// One part; nil for null, which is left out.
    private static func part(
        _ name: String?, _ value: YAMLNode, _ encoding: Encoding?, isFile: Bool
    ) throws(UnwritableExample) -> Part? {
        guard encoding?.hasStyle != true else {
            throw UnwritableExample(reason: "one of its parts has a style; give it as the text that is sent")
        }
        guard let text = ScenarioText.text(of: value) else { return nil }
        let named = encoding?.contentType?.split(separator: ",").first.map { MediaType.baseName(String($0)) }
        let mediaType =
            named.flatMap { $0.contains("*") ? nil : $0 } ?? (value.scalar == nil ? "application/json" : nil)
        let isJSON = mediaType.map(MediaType.isJSON) ?? false
        let isOther = mediaType.map { !MediaType.isJSON($0) && !$0.hasPrefix("text/") } ?? false
        var headers: [String] = []
        if let name {
            let quoted = name.replacing("\"", with: "%22").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
            let filename = isFile || isOther ? "; filename=\"\(quoted)\"" : ""
            headers.append("Content-Disposition: form-data; name=\"\(quoted)\"\(filename)")
        }
        if let mediaType = mediaType ?? (isFile ? "application/octet-stream" : nil) {
            headers.append("Content-Type: \(mediaType)")
        }
        return Part(headers: headers, text: isJSON ? value.json : text)
    }

    /// Whether a property stands for bytes, or for several such.
    private static func isFile(_ name: String, _ media: MediaType, _ document: Document) -> Bool {
        let form = document.descriptions(of: [media.schema].compactMap(\.self))
        let properties = form.flatMap(\.properties).filter { $0.name == name }
        let schemas = document.descriptions(of: properties.map(\.schema))
        let elements = document.descriptions(of: schemas.compactMap(\.items))
        return (schemas + elements).contains { schema in
            schema.format == "binary" || schema.contentMediaType != nil && schema.contentEncoding == nil
        }
    }
}
