extension ContractRequest {
    /// Whether the request carries a body, as far as its head tells.
    var announcesBody: Bool {
        if header("Content-Type") != nil || header("Transfer-Encoding") != nil { return true }
        return header("Content-Length").map { $0 != "0" } ?? false
    }

    /// Which of several media types the body has.
    ///
    /// - Returns: The number of the media type, or nil when there is no body.
    /// - Throws: `ContractFailure.unsupportedMediaType` for any other.
    public func mediaType(among declared: [String]) throws(ContractFailure) -> Int? {
        guard announcesBody else { return nil }
        // A body that does not tell may be taken as bytes (RFC 9110, section 8.3).
        let own = header("Content-Type") ?? "application/octet-stream"
        guard let number = MediaRange.best(for: own, among: declared) else {
            throw .unsupportedMediaType(allowed: declared.joined(separator: ", "))
        }
        return number
    }

    /// Reads the whole body, whose media type must be the declared one; nil when there is none.
    ///
    /// - Parameter mayBeEmpty: Whether no bytes are a value, so that a body is there as soon as its media type is told.
    func bytes(_ mediaType: String, limit: Int, mayBeEmpty: Bool = false) async throws -> [UInt8]? {
        let bytes = try await collectBody(limit)
        guard !bytes.isEmpty || mayBeEmpty && header("Content-Type") != nil else { return nil }
        guard MediaRange.best(for: header("Content-Type") ?? "", among: [mediaType]) != nil else {
            throw ContractFailure.unsupportedMediaType(allowed: mediaType)
        }
        return bytes
    }

    /// Reads a JSON body.
    ///
    /// - Parameters:
    ///   - mediaType: The media type that the contract names.
    ///   - limit: The most bytes that are read.
    ///   - read: Reads the value.
    /// - Returns: The value, or nil when there is no body.
    /// - Throws: `ContractFailure` with 400, 413, 415 or 422.
    public func jsonBody<Body>(
        _ mediaType: String, limit: Int, read: (inout JSONReader) throws(JSONSyntaxError) -> Body?
    ) async throws -> Body? {
        guard let bytes = try await bytes(mediaType, limit: limit) else { return nil }
        return try Self.value(of: bytes, read: read)
    }

    /// Reads a body of text, which must be UTF-8, as the value that it stands for.
    public func textBody<Body>(
        _ mediaType: String, limit: Int, as shape: ParameterShape = .string,
        read: (inout JSONReader) throws(JSONSyntaxError) -> Body?
    ) async throws -> Body? {
        guard let bytes = try await bytes(mediaType, limit: limit, mayBeEmpty: true) else { return nil }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ContractFailure.malformedText
        }
        var writer = JSONWriter()
        shape.write(.text(text), to: &writer)
        return try Self.value(of: writer.bytes, read: read)
    }

    /// Reads a form (`application/x-www-form-urlencoded`) as the object that it stands for.
    ///
    /// A property that is written as `name[member]` is one whose shape is an object.
    ///
    /// - Parameters:
    ///   - mediaType: The media type that the contract names.
    ///   - limit: The most bytes that are read.
    ///   - shape: Which JSON value the form stands for.
    ///   - allowReserved: The properties in which `+` is a plus and no space (OpenAPI 3.2, section 4.8.15.1.1).
    ///   - read: Reads that value.
    public func formBody<Body>(
        _ mediaType: String, limit: Int, as shape: ParameterShape, allowReserved: Set<String> = [],
        read: (inout JSONReader) throws(JSONSyntaxError) -> Body?
    ) async throws -> Body? {
        guard let bytes = try await bytes(mediaType, limit: limit, mayBeEmpty: true) else { return nil }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ContractFailure.malformedText
        }
        guard !QueryPair.areTooMany(in: text) else {
            throw ContractFailure.tooManyFields(most: QueryPair.maximumCount)
        }
        let value = WireValue.form(QueryPair.all(in: text), as: shape, reserved: allowReserved)
        var writer = JSONWriter()
        shape.write(value, to: &writer)
        guard !PercentEncoding.hasLost(writer.bytes, of: text) else { throw ContractFailure.malformedText }
        return try Self.value(of: writer.bytes, read: read)
    }

    /// A body of any other media type, in pieces as they arrive.
    ///
    /// - Returns: The body, or nil when the head announces none. Reading it beyond the limit ends with
    ///   `ContractFailure.contentTooLarge`.
    /// - Throws: `ContractFailure` with 415.
    public func byteBody(_ mediaType: String, limit: Int) throws(ContractFailure) -> ByteStream? {
        guard try self.mediaType(among: [mediaType]) != nil else { return nil }
        var stream = streamBody(limit)
        stream.mediaType = header("Content-Type")
        return stream
    }

    /// A body of one JSON value a line (JSON Lines, NDJSON), or a JSON text sequence (RFC 7464), read as it arrives.
    ///
    /// - Returns: The values, or nil when the head announces no body. A line that breaks the contract ends the stream
    ///   with `ContractFailure`; its violations begin with the line's number, from 0.
    public func lineBody<Item: Sendable>(
        _ mediaType: String, limit: Int,
        read: @escaping @Sendable (inout JSONReader) throws(JSONSyntaxError) -> Item?
    ) throws(ContractFailure) -> BodyStream<Item>? {
        guard let bytes = try byteBody(mediaType, limit: limit) else { return nil }
        let lines = LineSequence(bytes: bytes, separator: LineSequence.separator(of: mediaType))
        return BodyStream(JSONLineSequence(lines: lines, read: read), mediaType: bytes.mediaType)
    }

    /// Reads one value and throws what it breaks.
    static func value<Body>(
        of bytes: [UInt8], root: String? = nil, read: (inout JSONReader) throws(JSONSyntaxError) -> Body?
    ) throws(ContractFailure) -> Body {
        var reader = JSONReader(bytes, location: .body, root: root, direction: .request)
        let value: Body?
        do {
            value = try read(&reader)
            try reader.finish()
        } catch {
            throw .malformedBody(error)
        }
        guard let value, reader.violations.isEmpty else { throw .validationFailed(reader.violations) }
        return value
    }
}
