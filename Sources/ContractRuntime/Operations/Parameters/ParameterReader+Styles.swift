extension ParameterReader {
    /// The value of a parameter as its style writes it; nil when it is absent.
    mutating func wireValue(
        _ name: String, in location: Violation.Location, _ format: ParameterFormat, _ shape: ParameterShape
    ) -> WireValue? {
        switch location {
        case .path: request.pathParameters[name].flatMap { pathValue($0[...], name, format, shape) }
        case .header:
            // Fields are not percent-encoded, and white space around the elements of a list is none of them (RFC 9110,
            // section 5.6.1).
            request.header(name).map {
                .split($0[...], at: ",", shape, isExploded: format.isExploded, decode: Self.trimmed)
            }
        case .query: queryValue(name, format, shape)
        case .cookie: cookieValue(name, format, shape)
        case .body: nil
        }
    }

    /// The text of a parameter that is neither array nor object, or nil when it is absent.
    public mutating func text(_ name: String, in location: Violation.Location) -> String? {
        let style: ParameterStyle = location == .path || location == .header ? .simple : .form
        let format = ParameterFormat(style: style, isExploded: true, allowsReserved: false, allowsEmpty: false)
        guard case .text(let text) = wireValue(name, in: location, format, .string) else { return nil }
        return text
    }

    private static func trimmed(_ text: Substring) -> String {
        let isSpace = { (character: Character) in character == " " || character == "\t" }
        let end = text.lastIndex { !isSpace($0) }.map { text.index(after: $0) } ?? text.startIndex
        return String(text[..<end].drop(while: isSpace))
    }

    // MARK: Path

    private mutating func pathValue(
        _ text: Substring, _ name: String, _ format: ParameterFormat, _ shape: ParameterShape
    ) -> WireValue? {
        let decode = { (piece: Substring) in PercentEncoding.decode(piece.utf8) }
        switch format.style {
        case .label:
            guard text.hasPrefix(".") else {
                record(name, .path, "style", "must begin with a dot, as its style 'label' has it")
                return nil
            }
            return .split(
                text.dropFirst(), at: format.isExploded ? "." : ",", shape, isExploded: format.isExploded,
                decode: decode)
        case .matrix:
            guard text.hasPrefix(";"), let value = Self.matrixValue(text.dropFirst(), name, format, shape, decode)
            else {
                record(name, .path, "style", "must begin with ';\(name)', as its style 'matrix' has it")
                return nil
            }
            return value
        default:
            return .split(text, at: ",", shape, isExploded: format.isExploded, decode: decode)
        }
    }

    /// `name=value` after the semicolon, or the name alone for an empty text (RFC 6570, section 3.2.7); exploded, each
    /// element with the name, or each member with its own. Nil for another name.
    private static func matrixValue(
        _ text: Substring, _ name: String, _ format: ParameterFormat, _ shape: ParameterShape,
        _ decode: (Substring) -> String
    ) -> WireValue? {
        let pieces = text.split(separator: ";", omittingEmptySubsequences: false)
        let pairs = pieces.map { piece in
            let parts = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (name: decode(parts[0]), value: parts.count > 1 ? parts[1] : "")
        }
        if format.isExploded, shape.isObjectOnly {
            return .gathered(pairs.map { ($0.name, decode($0.value)) })
        }
        guard pairs.allSatisfy({ $0.name == name }) else { return nil }
        if format.isExploded, shape.isArray(pieces: pairs.count) {
            return .list(pairs.map { .text(decode($0.value)) })
        }
        guard pairs.count == 1, let pair = pairs.first else { return .text(decode(text)) }
        return .split(pair.value, at: ",", shape, isExploded: false, decode: decode)
    }

    // MARK: Query

    private mutating func queryValue(
        _ name: String, _ format: ParameterFormat, _ shape: ParameterShape
    ) -> WireValue? {
        if format.style == .deepObject { return deepValue(name, format, shape) }
        let pairs = query.filter { $0.name == name }
        // What may be something else than an object has the parameter's name then.
        if format.isExploded, shape.isObjectOnly || pairs.isEmpty, let object = shape.object {
            let pairs = query.filter { pair in
                object.members[pair.name] != nil
                    || (object.others != nil && !FormNames.isClaimed(pair.name, by: besides))
            }
            return pairs.isEmpty ? nil : .gathered(pairs.map { ($0.name, $0.decoded(format)) })
        }
        guard let first = pairs.first else { return nil }
        if format.isExploded, shape.isArray(pieces: pairs.count) {
            let isEmpty = format.allowsEmpty && pairs.count == 1 && first.value.isEmpty
            return .list(isEmpty ? [] : pairs.map { .text($0.decoded(format)) })
        }
        if pairs.count > 1 { record(name, .query, "duplicate", "stands twice") }
        if format.allowsEmpty, first.value.isEmpty { return Self.emptyValue(shape) }
        switch format.style {
        case .spaceDelimited, .pipeDelimited:
            // Neither separator may stand in a URL as it is, so it counts however it is encoded.
            let separator: Character = format.style == .spaceDelimited ? " " : "|"
            return .split(first.decoded(format)[...], at: separator, shape, isExploded: false) { String($0) }
        default:
            return .split(first.value[...], at: ",", shape, isExploded: false) {
                QueryPair(name: name, value: String($0)).decoded(format)
            }
        }
    }

    private static func emptyValue(_ shape: ParameterShape) -> WireValue? {
        switch shape {
        case .boolean: .text("true")
        case .string: .text("")
        case .array, .delimited: .list([])
        case .number, .json, .object, .spread, .alternatives: nil
        }
    }

    /// Every `name[a][b]=value` as one object, `name[]=value` as a list.
    private mutating func deepValue(
        _ name: String, _ format: ParameterFormat, _ shape: ParameterShape
    ) -> WireValue? {
        var value = WireValue.members([])
        var isPresent = false
        for pair in query where pair.name.hasPrefix(name + "[") && pair.name.hasSuffix("]") {
            let inside = pair.name.dropFirst(name.count + 1).dropLast()
            let path = inside.split(separator: "][", omittingEmptySubsequences: false).map(String.init)
            isPresent = true
            guard path.count <= FormNames.maximumDepth else {
                record(name, .query, "type", "is nested deeper than \(FormNames.maximumDepth) names")
                continue
            }
            value.insert(.text(pair.decoded(format)), at: path[...])
        }
        guard !isPresent else { return value }
        // What may be something else than an object has no brackets then; the specification leaves that open.
        guard !shape.isObjectOnly else { return nil }
        let texts = query.filter { $0.name == name }.map { WireValue.text($0.decoded(format)) }
        return texts.count > 1 ? .list(texts) : texts.first
    }

    // MARK: Cookies

    private mutating func cookieValue(
        _ name: String, _ format: ParameterFormat, _ shape: ParameterShape
    ) -> WireValue? {
        let cookies = Self.cookies(request.header("Cookie") ?? "")
        let decode = { (piece: Substring) in
            format.style == .cookie ? String(piece) : PercentEncoding.decode(piece.utf8)
        }
        let values = cookies.filter { $0.name == name }.map(\.value)
        // What may be something else than an object has the parameter's name then, unless it has members alone that are named:
        // any other cookie may be somebody else's.
        if format.isExploded, let object = shape.object, shape.isObjectOnly || values.isEmpty && object.others == nil {
            let pairs = cookies.map { (name: decode($0.name[...]), value: $0.value) }.filter { pair in
                object.members[pair.name] != nil || (object.others != nil && !besideCookies.contains(pair.name))
            }
            return pairs.isEmpty ? nil : .gathered(pairs.map { ($0.name, decode($0.value)) })
        }
        guard let first = values.first else { return nil }
        if format.isExploded, shape.isArray(pieces: values.count) { return .list(values.map { .text(decode($0)) }) }
        return .split(first, at: ",", shape, isExploded: false, decode: decode)
    }

    /// The pairs of a `Cookie` field (RFC 6265, section 4.2.1), at most 1000 of them.
    static func cookies(_ field: String) -> [(name: String, value: Substring)] {
        field.split(separator: ";").prefix(1_000).compactMap { piece in
            let parts = piece.drop { $0 == " " }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { return nil }
            var value = parts[1]
            while value.hasSuffix(" ") { value = value.dropLast() }
            if value.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") { value = value.dropFirst().dropLast() }
            return (String(parts[0]), value)
        }
    }
}
