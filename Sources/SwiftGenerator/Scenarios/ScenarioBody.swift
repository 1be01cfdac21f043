import OpenAPI
import YAML

/// The body of a scenario as it is sent.
struct ScenarioBody {
    /// The value of `Content-Type`.
    var mediaType: String
    var text: String

    /// Writes an example as its media type has it.
    ///
    /// - Parameters:
    ///   - example: The example.
    ///   - media: Where it stands.
    ///   - asked: The `Content-Type` that the scenario names itself; it says how the example is written where the contract has
    ///     a range only.
    ///   - document: The contract.
    init(
        _ example: Example, _ media: MediaType, as asked: String? = nil, _ document: Document
    ) throws(UnwritableExample) {
        if let value = example.value, ScenarioText.holdsNonFinite(value) { throw .nonFinite }
        var mediaType = media.name
        if media.name.contains("*") {
            if let asked { mediaType = asked } else { mediaType = try Self.mediaType(of: example, in: media.name) }
        }
        if let text = example.serializedValue {
            self.text = text
        } else if let value = example.value {
            if example.isRaw, let text = value.scalar?.text {
                self.text = text
            } else {
                (self.text, mediaType) = try Self.written(value, mediaType, media, document)
            }
        } else {
            throw UnwritableExample(reason: "it has no value of its own; give it a 'value'")
        }
        let keepsBoundary = mediaType != media.name && asked.map(MediaType.baseName) == MediaType.baseName(mediaType)
        self.mediaType = keepsBoundary ? mediaType : asked ?? mediaType
    }

    /// The media type of a range that an example is of.
    private static func mediaType(of example: Example, in range: String) throws(UnwritableExample) -> String {
        let isText = example.value?.scalar?.value == .string
        switch (MediaType.baseName(range), example.value) {
        case ("*/*", .some) where !isText, ("application/*", .some) where !isText: return "application/json"
        case ("*/*", .some),
            ("text/*", .some) where example.value?.scalar != nil:
            return "text/plain"
        default:
            throw UnwritableExample(
                reason: "'\(range)' is a range of media types; say which one is sent by 'content_type' of a scenario")
        }
    }

    private static func written(
        _ value: YAMLNode, _ mediaType: String, _ media: MediaType, _ document: Document
    ) throws(UnwritableExample) -> (text: String, mediaType: String) {
        let name = MediaType.baseName(mediaType)
        if MediaType.isJSON(name) { return (value.json, mediaType) }
        if name.hasPrefix("multipart/") {
            let body = try ScenarioMultipart(value, name, media, document)
            return (body.text, "\(name); boundary=\(body.boundary)")
        }
        if let text = ScenarioText.text(of: value), value.scalar != nil { return (text, mediaType) }
        if let elements = value.sequence, MediaType.isLines(name) {
            let opening = name.hasSuffix("json-seq") ? "\u{1E}" : ""
            return (elements.map { "\(opening)\($0.json)\n" }.joined(), mediaType)
        }
        if name == "application/x-www-form-urlencoded", !media.encodings.contains(where: \.hasStyle),
            let form = ScenarioParameters.form(value)
        {
            return (form, mediaType)
        }
        throw UnwritableExample(
            reason: "nothing says how its value is written as '\(name)'; give it as the text that is sent")
    }
}
