/// The header of a part: fields, and an empty line (RFC 2046, section 5.1).
extension MultipartStateMachine {
    /// Reads the fields of a header that are there; returns the part that they describe once the empty line is.
    mutating func header() throws(ContractFailure) -> BodyPart? {
        while let end = lineEnd() {
            let line = buffer[position..<end]
            headerBytes += line.count + 2
            guard headerBytes <= Self.maximumHeaderBytes else { throw Self.tooLong }
            searched = end + 2
            guard !line.isEmpty else {
                state = .beginning
                defer {
                    fields = []
                    headerBytes = 0
                }
                return try Self.part(fields)
            }
            position = end + 2
            fields.append(try Self.field(line))
        }
        guard headerBytes + buffer.count - position < Self.maximumHeaderBytes else { throw Self.tooLong }
        return nil
    }

    private static var tooLong: ContractFailure {
        .malformedMultipart("the header of a part has no end within \(maximumHeaderBytes) bytes")
    }

    private mutating func lineEnd() -> Int? {
        var index = max(searched, position)
        while let found = buffer.firstIndex(of: 0x0D, from: index) {
            guard found + 1 < buffer.count else {
                searched = found
                return nil
            }
            if buffer[found + 1] == 0x0A { return found }
            index = found + 1
        }
        searched = buffer.count
        return nil
    }

    private static func field(_ line: ArraySlice<UInt8>) throws(ContractFailure) -> HeaderField {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
            let name = String(validating: line[..<colon], as: UTF8.self),
            let value = String(validating: line[(colon + 1)...], as: UTF8.self),
            !name.contains(" "), !name.contains("\t")
        else { throw .malformedMultipart("a header field of a part has no name") }
        return HeaderField(name, FieldParameters.trimmed(value[...]))
    }

    private static func part(_ fields: [HeaderField]) throws(ContractFailure) -> BodyPart {
        func field(_ name: String) -> String? { fields.first { $0.name.lowercased() == name }?.value }
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
            name: name, filename: disposition["filename"], mediaType: field("content-type"), headers: fields, bytes: [])
    }
}
