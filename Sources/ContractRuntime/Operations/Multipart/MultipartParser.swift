/// Splits a `multipart/form-data` body into its parts (RFC 2046, section 5.1; RFC 7578), strictly: lines end in CRLF,
/// every part has a `Content-Disposition` of `form-data` with a name, and the last boundary is there.
struct MultipartParser {
    /// The most parts of one body.
    static let maximumParts = 1_000
    /// The most bytes of one part's header.
    static let maximumHeaderBytes = 16_384

    private let bytes: [UInt8]
    private let delimiter: [UInt8]
    private var position = 0

    private init(_ bytes: [UInt8], boundary: String) {
        self.bytes = bytes
        delimiter = Array("\r\n--\(boundary)".utf8)
    }

    /// The parts of a body.
    ///
    /// - Parameter contentType: The body's `Content-Type`, which names the boundary.
    /// - Throws: `ContractFailure.malformedMultipart`.
    static func parts(of bytes: [UInt8], contentType: String) throws(ContractFailure) -> [BodyPart] {
        guard let boundary = FieldParameters(contentType)["boundary"], isBoundary(boundary) else {
            throw .malformedMultipart("the media type names no boundary")
        }
        var parser = MultipartParser(bytes, boundary: boundary)
        return try parser.parts()
    }

    /// RFC 2046, section 5.1.1.
    private static func isBoundary(_ text: String) -> Bool {
        let others = Set("'()+_,-./:=? ".utf8)
        return (1...70).contains(text.utf8.count) && !text.hasSuffix(" ")
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || others.contains(byte)
            }
    }

    private mutating func parts() throws(ContractFailure) -> [BodyPart] {
        if bytes.starts(with: delimiter.dropFirst(2)) {
            position = delimiter.count - 2
        } else {
            guard let first = nextDelimiter() else { throw .malformedMultipart("there is no boundary") }
            position = first + delimiter.count
        }
        var parts: [BodyPart] = []
        while true {
            if bytes[position...].starts(with: [0x2D, 0x2D]) { return parts }
            while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
            guard bytes[position...].starts(with: [0x0D, 0x0A]) else {
                throw .malformedMultipart("something stands after a boundary")
            }
            guard parts.count < Self.maximumParts else {
                throw .malformedMultipart("there are more than \(Self.maximumParts) parts")
            }
            position += 2
            parts.append(try part())
        }
    }

    private mutating func part() throws(ContractFailure) -> BodyPart {
        let headers = try header()
        // A part without content may have its boundary right after the header.
        position -= 2
        let start = position + 2
        guard let end = nextDelimiter() else { throw .malformedMultipart("a part has no end") }
        position = end + delimiter.count
        func field(_ name: String) -> String? { headers.first { $0.name.lowercased() == name }?.value }
        let disposition = FieldParameters(field("content-disposition") ?? "")
        guard disposition.value.lowercased() == "form-data", let name = disposition["name"] else {
            throw .malformedMultipart("a part has no 'Content-Disposition: form-data' with a name")
        }
        if let encoding = field("content-transfer-encoding")?.lowercased(),
            !["7bit", "8bit", "binary"].contains(encoding)
        {
            throw .malformedMultipart("a part has a 'Content-Transfer-Encoding'; send its bytes as they are")
        }
        return BodyPart(
            name: name, filename: disposition["filename"], mediaType: field("content-type"), headers: headers,
            bytes: end < start ? [] : Array(bytes[start..<end]))
    }

    /// Reads the header and the empty line after it.
    private mutating func header() throws(ContractFailure) -> [HeaderField] {
        var headers: [HeaderField] = []
        let limit = min(bytes.count, position + Self.maximumHeaderBytes)
        while true {
            var end = position
            while end + 1 < limit, bytes[end] != 0x0D || bytes[end + 1] != 0x0A { end += 1 }
            guard end + 1 < limit else {
                throw .malformedMultipart("the header of a part has no end within \(Self.maximumHeaderBytes) bytes")
            }
            let line = bytes[position..<end]
            position = end + 2
            if line.isEmpty { return headers }
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
                let name = String(validating: line[..<colon], as: UTF8.self),
                let value = String(validating: line[(colon + 1)...], as: UTF8.self),
                !name.contains(" "), !name.contains("\t")
            else { throw .malformedMultipart("a header field of a part has no name") }
            headers.append(HeaderField(name, FieldParameters.trimmed(value[...])))
        }
    }

    /// Where the next delimiter begins, from the reader's position.
    private func nextDelimiter() -> Int? {
        guard bytes.count >= delimiter.count else { return nil }
        var index = position
        let last = bytes.count - delimiter.count
        while index <= last {
            guard let found = bytes[index...last].firstIndex(of: 0x0D) else { return nil }
            if bytes[found..<(found + delimiter.count)].elementsEqual(delimiter) { return found }
            index = found + 1
        }
        return nil
    }
}
