/// Writes the fields of a `multipart/form-data` body (RFC 7578): the counterpart of `MultipartReader`.
public struct MultipartWriter {
    private(set) var parts: [BodyPart] = []
    /// The parts that are written as they are made, by their places.
    private(set) var streams: [Int: ByteStream] = [:]
    private(set) var refusals: [(name: String, error: UnwritableValue)] = []

    /// Writes a field, or the several that a list or an object is spread over.
    ///
    /// - Parameters:
    ///   - name: The field's name.
    ///   - mediaType: The media type of its parts; that of JSON, or none, when nothing is said.
    ///   - shape: Which JSON value its text stands for.
    ///   - write: Writes the value as JSON.
    public mutating func write(
        _ name: String, mediaType: String? = nil, as shape: ParameterShape, value write: (inout JSONWriter) -> Void
    ) {
        do throws(UnwritableValue) {
            var form = FormWriter(isEncoded: false)
            let value = try ContractCall.value(write)
            // An object is JSON where nothing else is said (OpenAPI 3.2, section 4.8.15.1.1), though it might be a text.
            let isJSON =
                switch (shape, value) {
                case (.json, _), (.alternatives, .object): true
                default: false
                }
            try form.write(name, value, as: isJSON ? .json : shape)
            for field in form.fields {
                parts.append(
                    BodyPart(
                        name: field.name, mediaType: mediaType ?? (isJSON ? "application/json" : nil),
                        bytes: Array(field.text.utf8)))
            }
        } catch {
            refusals.append((name, error))
        }
    }

    /// Writes a file under the name of its field, whatever name it bears itself.
    ///
    /// - Parameter mediaType: The media type of a file that names none.
    public mutating func file(_ name: String, mediaType: String? = nil, _ part: BodyPart) {
        var part = part
        part.name = name
        part.mediaType = part.mediaType ?? mediaType
        append(part)
    }

    /// Writes files under the name of their field.
    public mutating func files(_ name: String, mediaType: String? = nil, _ parts: [BodyPart]) {
        for part in parts { file(name, mediaType: mediaType, part) }
    }

    /// Writes a file as it is made, under the name of its field. Only a streamed form can.
    ///
    /// - Parameter mediaType: The media type of a file that names none.
    public mutating func stream(_ name: String, mediaType: String? = nil, _ part: StreamedPart) {
        append(
            StreamedPart(
                name: name, filename: part.filename, mediaType: part.mediaType ?? part.bytes.mediaType ?? mediaType,
                headers: part.headers, bytes: part.bytes))
    }

    /// Writes a part as it is made. Only a streamed form can.
    public mutating func append(_ part: StreamedPart) {
        let count = parts.count
        append(
            BodyPart(
                name: part.name, filename: part.filename, mediaType: part.mediaType, headers: part.headers, bytes: []))
        if parts.count > count { streams[count] = part.bytes }
    }

    /// Writes a header field of a part that has been written.
    ///
    /// - Parameters:
    ///   - name: The field's name.
    ///   - field: The name of the form's field.
    ///   - index: Which of its parts, from 0; one that is not there gets no header.
    ///   - explode: Whether members are written as `name=value`.
    ///   - isJSON: Whether the value is written as JSON (`content` of a header).
    ///   - write: Writes the value as JSON.
    public mutating func header(
        _ name: String, of field: String, at index: Int = 0, explode: Bool = false, isJSON: Bool = false,
        value write: (inout JSONWriter) -> Void
    ) {
        let positions = parts.indices.filter { parts[$0].name == field }
        guard index >= 0, index < positions.count else { return }
        do throws(UnwritableValue) {
            let value = try ContractCall.value(write)
            let written = isJSON ? .text(String(decoding: value.jsonBytes, as: UTF8.self)) : try WrittenValue(value)
            let text = try ParameterWriter(name: name, style: .simple, isExploded: explode).headerText(written)
            parts[positions[index]].headers.append(HeaderField(name, text))
        } catch {
            refusals.append((field, error))
        }
    }

    /// Writes a part as it is.
    public mutating func append(_ part: BodyPart) {
        do throws(UnwritableValue) {
            for text in [part.mediaType ?? ""] + part.headers.flatMap({ [$0.name, $0.value] }) {
                try HeaderField.check(text)
            }
            parts.append(part)
        } catch {
            refusals.append((part.name, error))
        }
    }

    /// A boundary that stands in no part (RFC 2046, section 5.1.1).
    var boundary: String {
        var number = 0
        while true {
            let boundary = "----contract-\(number)"
            let bytes = Array(boundary.utf8)
            if !parts.contains(where: { $0.bytes.firstRange(of: bytes) != nil }) { return boundary }
            number += 1
        }
    }

    func bytes(boundary: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for part in parts { bytes += Self.head(of: part, boundary: boundary) + part.bytes + [0x0D, 0x0A] }
        return bytes + Self.end(boundary: boundary)
    }

    /// What stands before the bytes of a part.
    static func head(of part: BodyPart, boundary: String) -> [UInt8] {
        var head = "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(quoted(part.name))\""
        if let filename = part.filename { head += "; filename=\"\(quoted(filename))\"" }
        if let mediaType = part.mediaType { head += "\r\nContent-Type: \(mediaType)" }
        let own = ["content-disposition", "content-type"]
        for header in part.headers where !own.contains(header.name.lowercased()) {
            head += "\r\n\(header.name): \(header.value)"
        }
        return Array("\(head)\r\n\r\n".utf8)
    }

    /// What stands after all parts.
    static func end(boundary: String) -> [UInt8] { Array("--\(boundary)--\r\n".utf8) }

    /// A name as a browser writes it in quotes (HTML Living Standard, section 4.10.22.8); a backslash, which would escape
    /// what follows it, is escaped itself (RFC 9110, section 5.6.4).
    private static func quoted(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\r", with: "%0D").replacing("\n", with: "%0A").replacing(
            "\r\n", with: "%0D%0A"
        )
        .replacing("\"", with: "%22")
    }
}
