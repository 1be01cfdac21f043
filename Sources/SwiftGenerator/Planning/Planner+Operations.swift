import OpenAPI
import YAML

extension Planner {
    mutating func operations() -> [OperationPlan] {
        let schemaNames = Set(typeNames.values)
        let names = SwiftName.unique(
            document.operations.map { operation in
                let name = SwiftName.type(operation.identifier)
                return schemaNames.contains(name) ? name + "Operation" : name
            }, avoiding: schemaNames.union([apiName + "API", apiName + "Authenticator"]))
        let functions = SwiftName.unique(document.operations.map { SwiftName.member($0.identifier) })
        var plans: [OperationPlan] = []
        for (index, operation) in document.operations.enumerated() {
            plans.append(plan(operation, typeName: names[index], functionName: functions[index]))
        }
        return plans
    }

    private mutating func plan(_ operation: Operation, typeName: String, functionName: String) -> OperationPlan {
        let summary = documentation(operation.summary).joined(separator: " ")
        var documentation = [
            "`\(operation.method.uppercased()) \(operation.path)`" + (summary.isEmpty ? "" : ": \(summary)")
        ]
        let more = self.documentation(operation.description, isDeprecated: operation.isDeprecated)
        if !more.isEmpty { documentation += [""] + more }
        let parameterNames = SwiftName.unique(
            operation.parameters.map { SwiftName.member($0.name) }, avoiding: ["body", "parameters", "request"])
        var parameters: [ParameterPlan] = []
        for (parameter, name) in zip(operation.parameters, parameterNames) {
            if let plan = plan(parameter, swiftName: name, path: [typeName, name]) { parameters.append(plan) }
        }
        var responses: [ResponsePlan] = []
        if operation.responses.isEmpty {
            collector.error("an operation without responses is not supported yet", at: operation.location)
        }
        for response in operation.responses {
            guard let status = response.status else {
                collector.error(
                    "the response '\(response.key)' is not supported yet; name one status code", at: response.location)
                continue
            }
            responses.append(plan(response, status: status, path: [typeName]))
        }
        let security = security(operation)
        return OperationPlan(
            identifier: operation.identifier, typeName: typeName, functionName: functionName,
            method: operation.method.uppercased(), path: operation.path,
            serverPrefixes: operation.servers.map { Self.prefix($0.url) }.reduce(into: []) { prefixes, prefix in
                if !prefixes.contains(prefix) { prefixes.append(prefix) }
            }, documentation: documentation, parameters: parameters,
            body: operation.requestBody.flatMap { body($0, path: [typeName, "Body"]) }, responses: responses,
            security: security, rateLimit: rateLimit(operation, security), quota: quota(operation, security),
            maximumBodyBytes: maximumBodyBytes(operation))
    }

    /// The path of a server's URL, without a slash at its end.
    static func prefix(_ url: String) -> String {
        var path = url[...]
        if let scheme = path.firstRange(of: "://") {
            path = path[scheme.upperBound...]
            path = path.firstIndex(of: "/").map { path[$0...] } ?? ""
        }
        while path.hasSuffix("/") { path = path.dropLast() }
        return String(path)
    }

    private mutating func plan(_ parameter: Parameter, swiftName: String, path: [String]) -> ParameterPlan? {
        let expected = parameter.place == .path || parameter.place == .header ? "simple" : "form"
        if parameter.place == .cookie {
            collector.error("cookie parameters are not supported yet", at: parameter.location)
            return nil
        }
        if parameter.place == .querystring {
            collector.error("parameters that are the whole query are not supported yet", at: parameter.location)
            return nil
        }
        if parameter.style.rawValue != expected {
            collector.error(
                "the style '\(parameter.style.rawValue)' is not supported yet; use \(expected)", at: parameter.location)
        }
        guard let schema = parameter.schema else {
            guard parameter.content.isEmpty else { return nil }
            // With --lenient a parameter that is not declared is any string.
            return ParameterPlan(
                name: parameter.name, swiftName: swiftName, place: parameter.place.rawValue, documentation: [],
                type: .string(minimumLength: nil, maximumLength: nil, pattern: nil),
                isRequired: parameter.isRequired, defaultLiteral: nil)
        }
        let type = simpleType(schema, path: path)
        switch type {
        case .union, .nullable, .integerEnumeration, .array, .map, .structure, .any:
            collector.error(
                "parameters other than strings, numbers and booleans are not supported yet", at: parameter.location)
        default: break
        }
        if schema.isNullable {
            collector.error("a parameter cannot be null", at: parameter.location)
        }
        return ParameterPlan(
            name: parameter.name, swiftName: swiftName, place: parameter.place.rawValue,
            documentation: documentation(parameter.description, isDeprecated: parameter.isDeprecated), type: type,
            isRequired: parameter.isRequired,
            defaultLiteral: literal(schema.defaultValue, of: schema, for: type))
    }

    private mutating func body(_ body: RequestBody, path: [String]) -> BodyPlan? {
        guard let media = body.content.first else { return nil }
        if body.content.count > 1 {
            collector.error("more than one media type for a request body is not supported yet", at: body.location)
        }
        guard Self.isJSON(media.name), let schema = media.schema else {
            collector.error(
                "a request body other than JSON with a schema is not supported yet: '\(media.name)'",
                at: media.location)
            return nil
        }
        let type = payloadType(schema, path: path)
        switch type {
        case .structure, .any: break
        default: collector.error("a JSON body must be a named object", at: schema.location)
        }
        return BodyPlan(type: type, mediaType: media.name, isRequired: body.isRequired)
    }

    private mutating func plan(_ response: Response, status: Int, path: [String]) -> ResponsePlan {
        let caseName = StatusName.member(status)
        var payload = ResponsePlan.Payload.none
        if response.content.count > 1 {
            collector.error("more than one media type for a response is not supported yet", at: response.location)
        }
        if let media = response.content.first {
            if Self.isJSON(media.name) {
                let type =
                    media.schema.map { payloadType($0, path: path + [SwiftName.type(caseName)]) } ?? PlannedType.any
                switch type {
                case .structure, .any, .map(.structure, _, _), .map(.any, _, _): break
                default:
                    collector.error("a JSON answer must be an object", at: media.schema?.location ?? media.location)
                }
                payload = .json(type)
            } else if media.schema == nil {
                payload = .text
            } else if let schema = media.schema, schema.types == [.string], !schema.isNullable {
                if case .string = simpleType(schema, path: path + [SwiftName.type(caseName)]) {
                    payload = .text
                } else {
                    collector.error("a text with a format is not supported yet", at: schema.location)
                }
            } else {
                collector.error(
                    "the media type '\(media.name)' is supported only with 'type: string' yet", at: media.location)
            }
        }
        let names = SwiftName.unique(response.headers.map { SwiftName.member($0.name) }, avoiding: ["body"])
        var headers: [HeaderPlan] = []
        for (header, name) in zip(response.headers, names) {
            guard let schema = header.schema else { continue }
            let type = simpleType(schema, path: path + [name])
            switch type {
            case .string, .integer: break
            default:
                collector.error("headers other than strings and integers are not supported yet", at: header.location)
            }
            if schema.isNullable { collector.error("a header cannot be null", at: header.location) }
            headers.append(
                HeaderPlan(name: header.name, swiftName: name, type: type, isRequired: header.isRequired))
        }
        return ResponsePlan(
            status: status, caseName: caseName, documentation: documentation(response.description),
            payload: payload, mediaType: response.content.first?.name, headers: headers)
    }

    /// The type of a body: one outside all others, named after its operation when it has no name of its own.
    private mutating func payloadType(_ schema: Schema, path: [String]) -> PlannedType {
        let value = value(of: schema)
        if value.isNullable { collector.error("a body that may be null is not supported yet", at: schema.location) }
        let suggestion = path.joined(separator: " ")
        if needsDeclaration(value.schema) {
            return referenced(value.schema, named: typeName(of: value.schema, suggesting: suggestion), depth: 0)
        }
        return simpleType(value.schema, path: [SwiftName.type(suggestion)])
    }

    /// The type of a schema where nothing can be declared.
    private mutating func simpleType(_ schema: Schema, path: [String]) -> PlannedType {
        var nested: [SchemaPlan] = []
        let type = type(of: schema, path: path, into: &nested)
        if !nested.isEmpty {
            collector.error(
                "this schema needs a name: move it to #/components/schemas and refer to it", at: schema.location)
        }
        return type
    }

    private func security(_ operation: Operation) -> SecurityPlan {
        guard let requirement = operation.security.first else { return .none }
        guard operation.security.count == 1, requirement.schemes.count <= 1 else {
            collector.error(
                "more than one security scheme for an operation is not supported yet", at: requirement.location)
            return .none
        }
        guard let scheme = requirement.schemes.first else { return .none }
        if !scheme.scopes.isEmpty {
            collector.error("the scopes of a security requirement are not supported yet", at: requirement.location)
        }
        guard let declared = document.securitySchemes.first(where: { $0.name == scheme.name }) else { return .none }
        guard case .http(scheme: "bearer", _) = declared.kind else {
            collector.error("only the security scheme 'http' with 'bearer' is supported yet", at: declared.location)
            return .none
        }
        let names = SwiftName.unique(document.securitySchemes.map { SwiftName.member($0.name) })
        let index = document.securitySchemes.firstIndex { $0.name == scheme.name } ?? 0
        return .bearer(scheme: names[index])
    }

    private func maximumBodyBytes(_ operation: Operation) -> Int {
        guard let node = operation.extensions["x-maximum-body-bytes"] else { return 1_048_576 }
        guard case .integer(let bytes) = node.scalar?.value, bytes > 0, bytes <= 1 << 30 else {
            collector.error(
                .invalidExtension, "'x-maximum-body-bytes' must be a whole number from 1 to 1073741824",
                at: node.location)
            return 1_048_576
        }
        return Int(bytes)
    }

    static func isJSON(_ mediaType: String) -> Bool {
        mediaType == "application/json" || mediaType.hasSuffix("+json")
    }
}
