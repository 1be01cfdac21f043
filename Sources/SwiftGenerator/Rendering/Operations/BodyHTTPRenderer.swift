/// Writes how the body of a request is read.
enum BodyHTTPRenderer {
    static func render(_ body: BodyPlan, of plan: OperationPlan, to writer: inout SourceWriter) {
        guard body.contents.count == 1, let only = body.contents.first else {
            return renderChoice(body, of: plan, to: &writer)
        }
        let isFlattened = only.kind.isNullable && !body.isRequired
        let name = body.isRequired || isFlattened ? "content" : "body"
        renderRead(only, of: plan, head: "let \(name) = ", tail: "", to: &writer)
        if isFlattened { writer.line("let body = content ?? nil") }
        if body.isRequired { renderGuard(to: &writer) }
    }

    /// The body's own media type tells which of several it is.
    private static func renderChoice(_ body: BodyPlan, of plan: OperationPlan, to writer: inout SourceWriter) {
        let name = body.isRequired ? "content" : "body"
        let type = "\(plan.typeName).\(body.typeName)"
        let mediaTypes = body.contents.map { SwiftLiteral.string($0.mediaType) }.joined(separator: ", ")
        writer.line("var \(name): \(type)?")
        writer.line("switch try request.mediaType(among: [\(mediaTypes)]) {")
        for (index, content) in body.contents.enumerated() {
            writer.block("case \(index):", closing: nil) { writer in
                renderRead(
                    content, of: plan, head: "\(name) = ", tail: ".map(\(type).\(content.caseName))", to: &writer)
            }
        }
        writer.line("default: break")
        writer.line("}")
        if body.isRequired { renderGuard(to: &writer) }
    }

    private static func renderGuard(to writer: inout SourceWriter) {
        writer.line("guard let body = content else { throw ContractFailure.missingBody }")
    }

    private static func renderRead(
        _ content: ContentPlan, of plan: OperationPlan, head: String, tail: String, to writer: inout SourceWriter
    ) {
        let arguments = "\(SwiftLiteral.string(content.mediaType)), limit: \(plan.maximumBodyBytes)"
        switch content.kind {
        case .json(let type):
            renderClosure("\(head)try await request.jsonBody(\(arguments)) {", type, tail, to: &writer)
        case .text(let type, let shape):
            let shape = shape == .string ? "" : ", as: \(shape.swiftLiteral())"
            renderClosure("\(head)try await request.textBody(\(arguments)\(shape)) {", type, tail, to: &writer)
        case .form(let type, let shape, let reserved):
            // A member that is written as `name[member]` is known by its shape, and any other is a string, where no property
            // takes fields of any name.
            let shape = shape.swiftLiteral(namesAll: shape.takesFieldsOfAnyName)
            let names = reserved.map(SwiftLiteral.string).joined(separator: ", ")
            let more = names.isEmpty ? "" : ", allowReserved: [\(names)]"
            renderClosure(
                "\(head)try await request.formBody(\(arguments), as: \(shape)\(more)) {", type, tail, to: &writer)
        case .lines(let type):
            renderClosure("\(head)try request.lineBody(\(arguments)) {", type, tail, to: &writer)
        case .bytes, .events: writer.line("\(head)try request.byteBody(\(arguments))\(tail)")
        case .multipart(let form) where form.isStreamed && form.isOpen:
            writer.line("\(head)try request.streamedMultipartBody(\(arguments)) { part in part.streamed }\(tail)")
        case .multipart(let form) where form.isStreamed:
            writer.line("\(head)try \(plan.typeName).\(form.typeName).read(request)\(tail)")
        case .multipart(let form):
            writer.line("\(head)try await \(plan.typeName).\(form.typeName).read(request)\(tail)")
        }
    }

    private static func renderClosure(
        _ head: String, _ type: PlannedType, _ tail: String, to writer: inout SourceWriter
    ) {
        writer.line(head)
        writer.line("    \(ValueRenderer.closure(type))")
        writer.line("}\(tail)")
    }
}
