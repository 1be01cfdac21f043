import YAML

extension DocumentParser {
    /// The parameters of a list.
    ///
    /// - Parameter isWhole: Becomes false when one of them cannot be read, which is reported.
    func parameters(_ list: YAMLNode, _ key: String, isWhole: inout Bool) -> [Parameter] {
        guard let nodes = list.sequence else {
            collector.error(.wrongType, "'\(key)' must be a sequence, not \(list.kind)", at: list.location)
            isWhole = false
            return []
        }
        var parameters: [Parameter] = []
        for node in nodes {
            guard let parameter = parameter(node) else {
                isWhole = false
                continue
            }
            if parameters.contains(where: { Self.isSame($0, parameter) }) {
                collector.error(
                    .parameterTwice,
                    "the \(parameter.place.rawValue) parameter '\(parameter.name)' stands twice", at: node.location)
            } else {
                parameters.append(parameter)
            }
        }
        return parameters
    }

    /// Parameters with those of the path item that they do not replace.
    func merged(_ own: [Parameter], with shared: [Parameter]) -> [Parameter] {
        own + shared.filter { other in !own.contains { Self.isSame($0, other) } }
    }

    /// Whether two parameters are one: names of header fields are the same in any case (RFC 9110, section 5.1).
    private static func isSame(_ one: Parameter, _ other: Parameter) -> Bool {
        guard one.place == other.place else { return false }
        return one.place == .header ? one.name.lowercased() == other.name.lowercased() : one.name == other.name
    }

    func parameter(_ node: YAMLNode) -> Parameter? {
        var parameter = following(node, parameterMemo) { ownParameter($0) }
        if let description = description(beside: node) { parameter?.description = description }
        return parameter
    }

    private func ownParameter(_ node: YAMLNode) -> Parameter? {
        var name: String?
        var place: Parameter.Place?
        var style: YAMLEntry?
        var explode: Bool?
        var result = Parameter(
            name: "", place: .query, location: node.location, isRequired: false, isDeprecated: false,
            allowsEmptyValue: false, style: .form, isExploded: true, allowsReserved: false, content: [], examples: [],
            extensions: [:])
        let isObject = read(node, .parameter) { word, entry in
            switch word {
            case .name: name = string(entry)
            case .in:
                if let text = string(entry) {
                    place = Parameter.Place(rawValue: text)
                    if place == nil || place == .querystring && version < 4 { reportPlace(text, entry) }
                }
            case .description: result.description = string(entry)
            case .required: result.isRequired = boolean(entry) ?? false
            case .deprecated: result.isDeprecated = boolean(entry) ?? false
            case .allowEmptyValue: result.allowsEmptyValue = boolean(entry) ?? false
            case .style: style = entry
            case .explode: explode = boolean(entry)
            case .allowReserved: result.allowsReserved = boolean(entry) ?? false
            case .schema: result.schema = schema(entry.value)
            case .content: result.content = content(entry)
            case .example, .examples: result.examples += examples(word, entry)
            default: return false
            }
            return true
        }
        guard isObject else { return nil }
        require(name, "name", of: .parameter, node)
        require(place, "in", of: .parameter, node)
        guard let name, let place else { return nil }
        checkName(name, in: place, at: node["name"]?.location ?? node.location)
        result.name = name
        result.place = place
        result.style = style.flatMap { self.style($0, at: place) } ?? place.styles.first ?? .form
        result.isExploded = isExploded(result.style, explode, at: node)
        if place == .path && !result.isRequired {
            collector.error(.pathParameterOptional, "a path parameter needs 'required: true'", at: node.location)
            result.isRequired = true
        }
        if place == .querystring {
            checkWholeQuery(node)
        } else {
            checkValue(result.schema, result.content, .parameter, node)
            if tellsWriting(result.schema, result.content, .parameter, node) {
                result.style = place.styles.first ?? .form
                result.isExploded = result.style == .form
                result.allowsReserved = false
            }
        }
        if result.allowsEmptyValue, place != .query, place != .querystring {
            reportNoEffect("allowEmptyValue", of: "a \(place.rawValue) parameter", node)
        }
        if result.allowsReserved, !mayKeepReserved(place, result.style) {
            reportNoEffect("allowReserved", of: "a \(place.rawValue) parameter", node)
            result.allowsReserved = false
        }
        result.extensions = extensions(node)
        return result
    }

    /// Whether there is anything that `allowReserved` could keep from being percent-encoded: before OpenAPI 3.2 in a query
    /// alone, and since then wherever a style encodes (OpenAPI 3.2, section 4.8.12.2.2).
    private func mayKeepReserved(_ place: Parameter.Place, _ style: ParameterStyle) -> Bool {
        switch place {
        case .query, .querystring: true
        case .path: version == 4
        case .cookie: version == 4 && style != .cookie
        case .header: false
        }
    }

    private func reportNoEffect(_ key: String, of what: String, _ node: YAMLNode) {
        guard let field = node[key] else { return }
        collector.warning(.noEffect, "'\(key)' says nothing of \(what); leave it out", at: field.location)
    }

    /// Whether elements and members are written apart; those of a `deepObject` are, whatever `explode` says (OpenAPI 3.2,
    /// section 4.8.12.4).
    func isExploded(_ style: ParameterStyle, _ explode: Bool?, at node: YAMLNode) -> Bool {
        guard style == .deepObject else { return explode ?? (style == .form || style == .cookie) }
        if explode == false, let field = node["explode"] {
            collector.warning(
                .noEffect, "'explode: false' says nothing of the style 'deepObject', which always names each member",
                at: field.location)
        }
        return true
    }

    /// Whether the content of a parameter or a header tells how its value is written, so that a style, which is told, says
    /// nothing (OpenAPI 3.2, section 4.8.12.2.2).
    private func tellsWriting(
        _ schema: Schema?, _ content: [MediaType], _ kind: ObjectKind, _ node: YAMLNode
    ) -> Bool {
        guard schema == nil, !content.isEmpty else { return false }
        for key in ["style", "explode", "allowReserved"] {
            guard let field = node[key] else { continue }
            collector.warning(
                .noEffect, "'\(key)' says nothing of \(kind.name) with 'content', which says how it is written",
                at: field.location)
        }
        return true
    }

    /// A parameter that is the whole query has one media type and nothing else (OpenAPI 3.2, section 4.8.12.2).
    private func checkWholeQuery(_ node: YAMLNode) {
        for key in ["schema", "style", "explode", "allowReserved", "allowEmptyValue"] {
            guard let field = node[key] else { continue }
            collector.error(
                .invalidValue, "a parameter in 'querystring' has no '\(key)': its 'content' says what the query is",
                at: field.location)
        }
        if node["schema"] == nil { checkValue(nil, [], .parameter, node) }
    }

    /// Refuses what would stand in the query beside the parameter that is all of it.
    func checkWholeQuery(_ parameters: [Parameter]) {
        guard let whole = parameters.first(where: { $0.place == .querystring }) else { return }
        for other in parameters where [.query, .querystring].contains(other.place) && other.location != whole.location {
            collector.error(
                .invalidValue,
                "'\(other.name)' cannot be in the query: the parameter at \(whole.location.described(at: other.location)) is all of it",
                at: other.location)
        }
    }

    private func reportPlace(_ text: String, _ entry: YAMLEntry) {
        if text == Parameter.Place.querystring.rawValue {
            return collector.error(
                .invalidValue, "a parameter of the whole query, 'querystring', is there since OpenAPI 3.2 only",
                at: entry.value.location)
        }
        let places = Parameter.Place.allCases.map(\.rawValue).filter { $0 != "querystring" || version == 4 }
        collector.error(
            .invalidValue, "a parameter cannot be in '\(text)'\(hint(text, places))", at: entry.value.location)
    }

    private func style(_ entry: YAMLEntry, at place: Parameter.Place) -> ParameterStyle? {
        guard !place.styles.isEmpty else { return nil }
        return style(entry, of: "a \(place.rawValue) parameter", among: place.styles)
    }

    /// The style that a field names, where it is one of those that may be used there.
    func style(_ entry: YAMLEntry, of what: String, among styles: [ParameterStyle]) -> ParameterStyle? {
        let styles = styles.filter { $0 != .cookie || version == 4 }
        guard let style = choice(entry, ParameterStyle.self, "style") else { return nil }
        if styles.contains(style) { return style }
        collector.error(
            .invalidValue,
            "\(what) cannot have the style '\(style.rawValue)'; use \(styles.map(\.rawValue).joined(separator: " or "))",
            at: entry.value.location)
        return nil
    }

    /// A parameter or a header has a schema, or one media type.
    private func checkValue(_ schema: Schema?, _ content: [MediaType], _ kind: ObjectKind, _ node: YAMLNode) {
        if schema == nil && node["content"] == nil {
            collector.error(.parameterSchema, "\(kind.name) has neither 'schema' nor 'content'", at: node.location)
        }
        if schema != nil && node["content"] != nil {
            collector.error(.invalidValue, "\(kind.name) has both 'schema' and 'content'; keep one", at: node.location)
        }
        if let content = node["content"], content.mapping?.count != 1, content.shape == .mapping {
            collector.error(
                .invalidValue, "the 'content' of \(kind.name) must have exactly one media type", at: content.location)
        }
    }

    func header(_ entry: YAMLEntry) -> Header? {
        guard var header = following(entry.value, headerMemo, { ownHeader($0) }) else { return nil }
        header.name = entry.key
        header.location = entry.keyLocation
        if let description = description(beside: entry.value) { header.description = description }
        return header
    }

    private func ownHeader(_ node: YAMLNode) -> Header? {
        var result = Header(
            name: "", location: node.location, isRequired: false, isDeprecated: false, isExploded: false, content: [],
            examples: [], extensions: [:])
        var silent: [String] = []
        let isObject = read(node, .header) { word, entry in
            switch word {
            case .description: result.description = string(entry)
            case .required: result.isRequired = boolean(entry) ?? false
            case .deprecated: result.isDeprecated = boolean(entry) ?? false
            case .allowEmptyValue, .allowReserved: if boolean(entry) == true { silent.append(entry.key) }
            case .style:
                if let text = string(entry), text != "simple" {
                    collector.error(
                        .invalidValue, "a header cannot have the style '\(text)'; use simple", at: entry.value.location)
                }
            case .explode: result.isExploded = boolean(entry) ?? false
            case .schema: result.schema = schema(entry.value)
            case .content: result.content = content(entry)
            case .example, .examples: result.examples += examples(word, entry)
            default: return false
            }
            return true
        }
        guard isObject else { return nil }
        checkValue(result.schema, result.content, .header, node)
        if tellsWriting(result.schema, result.content, .header, node) { result.isExploded = false }
        for key in silent { reportNoEffect(key, of: "a header", node) }
        result.extensions = extensions(node)
        return result
    }
}
