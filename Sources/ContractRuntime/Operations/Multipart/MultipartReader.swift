/// Reads the fields of a `multipart/form-data` body, recording every violation before it fails.
public struct MultipartReader {
    private let parts: [BodyPart]
    private var violations: [Violation] = []

    init(_ parts: [BodyPart]) {
        self.parts = parts
    }

    /// Reads an optional field.
    ///
    /// - Parameters:
    ///   - name: The field's name.
    ///   - mediaTypes: The media types that its parts may have; any when none is named.
    ///   - shape: Which JSON value its text stands for; a field of several parts is an array.
    ///   - besides: The names that an object whose members are parts of any name leaves to other fields.
    ///   - read: Reads that value.
    public mutating func optional<Value>(
        _ name: String, mediaTypes: [String] = [], as shape: ParameterShape, besides: Set<String> = [],
        read: (inout JSONReader) throws(JSONSyntaxError) -> Value?
    ) -> Value? {
        guard let value = wireValue(name, mediaTypes, shape, besides) else { return nil }
        var writer = JSONWriter()
        (isToldAsJSON(name, shape) ? .json : shape).write(value, to: &writer)
        var reader = JSONReader(writer.bytes, location: .body, root: name, direction: .request)
        do {
            let value = try read(&reader)
            try reader.finish()
            violations += reader.violations
            return value
        } catch {
            record(name, "type", "is not JSON: \(error.message)")
            return nil
        }
    }

    /// Whether the part of a field that may be a text or an object says that it is JSON, as an object is (OpenAPI 3.2,
    /// section 4.8.15.1.1).
    private func isToldAsJSON(_ name: String, _ shape: ParameterShape) -> Bool {
        guard case .alternatives = shape, shape.object != nil else { return false }
        let own = parts.filter { $0.name == name }
        return own.count == 1
            && own.allSatisfy { part in
                part.mediaType.flatMap { MediaRange.best(for: $0, among: ["application/json", "*/*+json"]) } != nil
            }
    }

    /// What the parts of a field tell; nil when there is none, or when one is no text.
    private mutating func wireValue(
        _ name: String, _ mediaTypes: [String], _ shape: ParameterShape, _ besides: Set<String>
    ) -> WireValue? {
        let own = checked(name, mediaTypes)
        if own.isEmpty, let object = shape.object {
            var value = WireValue.members([])
            for part in parts {
                let path: [String]
                if case .spread = shape {
                    let isOther = !besides.isEmpty && !FormNames.isClaimed(part.name, by: besides)
                    guard object.members[part.name] != nil || isOther else { continue }
                    path = [part.name]
                } else {
                    guard part.name.hasPrefix(name + "["), part.name.hasSuffix("]") else { continue }
                    path = FormNames.names(inBrackets: part.name.dropFirst(name.count))
                }
                guard let text = text(of: part) else { return nil }
                value.insert(.text(text), at: path[...])
            }
            return value == .members([]) ? nil : value
        }
        let texts = own.compactMap { text(of: $0).map { WireValue.text($0) } }
        guard let first = texts.first, texts.count == own.count else { return nil }
        if texts.count > 1, shape.isArray(pieces: texts.count) { return .list(texts) }
        if texts.count > 1 { record(name, "duplicate", "stands twice") }
        return first
    }

    private mutating func text(of part: BodyPart) -> String? {
        guard let text = String(validating: part.bytes, as: UTF8.self) else {
            record(part.name, "format", "is not UTF-8")
            return nil
        }
        return text
    }

    /// Reads a field that must be there.
    public mutating func required<Value>(
        _ name: String, mediaTypes: [String] = [], as shape: ParameterShape, besides: Set<String> = [],
        read: (inout JSONReader) throws(JSONSyntaxError) -> Value?
    ) -> Value? {
        let before = violations.count
        let value = optional(name, mediaTypes: mediaTypes, as: shape, besides: besides, read: read)
        if value == nil, violations.count == before { record(name, "required", "is missing") }
        return value
    }

    /// Reads a field of bytes, such as a file.
    ///
    /// - Parameter maximumLength: The greatest count of bytes.
    public mutating func optionalFile(
        _ name: String, mediaTypes: [String] = [], minimumLength: Int = 0, maximumLength: Int = .max
    ) -> BodyPart? {
        let parts = checked(name, mediaTypes)
        if parts.count > 1 { record(name, "duplicate", "stands twice") }
        guard let part = parts.first else { return nil }
        checkLength(part, minimumLength, maximumLength)
        return part
    }

    private mutating func checkLength(_ part: BodyPart, _ minimum: Int, _ maximum: Int) {
        if part.bytes.count < minimum { record(part.name, "minLength", "is shorter than \(minimum) bytes") }
        if part.bytes.count > maximum { record(part.name, "maxLength", "is longer than \(maximum) bytes") }
    }

    /// Reads a field of bytes that must be there.
    public mutating func requiredFile(
        _ name: String, mediaTypes: [String] = [], minimumLength: Int = 0, maximumLength: Int = .max
    ) -> BodyPart? {
        let file = optionalFile(
            name, mediaTypes: mediaTypes, minimumLength: minimumLength, maximumLength: maximumLength)
        if file == nil { record(name, "required", "is missing") }
        return file
    }

    /// Reads a field of several files, each with its count of bytes bounded.
    ///
    /// - Returns: The files in their order, or nil when there is none.
    public mutating func optionalFiles(
        _ name: String, mediaTypes: [String] = [], minimumCount: Int = 0, maximumCount: Int = .max,
        minimumLength: Int = 0, maximumLength: Int = .max
    ) -> [BodyPart]? {
        let parts = checked(name, mediaTypes)
        guard !parts.isEmpty else { return nil }
        for part in parts { checkLength(part, minimumLength, maximumLength) }
        if parts.count < minimumCount { record(name, "minItems", "has fewer than \(minimumCount) elements") }
        if parts.count > maximumCount { record(name, "maxItems", "has more than \(maximumCount) elements") }
        return parts
    }

    /// Reads a field of several files of which one must be there.
    public mutating func requiredFiles(
        _ name: String, mediaTypes: [String] = [], minimumCount: Int = 0, maximumCount: Int = .max,
        minimumLength: Int = 0, maximumLength: Int = .max
    ) -> [BodyPart]? {
        let files = optionalFiles(
            name, mediaTypes: mediaTypes, minimumCount: minimumCount, maximumCount: maximumCount,
            minimumLength: minimumLength, maximumLength: maximumLength)
        if files == nil { record(name, "required", "is missing") }
        return files
    }

    /// Reads the header fields of each part of a field.
    ///
    /// - Parameter read: Reads the fields of one part; nil when one that must be there is not or breaks the contract.
    /// - Returns: What each part says, in their order. Violations begin with the field's name and that of the header.
    public mutating func headers<Headers>(
        of name: String, read: (inout ParameterReader) -> Headers?
    ) -> [Headers] {
        var all: [Headers] = []
        for part in parts where part.name == name {
            var reader = ParameterReader(headersOf: part)
            if let headers = read(&reader) { all.append(headers) }
            for violation in reader.violations where violations.count < JSONReader.maximumViolations {
                let pointer = "/\(JSONReader.pointerToken(name))\(violation.pointer)"
                violations.append(
                    Violation(location: .body, pointer: pointer, reason: violation.reason, message: violation.message))
            }
        }
        return all
    }

    /// Every part, for a form that names none.
    public var all: [BodyPart] { parts }

    /// Every part that is none of the form's fields.
    public func others(than names: Set<String>) -> [BodyPart] {
        parts.filter { !FormNames.isClaimed($0.name, by: names) }
    }

    /// Records every part that is none of the form's fields.
    public mutating func refuseOthers(than names: Set<String>) {
        for part in others(than: names) {
            record(part.name, "additionalProperties", "is not a member that the contract knows")
        }
    }

    /// Throws what was recorded.
    public func finish() throws(ContractFailure) {
        guard violations.isEmpty else { throw .validationFailed(violations) }
    }

    /// Throws what was recorded, when a required value could not be read.
    public func failure() -> ContractFailure {
        .validationFailed(violations)
    }

    /// The parts of a field, those with another media type recorded.
    private mutating func checked(_ name: String, _ mediaTypes: [String]) -> [BodyPart] {
        let own = parts.filter { $0.name == name }
        guard !mediaTypes.isEmpty else { return own }
        for part in own where MediaRange.best(for: part.mediaType ?? "text/plain", among: mediaTypes) == nil {
            record(name, "contentType", "has a media type other than \(mediaTypes.joined(separator: ", "))")
        }
        return own
    }

    private mutating func record(_ name: String, _ reason: String, _ message: String) {
        guard violations.count < JSONReader.maximumViolations else { return }
        let pointer = "/" + JSONReader.pointerToken(name)
        violations.append(Violation(location: .body, pointer: pointer, reason: reason, message: message))
    }
}

extension ContractRequest {
    /// Reads a `multipart/form-data` body. It is in memory as a whole, up to the limit.
    ///
    /// - Returns: Its fields, or nil when there is no body.
    /// - Throws: `ContractFailure` with 400, 413 or 415.
    public func multipartBody(_ mediaType: String, limit: Int) async throws -> MultipartReader? {
        guard let bytes = try await bytes(mediaType, limit: limit) else { return nil }
        return MultipartReader(
            try MultipartParser.parts(of: bytes, contentType: header("Content-Type") ?? ""))
    }
}
