extension HeaderField {
    /// Makes a field of a value in the style `simple` (OpenAPI 3.2, section 4.8.21).
    ///
    /// - Parameters:
    ///   - name: The field's name.
    ///   - explode: Whether members of an object are written as `name=value`.
    ///   - write: Writes the value as JSON.
    public init(_ name: String, explode: Bool = false, write: (inout JSONWriter) -> Void) {
        var writer = JSONWriter(direction: .response)
        write(&writer)
        guard !writer.holdsNonFinite else {
            self.init(name, "", mistake: "the header \(name) \(UnwritableValue.nonFinite.message)")
            return
        }
        let value = (try? JSONValue.read(jsonBytes: writer.bytes)) ?? .null
        if case .null = value {
            self.init(name, "")
            return
        }
        do throws(UnwritableValue) {
            let style = ParameterWriter(name: name, style: .simple, isExploded: explode)
            self.init(name, try style.headerText(try WrittenValue(value)))
        } catch {
            self.init(name, value.simpleText(isExploded: explode), mistake: "the header \(name) \(error.message)")
        }
    }

    /// Makes a field for each element of a list, as cookies have to be written (RFC 6265, section 3).
    public static func each(_ name: String, write: (inout JSONWriter) -> Void) -> [HeaderField] {
        var writer = JSONWriter(direction: .response)
        write(&writer)
        guard case .array(let elements) = try? JSONValue.read(jsonBytes: writer.bytes) else { return [] }
        return elements.map { HeaderField(name, $0.innerText) }
    }

    /// Makes a field that holds a value as JSON (`content` of a header).
    public init(json name: String, write: (inout JSONWriter) -> Void) {
        var writer = JSONWriter(direction: .response)
        write(&writer)
        let mistake = writer.holdsNonFinite ? "the header \(name) \(UnwritableValue.nonFinite.message)" : nil
        self.init(name, String(decoding: writer.bytes, as: UTF8.self), mistake: mistake)
    }
}

extension JSONValue {
    /// The value as the style `simple` writes it; what is inside an element or a member is JSON.
    func simpleText(isExploded: Bool = false) -> String {
        switch self {
        case .null: ""
        case .boolean(let flag): flag ? "true" : "false"
        case .number(let text), .string(let text): text
        case .array(let elements): elements.map(\.innerText).joined(separator: ",")
        case .object(let members):
            members.map { "\($0.key)\(isExploded ? "=" : ",")\($0.value.innerText)" }.joined(separator: ",")
        }
    }

    /// The value inside an element or a member.
    var innerText: String {
        switch self {
        case .array, .object: String(decoding: jsonBytes, as: UTF8.self)
        case .null, .boolean, .number, .string: simpleText()
        }
    }
}
