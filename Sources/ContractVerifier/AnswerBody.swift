import ContractRuntime
import OpenAPI

/// What a body holds, as far as it can be held against a schema.
enum AnswerBody {
    /// One value.
    case value(JSONValue)
    /// The elements of a sequence; for each why it is none.
    case elements([Result<JSONValue, Unreadable>])
    /// A text without a form that a schema could speak of, such as XML.
    case text(String)
    /// Bytes that are no text, which break no schema.
    case bytes
    /// Not what its media type says.
    case unreadable(Unreadable)

    /// The end of a sentence that begins with the body.
    struct Unreadable: Error {
        var message: String
    }

    /// Reads a body by its own media type: a range of the contract does not tell how.
    ///
    /// - Parameters:
    ///   - body: The body.
    ///   - own: The value of its `Content-Type`.
    ///   - media: What the contract says of it.
    ///   - document: The contract.
    init(_ body: [UInt8], _ own: String, _ media: MediaType, _ document: Document) {
        let mediaType = MediaTypeName(own)
        let name = mediaType.name
        if mediaType.isJSON {
            switch Self.json(body) {
            case .success(let value): self = .value(value)
            case .failure(let reason): self = .unreadable(reason)
            }
            return
        }
        let reader = TextValue(document)
        if let elements = Self.elements(of: body, name), media.itemSchema != nil || media.schema != nil {
            let read = elements.map(Self.json)
            let values = read.compactMap { try? $0.get() }
            // Without a schema of its elements the one of the whole may be of the array that they make.
            let isWhole = media.itemSchema == nil && reader.types(of: media.schema) == [.array]
            self = isWhole && values.count == read.count ? .value(.array(values)) : .elements(read)
            return
        }
        guard let text = String(validating: body, as: UTF8.self) else {
            self = name.hasPrefix("text/") ? .unreadable(Unreadable(message: "is not UTF-8")) : .bytes
            return
        }
        switch name {
        case "text/event-stream" where media.itemSchema != nil:
            self = .elements(reader.events(text, media.itemSchema).map { .success($0) })
        case "application/x-www-form-urlencoded" where !media.encodings.contains(where: \.hasStyle):
            self = .value(reader.form(text, media.schema))
        case "text/plain": self = .value(reader.scalar(text, media.schema))
        default: self = reader.isComposed(media.schema) ? .text(text) : .value(reader.scalar(text, media.schema))
        }
    }

    /// Reads JSON; the reason names no part of the text.
    static func json(_ bytes: [UInt8]) -> Result<JSONValue, Unreadable> {
        guard !bytes.isEmpty else { return .failure(Unreadable(message: "is not JSON: it is empty")) }
        do throws(JSONReadError) {
            return .success(try JSONValue.read(jsonBytes: bytes))
        } catch {
            let reason =
                switch error {
                case .syntax(let error): error.description
                case .violations(let violations):
                    violations.first.map { "'\($0.pointer)' \($0.message)" } ?? "it breaks a bound"
                }
            return .failure(Unreadable(message: "is not JSON: \(reason)"))
        }
    }

    /// The elements of JSON Lines or of a JSON text sequence (RFC 7464); nil for any other body.
    private static func elements(of body: [UInt8], _ name: String) -> [[UInt8]]? {
        let forms = ["jsonl", "x-jsonl", "json-lines", "x-json-lines", "ndjson", "x-ndjson"]
        let isSequence = name.hasSuffix("json-seq")
        guard isSequence || forms.contains(where: { name == "application/\($0)" }) else { return nil }
        let elements = body.split(separator: isSequence ? 0x1E : 0x0A).map(Array.init)
        return elements.filter { element in !element.allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) } }
    }
}
