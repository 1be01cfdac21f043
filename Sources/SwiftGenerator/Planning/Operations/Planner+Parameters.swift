import OpenAPI
import YAML

extension Planner {
    /// The parameters of an operation. Header fields that the specification has its own words for are none of them
    /// (OpenAPI 3.2, section 4.8.12.2).
    mutating func parameters(_ operation: Operation, typeName: String) -> [ParameterPlan] {
        let parameters = operation.parameters.filter { parameter in
            parameter.place != .header
                || !["accept", "content-type", "authorization"].contains(parameter.name.lowercased())
                    && !isOfConnection(parameter)
        }
        let names = SwiftName.members(
            parameters.map { ($0.name, swiftName($0.extensions)) }, from: parameters.map { Self.rank(of: $0.place) },
            avoiding: ["accept", "body", "content", "parameters", "request"], by: self.names)
        var plans: [ParameterPlan] = []
        for (parameter, name) in zip(parameters, names) {
            plans.append(plan(parameter, swiftName: name, path: [typeName, parameter.name]))
        }
        for (parameter, plan) in zip(parameters, plans) {
            switch parameter.place {
            case .query: checkMembers(parameter, plan, plans)
            case .cookie: checkCookies(parameter, plan)
            case .path, .header, .querystring: break
            }
        }
        return plans
    }

    /// Which of several parameters of one name keeps it: the first of these places.
    private static func rank(of place: Parameter.Place) -> String {
        switch place {
        case .path: "0"
        case .query, .querystring: "1"
        case .header: "2"
        case .cookie: "3"
        }
    }

    /// Whether a header field is written and read by HTTP itself (RFC 9110, sections 7.2, 7.6.1 and 8.6; RFC 6265, section
    /// 5.4), so that neither side could set or see what the contract says; then that is said.
    private func isOfConnection(_ parameter: Parameter) -> Bool {
        let names = [
            "connection", "content-length", "cookie", "host", "keep-alive", "te", "trailer", "transfer-encoding",
            "upgrade",
        ]
        guard names.contains(parameter.name.lowercased()) else { return false }
        collector.warning(
            .noEffect,
            "the header '\(parameter.name)' is written by HTTP itself, so it is no input of the operation",
            at: parameter.location)
        return true
    }

    private mutating func plan(_ parameter: Parameter, swiftName: String, path: [String]) -> ParameterPlan {
        let documentation = documentation(parameter.description, isDeprecated: parameter.isDeprecated)
        if let media = parameter.content.first {
            return plan(parameter, media, swiftName: swiftName, documentation: documentation, path: path)
        }
        guard let schema = parameter.schema else {
            // With --lenient a parameter that is not declared is any string.
            return ParameterPlan(
                name: parameter.name, swiftName: swiftName, place: parameter.place.rawValue, documentation: [],
                type: .string(minimumLength: nil, maximumLength: nil, pattern: nil), shape: .string,
                isRequired: parameter.isRequired, defaultLiteral: nil)
        }
        let shape = shape(of: schema, isNested: parameter.style == .deepObject)
        if parameter.style == .deepObject, !shape.isObject {
            collector.error(
                .parameterStyle,
                "the style 'deepObject' is for objects only; a list would be '\(parameter.name)[]=…' and a text '\(parameter.name)=…'",
                at: parameter.location)
        }
        if [.spaceDelimited, .pipeDelimited].contains(parameter.style), shape.isScalar {
            collector.error(
                .parameterStyle, "the style '\(parameter.style.rawValue)' is for arrays and objects only",
                at: parameter.location)
        }
        if parameter.place == .header { checkHeader(shape, schema) }
        var plan = plan(parameter, schema, shape, swiftName: swiftName, path: path)
        plan.documentation = documentation
        plan.format = format(of: parameter, shape)
        return plan
    }

    /// A parameter whose value is written in a media type and not in a style.
    private mutating func plan(
        _ parameter: Parameter, _ media: MediaType, swiftName: String, documentation: [String], path: [String]
    ) -> ParameterPlan {
        let type: PlannedType
        let shape: PlannedShape
        var format = parameter.allowsEmptyValue && parameter.place == .query ? ["allowEmptyValue: true"] : []
        if MediaType.baseName(media.name) == "application/x-www-form-urlencoded", parameter.place == .querystring {
            checkEncodings(media)
            shape = media.schema.map { formShape(of: $0, media) } ?? .object([], others: .string)
            type = media.schema.map { valueType($0, path: path) } ?? .any
            let reserved = media.encodings.filter { $0.allowsReserved == true }.map(\.name)
            if !reserved.isEmpty {
                format = ["allowReserved: [\(reserved.map(SwiftLiteral.string).joined(separator: ", "))]"]
            }
        } else {
            let other = parameter.place == .querystring ? "application/x-www-form-urlencoded" : "a style"
            (type, shape) = writtenValue(media, of: "a parameter", other: other, path: path)
        }
        return ParameterPlan(
            name: parameter.name, swiftName: swiftName, place: parameter.place.rawValue, documentation: documentation,
            type: type, shape: shape, isRequired: parameter.isRequired,
            defaultLiteral: nil, isDefaultOptional: Self.isReadFromText(type),
            pendingDefault: media.schema.flatMap { pendingDefault(of: $0) }, format: format)
    }

    private mutating func plan(
        _ parameter: Parameter, _ schema: Schema, _ shape: PlannedShape, swiftName: String, path: [String]
    ) -> ParameterPlan {
        let type = valueType(schema, path: path)
        return ParameterPlan(
            name: parameter.name, swiftName: swiftName, place: parameter.place.rawValue, documentation: [],
            type: type, shape: shape, isRequired: parameter.isRequired,
            defaultLiteral: nil, isDefaultOptional: Self.isReadFromText(type),
            pendingDefault: parameter.isRequired ? nil : pendingDefault(of: schema))
    }

    /// Says that the commas of JSON and those of a header's list are the same.
    func checkHeader(_ shape: PlannedShape, _ schema: Schema) {
        guard shape.holdsJSON else { return }
        collector.warning(
            .unsupported,
            "what is inside of its elements is written as JSON, and a header cannot tell the commas of that from its own; use 'content' with application/json",
            at: schema.location)
    }

    static var anyString: PlannedType { .string(minimumLength: nil, maximumLength: nil, pattern: nil) }

    static func isReadFromText(_ type: PlannedType) -> Bool {
        if case .formatted = type { true } else { false }
    }

    /// A default; `null` in a text is the same as nothing, so it is none.
    func pendingDefault(of schema: Schema) -> (node: YAMLNode, schema: Schema)? {
        guard let node = defaultNode(of: schema), node.scalar?.value != .null else { return nil }
        return (node, value(of: schema).schema)
    }

    /// What is said of the writing and is not what the place has anyway.
    private func format(of parameter: Parameter, _ shape: PlannedShape) -> [String] {
        var format: [String] = []
        if parameter.style != parameter.place.styles.first { format.append("style: .\(parameter.style.rawValue)") }
        let isUsual = parameter.isExploded == [.form, .cookie].contains(parameter.style)
        if !isUsual, !shape.isScalar, parameter.style != .deepObject {
            format.append("explode: \(parameter.isExploded)")
        }
        if parameter.allowsReserved { format.append("allowReserved: true") }
        if parameter.allowsEmptyValue, parameter.place == .query { format.append("allowEmptyValue: true") }
        return format
    }

    /// The names that an exploded object of any names must leave to others; empty when there is no such object.
    ///
    /// A value of several kinds, an object among them, has its own name where it is none. The form that is a whole query
    /// leaves the keys alone.
    ///
    /// - Parameters:
    ///   - place: `query` or `cookie`.
    ///   - keys: The names of the keys that the operation's security finds there.
    static func claimedNames(_ parameters: [ParameterPlan], in place: String, keys: [String]) -> [String] {
        if place == "query", parameters.contains(where: { $0.place == "querystring" && $0.shape.isObject }) {
            return keys
        }
        let own = parameters.filter { $0.place == place }
        guard own.contains(where: { $0.shape.object?.others != nil && isSpread($0) }) else { return [] }
        let names = own.flatMap { parameter -> [String] in
            guard let object = parameter.shape.object, isSpread(parameter) else { return [parameter.name] }
            let members = object.others == nil ? object.members.map(\.name) : []
            return parameter.shape.isObject ? members : [parameter.name] + members
        }
        return names + keys.filter { !names.contains($0) }
    }

    /// Says which members of an object, each of them a parameter of its own, other parameters are called as.
    private func checkMembers(_ parameter: Parameter, _ plan: ParameterPlan, _ plans: [ParameterPlan]) {
        guard let object = plan.shape.object, Self.isSpread(plan) else { return }
        let others = plans.filter { $0.place == "query" && $0.name != plan.name }
        // Of two, the one whose name is the greater is told.
        if object.others != nil,
            let rival = others.first(where: {
                $0.name < plan.name && $0.shape.object?.others != nil && Self.isSpread($0)
            })
        {
            collector.warning(
                .parameterTwice,
                "'\(plan.name)' takes parameters of any name, and so does '\(rival.name)', so each of them is both's; close one of them",
                at: parameter.location)
        }
        let names = Set(others.map(\.name))
        for member in object.members where names.contains(member.name) {
            collector.warning(
                .parameterTwice,
                "'\(member.name)' is a property of '\(plan.name)', each of which is a parameter, and a parameter too; rename one",
                at: parameter.location)
        }
    }

    /// Says where an object of any names is not told from other cookies, for it need not be there.
    private func checkCookies(_ parameter: Parameter, _ plan: ParameterPlan) {
        guard !plan.shape.isObject, plan.shape.object?.others != nil, Self.isSpread(plan) else { return }
        collector.warning(
            .unsupported,
            "any cookie may be another's, so none is read as a member of an object of any names among other kinds of values; name the members",
            at: parameter.location)
    }

    /// Whether each member of an object is a parameter of its own: where it is exploded, whatever else would separate them,
    /// but for the style `deepObject`.
    private static func isSpread(_ parameter: ParameterPlan) -> Bool {
        let format = parameter.format
        if format.contains("explode: false") || format.contains("style: .deepObject") { return false }
        return format.contains("explode: true") || !format.contains { $0.hasPrefix("style:") }
            || format.contains("style: .cookie")
    }

    /// The type of a value outside all others, named after its operation when it has no name of its own; `null` is none of
    /// its values, for no text stands for it.
    ///
    /// - Parameter isMember: Whether `x-swift-name` names a member of something here, and not the type.
    mutating func valueType(_ schema: Schema, path: [String], isMember: Bool = false) -> PlannedType {
        let value = value(of: schema)
        let suggestion = path.joined(separator: " ")
        guard !needsDeclaration(value.schema) else {
            let name = typeName(of: value.schema, suggesting: suggestion, isMember: isMember)
            return referenced(value.schema, named: name, depth: 0)
        }
        var nested: [SchemaPlan] = []
        let type = type(of: value.schema, path: [SwiftName.type(suggestion)], into: &nested)
        guard !nested.isEmpty else { return type }
        let name = typeName(of: value.schema, suggesting: suggestion, isMember: isMember)
        return referenced(value.schema, named: name, depth: 0)
    }
}
