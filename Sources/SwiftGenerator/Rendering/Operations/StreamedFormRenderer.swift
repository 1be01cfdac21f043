/// Writes what is to be declared, read and sent of a form whose parts are read as they arrive.
enum StreamedFormRenderer {
    /// Writes an enum with a case for each field; a form that names none has no type of its own.
    static func renderDeclaration(_ form: MultipartPlan, to writer: inout SourceWriter) {
        guard !form.isOpen else { return }
        writer.line("/// One part of a form, in the order of the body.")
        writer.block("public enum \(form.typeName): Sendable {") { writer in
            for part in form.parts {
                writer.documentation(part.documentation.isEmpty ? ["`\(part.name)`."] : part.documentation)
                let headers = part.headers.map { ", headers: \($0.typeName)" } ?? ""
                writer.line("case \(part.swiftName)(\(valueType(part))\(headers))")
            }
            guard !form.refusesOthers else { return }
            writer.line("/// Any other part.")
            writer.line("case other(StreamedPart)")
        }
        writer.line()
    }

    private static func valueType(_ part: PartPlan) -> String {
        switch part.kind {
        case .value(let type, _), .element(let type, _, _, _, _): type.swiftName
        case .file, .files, .all: "StreamedPart"
        }
    }

    static func renderRead(
        _ form: MultipartPlan, of plan: OperationPlan, mediaType: String, to writer: inout SourceWriter
    ) {
        writer.block("extension \(plan.typeName).\(form.typeName) {") { writer in
            let head = "static func read(_ request: ContractRequest) throws(ContractFailure) -> BodyStream<Self>? {"
            writer.block(head) { writer in
                writer.block("let rules: [PartRule] = [", closing: "]") { writer in
                    for part in form.parts { writer.line("PartRule(\(ruleArguments(part).joined(separator: ", "))),") }
                }
                let ignored = form.ignoredNames.map(SwiftLiteral.string).joined(separator: ", ")
                let arguments =
                    "\(SwiftLiteral.string(mediaType)), limit: \(plan.maximumBodyBytes), rules: rules"
                    + (ignored.isEmpty ? "" : ", ignoring: [\(ignored)]")
                writer.block("return try request.streamedMultipartBody(\(arguments)) {") { writer in
                    writer.line("(part: ArrivingPart) async throws -> Self in")
                    writer.line("switch part.name {")
                    for part in form.parts {
                        writer.block("case \(SwiftLiteral.string(part.name)):", closing: nil) { writer in
                            renderCase(part, of: plan, to: &writer)
                        }
                    }
                    writer.line(
                        form.refusesOthers
                            ? "default: throw part.unknown" : "default: return Self.other(part.streamed)")
                    writer.line("}")
                }
            }
        }
    }

    private static func ruleArguments(_ part: PartPlan) -> [String] {
        var arguments = [SwiftLiteral.string(part.name)]
        if !part.mediaTypes.isEmpty {
            arguments.append("mediaTypes: [\(part.mediaTypes.map(SwiftLiteral.string).joined(separator: ", "))]")
        }
        if part.isRequired { arguments.append("isRequired: true") }
        if part.hasSeveral { arguments.append("isRepeated: true") }
        func bounds(_ name: String, _ minimum: Int?, _ maximum: Int?) {
            if let minimum { arguments.append("minimum\(name): \(minimum)") }
            if let maximum { arguments.append("maximum\(name): \(maximum)") }
        }
        switch part.kind {
        case .value, .all: break
        case .element(_, _, let minimum, let maximum, let isUnique):
            bounds("Count", minimum, maximum)
            if isUnique { arguments.append("isUnique: true") }
        case .file(let minimum, let maximum): bounds("Length", minimum, maximum)
        case .files(let minimumCount, let maximumCount, let minimumLength, let maximumLength):
            bounds("Count", minimumCount, maximumCount)
            bounds("Length", minimumLength, maximumLength)
        }
        return arguments
    }

    private static func renderCase(_ part: PartPlan, of plan: OperationPlan, to writer: inout SourceWriter) {
        if let headers = part.headers {
            let type = "\(plan.typeName).\(headers.typeName)"
            writer.block("let headers = try part.headers {") { writer in
                MultipartHTTPRenderer.renderFields(headers, type: type, to: &writer)
            }
        }
        let headers = part.headers == nil ? "" : ", headers: headers"
        let isElement = if case .element = part.kind { ", isElement: true" } else { "" }
        switch part.kind {
        case .value(let type, let shape), .element(let type, let shape, _, _, _):
            let shape = shape.swiftLiteral(namesAll: false)
            writer.line("let value = try await part.value(as: \(shape)\(isElement)) {")
            writer.line("    \(ValueRenderer.closure(type))")
            writer.line("}")
            writer.line("return Self.\(part.swiftName)(value\(headers))")
        case .file, .files, .all: writer.line("return Self.\(part.swiftName)(part.streamed\(headers))")
        }
    }

    /// - Parameters:
    ///   - mediaType: The media type as a literal.
    ///   - value: The expression for the parts.
    static func renderCall(
        _ form: MultipartPlan, mediaType: String, _ value: String, to writer: inout SourceWriter
    ) {
        writer.block("call.multipart(\(mediaType), \(value)) { form, part in") { writer in
            guard !form.isOpen else { return writer.line("form.append(part)") }
            writer.line("switch part {")
            for part in form.parts {
                let headers = part.headers == nil ? "" : ", let headers"
                writer.block("case .\(part.swiftName)(let value\(headers)):", closing: nil) { writer in
                    writer.line(BodyCallRenderer.statement(part, "value", isStreamed: true))
                    guard let headers = part.headers else { return }
                    BodyCallRenderer.renderFields(headers, of: part, "headers", to: &writer)
                }
            }
            if !form.refusesOthers { writer.line("case .other(let value): form.append(value)") }
            writer.line("}")
        }
    }
}
