/// Writes the functions that follow the links of an operation's answers.
enum LinkRenderer {
    static func render(_ plan: OperationPlan, to writer: inout SourceWriter) {
        guard !plan.links.isEmpty else { return }
        writer.line()
        writer.block("extension \(plan.typeName).Output {") { writer in
            for (index, link) in plan.links.enumerated() {
                if index > 0 { writer.line() }
                render(link, of: plan, to: &writer)
            }
        }
    }

    /// The modules that the functions need to be seen.
    static func modules(_ plans: [OperationPlan]) -> Set<PlannedType.Module> {
        plans.flatMap(\.links).reduce(into: []) { modules, link in
            for (number, parameter) in link.target.parameters.enumerated() where link.parameters[number] == nil {
                modules.formUnion(parameter.type.modules)
            }
            guard link.body == nil else { return }
            // A body of several media types, or of a form, has a type of its own.
            guard let contents = link.target.body?.contents, contents.count == 1, let only = contents.first else {
                return
            }
            if case .multipart = only.kind { return }
            modules.formUnion(only.kind.modules)
        }
    }

    private static func render(_ link: LinkPlan, of plan: OperationPlan, to writer: inout SourceWriter) {
        let isOnlyAnswer = plan.responses.count == 1
        writer.documentation(link.documentation + ["", "Throws a `ClientError` where the answer does not have it."])
        if !isOnlyAnswer { writer.documentation(["", "Nil for any other answer."]) }
        let arguments = arguments(link)
        let declared =
            (link.uses.request ? ["for input: \(plan.typeName).Input"] : [])
            + arguments.filter { $0.expression == nil }.map(\.declaration)
        let head = "public func \(link.functionName)(\(declared.joined(separator: ", ")))"
        writer.block("\(head) throws(ClientError) -> \(link.target.typeName).Input\(isOnlyAnswer ? "" : "?") {") {
            writer in
            writer.line("switch self {")
            writer.block("case .\(link.response.caseName)\(pattern(link)):", closing: nil) { writer in
                renderCase(link, arguments, of: plan, to: &writer)
            }
            if !isOnlyAnswer { writer.line("default: return nil") }
            writer.line("}")
        }
    }

    /// A member of the target's input: what the link hands on, or an argument of the function.
    private struct Argument {
        var member: BodyRenderer.Member
        var type: String
        /// Reads what the link hands on; nil where it is an argument.
        var expression: String?

        /// The argument's name inside the function, which needs some names for itself.
        var localName: String {
            let own: Set = ["input", "link", "responseBody", "responseStatus"]
            return own.contains(member.name) || member.name.hasPrefix("responseHeader")
                ? "\(member.name)Value" : member.name
        }

        var declaration: String {
            let name = localName == member.name ? member.name : "\(member.name) \(localName)"
            let fallback = member.defaultLiteral ?? (type.hasSuffix("?") ? "nil" : nil)
            return "\(name): \(type)" + (fallback.map { " = \($0)" } ?? "")
        }
    }

    private static func arguments(_ link: LinkPlan) -> [Argument] {
        let target = link.target
        let members = OperationRenderer.inputMembers(target)
        return members.enumerated().map { number, member in
            if target.parameters.indices.contains(number) {
                let parameter = target.parameters[number]
                return Argument(
                    member: member, type: member.type, expression: link.parameters[number].map { read(parameter, $0) })
            }
            // `accept` and, as the last, the body follow the parameters.
            let isBody = target.body != nil && number == members.count - 1
            let expression = (isBody ? link.body : nil).map { body in
                read("", "body", body.source, ".json", body.type, isOptional: member.type.hasSuffix("?"))
            }
            return Argument(member: member, type: qualified(member.type, target), expression: expression)
        }
    }

    /// A type that stands inside the target operation, as it is called elsewhere.
    private static func qualified(_ type: String, _ target: OperationPlan) -> String {
        var nested = [target.accept?.typeName, target.body?.typeName].compactMap(\.self)
        for case .multipart(let form) in (target.body?.contents ?? []).map(\.kind) {
            nested.append(form.isStreamed ? form.partType : form.typeName)
        }
        guard let name = nested.first(where: { type == $0 || type == $0 + "?" || type.hasSuffix("<\($0)>") }) else {
            return type
        }
        return type.replacing(name, with: "\(target.typeName).\(name)")
    }

    private static func usesReader(_ link: LinkPlan) -> Bool { !link.parameters.isEmpty || link.body != nil }

    /// What of the answer is bound to a name.
    private static func pattern(_ link: LinkPlan) -> String {
        let response = link.response
        var values: [String] = []
        if response.key.isRange { values.append(usesReader(link) ? "let responseStatus" : "_") }
        if response.bodyType != nil { values.append(link.uses.body ? "let responseBody" : "_") }
        for (index, header) in response.headers.enumerated() {
            values.append(link.uses.headers.contains(header.name.lowercased()) ? "let responseHeader\(index)" : "_")
        }
        return values.allSatisfy { $0 == "_" } ? "" : "(\(values.joined(separator: ", ")))"
    }

    private static func renderCase(
        _ link: LinkPlan, _ arguments: [Argument], of plan: OperationPlan, to writer: inout SourceWriter
    ) {
        let response = link.response
        let status: String = if case .status(let code) = response.key { String(code) } else { "responseStatus.code" }
        let isVariable = link.uses.request || link.uses.body || !link.uses.headers.isEmpty
        if usesReader(link) {
            writer.line(
                "\(isVariable ? "var" : "let") link = LinkReader(\(SwiftLiteral.string(link.name)), "
                    + "of: \(SwiftLiteral.string(plan.identifier)), status: \(status))")
        }
        if link.uses.request { writer.line("link.take(\(plan.typeName).Input.call(input))") }
        if link.uses.body, let type = response.jsonType {
            writer.line("link.takeBody { writer in \(ValueRenderer.write(type, "responseBody")) }")
        }
        for (index, header) in response.headers.enumerated()
        where link.uses.headers.contains(header.name.lowercased()) {
            let take = { (value: String) in
                "link.takeHeader(\(SwiftLiteral.string(header.name.lowercased()))) { writer in "
                    + "\(ValueRenderer.write(header.type, value)) }"
            }
            writer.line(
                header.isOptional
                    ? "if let value = responseHeader\(index) { \(take("value")) }" : take("responseHeader\(index)"))
        }
        renderInput(of: link.target, arguments, to: &writer)
    }

    private static func renderInput(
        of target: OperationPlan, _ arguments: [Argument], to writer: inout SourceWriter
    ) {
        guard !arguments.isEmpty else { return writer.line("return \(target.typeName).Input()") }
        writer.block("return \(target.typeName).Input(", closing: nil) { writer in
            for (index, argument) in arguments.enumerated() {
                let value = "\(SwiftName.label(argument.member.name)): \(argument.expression ?? argument.localName)"
                writer.line(value + (index == arguments.count - 1 ? ")" : ","))
            }
        }
    }

    private static func read(_ parameter: ParameterPlan, _ source: String) -> String {
        let value = read(
            parameter.name, parameter.place == "querystring" ? "query" : parameter.place, source,
            parameter.shape.swiftLiteral(namesAll: false), parameter.type, isOptional: !parameter.isRequired)
        guard !parameter.isRequired, let fallback = parameter.defaultLiteral else { return value }
        return "\(value) ?? \(fallback)"
    }

    private static func read(
        _ name: String, _ place: String, _ source: String, _ shape: String, _ type: PlannedType, isOptional: Bool
    ) -> String {
        "try link.\(isOptional ? "optional" : "required")(\(SwiftLiteral.string(name)), in: .\(place), \(source), "
            + "as: \(shape)) { \(ValueRenderer.closure(type)) }"
    }
}
