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
        let head = "public func \(link.functionName)(\(arguments(link, of: plan).joined(separator: ", ")))"
        writer.block("\(head) throws(ClientError) -> \(link.target.typeName).Input\(isOnlyAnswer ? "" : "?") {") {
            writer in
            writer.line("switch self {")
            writer.block("case .\(link.response.caseName)\(pattern(link)):", closing: nil) { writer in
                renderCase(link, of: plan, to: &writer)
            }
            if !isOnlyAnswer { writer.line("default: return nil") }
            writer.line("}")
        }
    }

    private static func arguments(_ link: LinkPlan, of plan: OperationPlan) -> [String] {
        var arguments = link.uses.request ? ["for input: \(plan.typeName).Input"] : []
        let members = OperationRenderer.inputMembers(link.target)
        for (number, member) in members.enumerated() where !isGiven(number, member, link) {
            let fallback = member.defaultLiteral ?? (member.type.hasSuffix("?") ? "nil" : nil)
            let type = number < link.target.parameters.count ? member.type : qualified(member.type, link.target)
            arguments.append("\(label(member)): \(type)" + (fallback.map { " = \($0)" } ?? ""))
        }
        return arguments
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

    /// Names that the function needs for itself.
    private static let own: Set = ["input", "link", "responseBody"]

    private static func label(_ member: BodyRenderer.Member) -> String {
        own.contains(member.name) ? "\(member.name) \(local(member))" : member.name
    }

    private static func local(_ member: BodyRenderer.Member) -> String {
        own.contains(member.name) ? "\(member.name)Value" : member.name
    }

    private static func isGiven(_ number: Int, _ member: BodyRenderer.Member, _ link: LinkPlan) -> Bool {
        number < link.target.parameters.count
            ? link.parameters[number] != nil : link.body != nil && member.name == "body" && isBody(number, link)
    }

    private static func isBody(_ number: Int, _ link: LinkPlan) -> Bool {
        number == OperationRenderer.inputMembers(link.target).count - 1 && link.target.body != nil
    }

    /// What of the answer is bound to a name.
    private static func pattern(_ link: LinkPlan) -> String {
        let response = link.response
        var values: [String] = []
        if response.key.isRange { values.append("let status") }
        if response.bodyType != nil { values.append(link.uses.body ? "let responseBody" : "_") }
        for (index, header) in response.headers.enumerated() {
            values.append(link.uses.headers.contains(header.name.lowercased()) ? "let header\(index)" : "_")
        }
        return values.allSatisfy { $0 == "_" } ? "" : "(\(values.joined(separator: ", ")))"
    }

    private static func renderCase(_ link: LinkPlan, of plan: OperationPlan, to writer: inout SourceWriter) {
        let response = link.response
        let status: String = if case .status(let code) = response.key { String(code) } else { "status.code" }
        let isVariable = link.uses.request || link.uses.body || !link.uses.headers.isEmpty
        let usesReader = !link.parameters.isEmpty || link.body != nil
        if usesReader {
            writer.line(
                "\(isVariable ? "var" : "let") link = LinkReader(\(SwiftLiteral.string(link.name)), "
                    + "of: \(SwiftLiteral.string(plan.identifier)), status: \(status))")
        } else if response.key.isRange {
            writer.line("_ = status")
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
                header.isRequired ? take("header\(index)") : "if let value = header\(index) { \(take("value")) }")
        }
        renderInput(link, to: &writer)
    }

    private static func renderInput(_ link: LinkPlan, to writer: inout SourceWriter) {
        let members = OperationRenderer.inputMembers(link.target)
        let lines = members.enumerated().map { number, member -> String in
            let label = SwiftName.label(member.name)
            if number < link.target.parameters.count, let source = link.parameters[number] {
                let parameter = link.target.parameters[number]
                return "\(label): "
                    + read(
                        parameter.name, parameter.place == "querystring" ? "query" : parameter.place, source,
                        parameter.shape.swiftLiteral(namesAll: false), parameter.type, parameter)
            }
            if isGiven(number, member, link), let body = link.body {
                let isOptional = member.type.hasSuffix("?")
                return "\(label): \(read("", "body", body.source, ".json", body.type, isOptional: isOptional))"
            }
            return "\(label): \(local(member))"
        }
        guard !lines.isEmpty else { return writer.line("return \(link.target.typeName).Input()") }
        writer.block("return \(link.target.typeName).Input(", closing: nil) { writer in
            for (index, line) in lines.enumerated() { writer.line(line + (index == lines.count - 1 ? ")" : ",")) }
        }
    }

    private static func read(
        _ name: String, _ place: String, _ source: String, _ shape: String, _ type: PlannedType,
        _ parameter: ParameterPlan
    ) -> String {
        let value = read(name, place, source, shape, type, isOptional: !parameter.isRequired)
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
