/// Writes how the parts of a form are read.
enum MultipartHTTPRenderer {
    static func render(
        _ form: MultipartPlan, of plan: OperationPlan, mediaType: String, to writer: inout SourceWriter
    ) {
        guard !form.isStreamed else {
            return StreamedFormRenderer.renderRead(form, of: plan, mediaType: mediaType, to: &writer)
        }
        writer.block("extension \(plan.typeName).\(form.typeName) {") { writer in
            writer.block("static func read(_ request: ContractRequest) async throws -> Self? {") { writer in
                let arguments = "\(SwiftLiteral.string(mediaType)), limit: \(plan.maximumBodyBytes)"
                writer.line(
                    "guard \(form.refusesOthers || !form.isOpen ? "var" : "let") parts = try await request.multipartBody(\(arguments)) "
                        + "else { return nil }")
                for part in form.parts {
                    renderPart(part, to: &writer)
                    if let headers = part.headers { renderHeaders(headers, of: part, in: plan, to: &writer) }
                }
                if form.refusesOthers {
                    let names = (form.parts.flatMap(\.fieldNames) + form.ignoredNames).map(SwiftLiteral.string)
                        .joined(separator: ", ")
                    writer.line("parts.refuseOthers(than: [\(names)])")
                }
                writer.line("try parts.finish()")
                let required = form.parts.filter { part in
                    if case .all = part.kind { false } else { part.isRequired }
                }
                if !required.isEmpty {
                    let headers = required.filter { !$0.hasSeveral }.compactMap { $0.headers?.swiftName }
                    let bindings = (required.map(\.swiftName) + headers).map { "let \($0)" }.joined(separator: ", ")
                    writer.line("guard \(bindings) else { throw parts.failure() }")
                }
                let names = form.parts.flatMap { [$0.swiftName] + [$0.headers?.swiftName].compactMap(\.self) }
                let list = names.map { "\(SwiftName.label($0)): \($0)" }
                writer.line("return Self(\(list.joined(separator: ", ")))")
            }
        }
    }

    private static func renderHeaders(
        _ headers: PartHeadersPlan, of part: PartPlan, in plan: OperationPlan, to writer: inout SourceWriter
    ) {
        let type = "\(plan.typeName).\(headers.typeName)"
        let head = "let \(headers.swiftName) = parts.headers(of: \(SwiftLiteral.string(part.name))) {"
        writer.block(head, closing: part.hasSeveral ? "}" : "}.first") { writer in
            renderFields(headers, type: type, to: &writer)
        }
    }

    /// Writes the inside of a closure that reads the header of one part.
    static func renderFields(_ headers: PartHeadersPlan, type: String, to writer: inout SourceWriter) {
        writer.line("(fields: inout ParameterReader) -> \(type)? in")
        for field in headers.fields {
            writer.line("let \(field.swiftName) = fields.\(OperationHTTPRenderer.function(field)) {")
            writer.line("    \(ValueRenderer.closure(field.type))")
            writer.line("}")
        }
        let required = headers.fields.filter(\.isRequired).map { "let \($0.swiftName)" }
        if !required.isEmpty { writer.line("guard \(required.joined(separator: ", ")) else { return nil }") }
        let list = headers.fields.map { "\(SwiftName.label($0.swiftName)): \($0.swiftName)" }
        writer.line("return \(type)(\(list.joined(separator: ", ")))")
    }

    private static func renderPart(_ part: PartPlan, to writer: inout SourceWriter) {
        let requirement = part.isRequired ? "required" : "optional"
        var arguments = [SwiftLiteral.string(part.name)]
        if !part.mediaTypes.isEmpty {
            arguments.append("mediaTypes: [\(part.mediaTypes.map(SwiftLiteral.string).joined(separator: ", "))]")
        }
        switch part.kind {
        // Only streamed forms have elements.
        case .element: break
        case .value(let type, let shape):
            arguments.append("as: \(shape.swiftLiteral(namesAll: false))")
            if !part.besides.isEmpty {
                arguments.append("besides: [\(part.besides.map(SwiftLiteral.string).joined(separator: ", "))]")
            }
            let head = "let \(part.swiftName) = parts.\(requirement)(\(arguments.joined(separator: ", "))) {"
            writer.line(head)
            writer.line("    \(ValueRenderer.closure(type))")
            writer.line("}\(part.defaultLiteral.map { " ?? \($0)" } ?? "")")
        case .file(let minimum, let maximum):
            if let minimum { arguments.append("minimumLength: \(minimum)") }
            if let maximum { arguments.append("maximumLength: \(maximum)") }
            writer.line(
                "let \(part.swiftName) = parts.\(requirement)File(\(arguments.joined(separator: ", ")))")
        case .files(let minimum, let maximum, let minimumLength, let maximumLength):
            if let minimum { arguments.append("minimumCount: \(minimum)") }
            if let maximum { arguments.append("maximumCount: \(maximum)") }
            if let minimumLength { arguments.append("minimumLength: \(minimumLength)") }
            if let maximumLength { arguments.append("maximumLength: \(maximumLength)") }
            writer.line(
                "let \(part.swiftName) = parts.\(requirement)Files(\(arguments.joined(separator: ", ")))")
        case .all(let names):
            let others = "others(than: [\(names.map(SwiftLiteral.string).joined(separator: ", "))])"
            writer.line("let \(part.swiftName) = parts.\(names.isEmpty ? "all" : others)")
        }
    }
}
