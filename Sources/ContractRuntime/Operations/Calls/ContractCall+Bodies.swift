extension ContractCall {
    /// Sends a JSON body.
    public mutating func json(_ mediaType: String, write: (inout JSONWriter) -> Void) {
        var writer = JSONWriter(direction: .request)
        write(&writer)
        if writer.holdsNonFinite { record("", .body, .nonFinite) }
        set(mediaType, .bytes(writer.bytes))
    }

    /// Sends the text of a value without elements and members.
    public mutating func text(_ mediaType: String, write: (inout JSONWriter) -> Void) {
        do throws(UnwritableValue) {
            set(mediaType, .bytes(Array(try WrittenValue.text(of: try Self.value(write)).utf8)))
        } catch {
            record("", .body, error)
        }
    }

    /// Sends an object as `application/x-www-form-urlencoded`.
    public mutating func form(_ mediaType: String, as shape: ParameterShape, write: (inout JSONWriter) -> Void) {
        do throws(UnwritableValue) {
            var form = FormWriter()
            try form.write(try Self.value(write), as: shape)
            set(mediaType, .bytes(Array(form.encoded().joined(separator: "&").utf8)))
        } catch {
            record("", .body, error)
        }
    }

    /// Sends parts as `multipart/form-data`.
    public mutating func multipart(_ mediaType: String, write: (inout MultipartWriter) -> Void) {
        var form = MultipartWriter()
        write(&form)
        for (name, error) in form.refusals { record(name, .body, error) }
        let boundary = form.boundary
        set("\(mediaType); boundary=\(boundary)", .bytes(form.bytes(boundary: boundary)))
    }

    /// Sends parts as `multipart/form-data`, each as it comes.
    ///
    /// A part that cannot be written ends the call with `ClientError`, after those before it were sent.
    public mutating func multipart<Part: Sendable>(
        _ mediaType: String, _ parts: BodyStream<Part>, write: @escaping @Sendable (inout MultipartWriter, Part) -> Void
    ) {
        let boundary = StreamedMultipart<Part>.randomBoundary()
        let pieces = StreamedMultipart(
            parts: parts, boundary: boundary, operation: metadata.identifier, write: write)
        set("\(mediaType); boundary=\(boundary)", .stream(ByteStream(pieces)))
    }

    /// Sends bytes as they come. Where the contract has a range such as `image/*`, the stream tells its media type.
    public mutating func bytes(_ mediaType: String, _ stream: ByteStream) {
        guard let range = MediaRange(mediaType), range.precision < 2 else { return set(mediaType, .stream(stream)) }
        guard let own = stream.mediaType, MediaRange.best(for: own, among: [mediaType]) != nil else {
            return record("", .body, UnwritableValue("has no media type within \(mediaType); set that of its stream"))
        }
        do throws(UnwritableValue) {
            try HeaderField.check(own)
            set(own, .stream(stream))
        } catch {
            record("", .body, error)
        }
    }

    /// Sends one JSON value a line, or a JSON text sequence (RFC 7464), as they come.
    public mutating func lines<Item: Sendable>(
        _ mediaType: String, _ stream: BodyStream<Item>, write: @escaping @Sendable (inout JSONWriter, Item) -> Void
    ) {
        let opening = LineSequence.opening(of: mediaType)
        let operation = metadata.identifier
        let pieces = stream.map { item throws -> [UInt8] in
            var writer = JSONWriter(direction: .request)
            write(&writer, item)
            guard !writer.holdsNonFinite else {
                throw ClientError(operation, .unwritableInput([Self.violation("", .body, .nonFinite)]))
            }
            return opening + writer.bytes + [0x0A]
        }
        set(mediaType, .stream(ByteStream(pieces)))
    }

    private mutating func set(_ mediaType: String, _ body: ClientRequest.Body) {
        self.mediaType = mediaType
        self.body = body
    }
}
