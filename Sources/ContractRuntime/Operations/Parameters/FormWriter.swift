/// Writes an object as the fields of a form: the counterpart of `FormNames` and `ParameterShape`.
struct FormWriter {
    private(set) var fields: [Field] = []
    /// Whether the fields are percent-encoded, so that a comma inside a value differs from one between values.
    private let isEncoded: Bool

    init(isEncoded: Bool = true) {
        self.isEncoded = isEncoded
    }

    /// One field of a form.
    struct Field {
        var name: String
        var text: String
        /// What stands between commas, where they are written as they are.
        var pieces: [String]?
    }

    /// Writes every member of an object as its shape has it.
    mutating func write(_ value: JSONValue, as shape: ParameterShape) throws(UnwritableValue) {
        guard case .object(let members) = value else { throw UnwritableValue("is no object, which a form needs") }
        let known = shape.object
        for (name, member) in members {
            try write(name, member, as: known?.members[name] ?? known?.others ?? .string)
        }
    }

    /// Writes one field, or the several that a list or an object is spread over.
    mutating func write(_ name: String, _ value: JSONValue, as shape: ParameterShape) throws(UnwritableValue) {
        switch (shape, value) {
        case (.json, _): fields.append(Field(name: name, text: String(decoding: value.jsonBytes, as: UTF8.self)))
        case (.delimited(let separator, _), .array), (.delimited(let separator, _), .object):
            let texts = try WrittenValue(value).texts
            // One value alone has no comma beside it that would tell whether its own separate anything.
            let tellsApart = isEncoded && separator == "," && texts.count > 1
            for text in texts where !tellsApart && text.contains(separator) {
                throw UnwritableValue("has the separator '\(separator)' inside a value; its style cannot tell that")
            }
            let text = texts.joined(separator: String(separator))
            fields.append(Field(name: name, text: text, pieces: tellsApart ? texts : nil))
        case (.spread(let members, let others), .object(let values)):
            for (member, value) in values { try write(member, value, as: members[member] ?? others ?? .string) }
        case (.object, .object), (.alternatives, .object): try writeDeep(name, value)
        case (_, .array(let elements)):
            for element in elements { fields.append(Field(name: name, text: try WrittenValue.text(of: element))) }
        default: fields.append(Field(name: name, text: try WrittenValue.text(of: value)))
        }
    }

    /// Writes `name[member]=value` for every member, however deep; a list repeats its name.
    mutating func writeDeep(_ name: String, _ value: JSONValue) throws(UnwritableValue) {
        switch value {
        case .object(let members):
            for (key, member) in members {
                guard !key.contains("][") else {
                    throw UnwritableValue("has '][' in a name, where it separates names in the style 'deepObject'")
                }
                try writeDeep("\(name)[\(key)]", member)
            }
        case .array(let elements):
            for element in elements {
                switch element {
                case .array, .object:
                    throw UnwritableValue("has a list of lists or objects, which the style 'deepObject' cannot tell")
                case .null, .boolean, .number, .string:
                    fields.append(Field(name: name, text: try WrittenValue.text(of: element)))
                }
            }
        case .null, .boolean, .number, .string: fields.append(Field(name: name, text: try WrittenValue.text(of: value)))
        }
    }

    /// The fields as `application/x-www-form-urlencoded`.
    ///
    /// - Parameter kept: Further characters that stay as they are in values.
    func encoded(keeping kept: String = "") -> [String] {
        fields.map { field in
            let texts = (field.pieces ?? [field.text]).map { PercentEncoding.encode($0, keeping: kept) }
            return "\(PercentEncoding.encode(field.name))=\(texts.joined(separator: ","))"
        }
    }
}
