/// Which JSON value the text of a parameter or of a form stands for: text alone does not tell `5` from `"5"`.
///
/// A text that cannot be what its shape says becomes a string, so that reading it records what it should have been.
public indirect enum ParameterShape: Sendable {
    /// The text as it is.
    case string
    /// A number as JSON writes it.
    case number
    /// `true` or `false`.
    case boolean
    /// JSON in the text itself.
    case json
    /// Elements of one shape.
    case array(ParameterShape)
    /// An array or an object in one text, its elements, or its names and values in turn, separated by a character.
    case delimited(Character, ParameterShape)
    /// An object whose members are fields of the form that it stands in. A field that neither the form nor the object names
    /// has the shape `others`; without one it is no part of the object.
    case spread([String: ParameterShape], others: ParameterShape? = nil)
    /// Members by name. A member that is not named has the shape `others`; without one it is a string, and in an
    /// exploded form no part of the object.
    case object([String: ParameterShape], others: ParameterShape? = nil)
    /// The first of these that the text can be; a string only when it can be nothing else.
    case alternatives([ParameterShape])
}

extension ParameterShape {
    /// Whether a text can be a value without elements and members.
    private func fits(_ text: String) -> Bool {
        switch self {
        case .number: Self.isNumber(text)
        case .boolean: text == "true" || text == "false"
        case .json: Self.isJSON(text)
        case .string, .array, .delimited, .spread, .object, .alternatives: false
        }
    }

    /// Whether the value is an array, for a text of so many pieces.
    func isArray(pieces: Int) -> Bool {
        switch self {
        case .array: true
        case .delimited(_, let whole): whole.isArray(pieces: pieces)
        case .alternatives(let shapes):
            shapes.contains { $0.isArray(pieces: pieces) } && (pieces != 1 || !shapes.contains(where: \.isScalar))
        case .string, .number, .boolean, .json, .object, .spread: false
        }
    }

    private var isScalar: Bool {
        switch self {
        case .string, .number, .boolean, .json: true
        case .alternatives(let shapes): shapes.contains(where: \.isScalar)
        case .array, .delimited, .spread, .object: false
        }
    }

    /// The object that the value is, if it can be one.
    var object: (members: [String: ParameterShape], others: ParameterShape?)? {
        switch self {
        case .object(let members, let others): (members, others)
        case .spread(let members, let others): (members, others)
        case .alternatives(let shapes): shapes.lazy.compactMap(\.object).first
        case .string, .number, .boolean, .json, .array, .delimited: nil
        }
    }

    /// Whether the value can be nothing but an object.
    var isObjectOnly: Bool { object != nil && !isScalar && !isArray(pieces: 2) }

    /// The shape of an array's elements.
    private var element: ParameterShape {
        switch self {
        case .array(let element): element
        case .delimited(_, let whole): whole.element
        case .alternatives(let shapes): shapes.first { $0.isArray(pieces: 2) }?.element ?? .string
        case .string, .number, .boolean, .json, .object, .spread: .string
        }
    }

    /// Writes the JSON value that a text stands for.
    func write(_ value: WireValue, to writer: inout JSONWriter) {
        switch (self, value) {
        case (.delimited(let separator, let whole), .text(let text)):
            let pieces = WireValue.split(text[...], at: separator, whole, isExploded: false) { String($0) }
            whole.write(pieces, to: &writer)
        case (.delimited(_, let whole), _): whole.write(value, to: &writer)
        case (.array(let element), .text): Self.write([value], element, to: &writer)
        case (.array(let element), .members(let members)): Self.write(Self.elements(members), element, to: &writer)
        case (.alternatives(let shapes), .text(let text)):
            if let fitting = shapes.first(where: { $0.fits(text) }) {
                fitting.write(value, to: &writer)
            } else if isScalar {
                writer.write(text)
            } else {
                (shapes.first ?? .string).write(value, to: &writer)
            }
        case (_, .text(let text)): fits(text) ? writer.writeLiteral(text) : writer.write(text)
        case (_, .list(let values)): Self.write(values, element, to: &writer)
        case (_, .members(let members)):
            let known = object
            writer.beginObject()
            for member in members {
                let shape = known?.members[member.name] ?? known?.others ?? .string
                Self.write(member.name, member.value, shape, to: &writer)
            }
            writer.endObject()
        }
    }

    /// The values of `name[]` in the order in which they stand, those of `name[0]` in the order of their numbers.
    private static func elements(_ members: [WireValue.Member]) -> [WireValue] {
        let numbered = members.compactMap { member in UInt32(member.name).map { (number: $0, value: member.value) } }
        guard numbered.count == members.count else { return members.map(\.value) }
        return numbered.sorted { $0.number < $1.number }.map(\.value)
    }

    private static func write(_ values: [WireValue], _ element: ParameterShape, to writer: inout JSONWriter) {
        writer.beginArray()
        for value in values { element.write(value, to: &writer) }
        writer.endArray()
    }

    /// A name that stands twice and is no array stands twice in the JSON too, where reading records it.
    private static func write(
        _ name: String, _ value: WireValue, _ shape: ParameterShape, to writer: inout JSONWriter
    ) {
        guard case .list(let values) = value, !shape.isArray(pieces: values.count) else {
            writer.name(name)
            return shape.write(value, to: &writer)
        }
        for value in values {
            writer.name(name)
            shape.write(value, to: &writer)
        }
    }

    private static func isNumber(_ text: String) -> Bool {
        guard let first = text.utf8.first, first == UInt8(ascii: "-") || (0x30...0x39).contains(first) else {
            return false
        }
        return text.utf8.allSatisfy { $0 > 0x20 } && isJSON(text)
    }

    private static func isJSON(_ text: String) -> Bool {
        var reader = JSONReader(Array(text.utf8))
        do {
            try reader.skipValue()
            try reader.finish()
            return true
        } catch {
            return false
        }
    }
}
