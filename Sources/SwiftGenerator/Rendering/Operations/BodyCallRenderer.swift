/// Writes how the body of a request is sent.
enum BodyCallRenderer {
    static func render(_ body: BodyPlan, of plan: OperationPlan, to writer: inout SourceWriter) {
        guard body.contents.count == 1, let only = body.contents.first else {
            return renderChoice(body, to: &writer)
        }
        let mayBeAbsent = body.swiftType.hasSuffix("?") && !(body.isRequired && only.kind.isNullable)
        guard mayBeAbsent else { return renderContent(only, "input.body", to: &writer) }
        writer.block("if let body = input.body {") { writer in
            renderContent(only, "body", isPresent: true, to: &writer)
        }
    }

    private static func renderChoice(_ body: BodyPlan, to writer: inout SourceWriter) {
        writer.line("switch input.body {")
        for content in body.contents {
            writer.block("case .\(content.caseName)(let body)\(body.isRequired ? "" : "?"):", closing: nil) { writer in
                renderContent(content, "body", to: &writer)
            }
        }
        if !body.isRequired { writer.line("case nil: break") }
        writer.line("}")
    }

    /// - Parameter isPresent: Whether the value is known not to be nil.
    private static func renderContent(
        _ content: ContentPlan, _ value: String, isPresent: Bool = false, to writer: inout SourceWriter
    ) {
        let mediaType = SwiftLiteral.string(content.mediaType)
        switch content.kind {
        case .json(.nullable(let type)) where isPresent:
            writer.line("call.json(\(mediaType)) { writer in \(ValueRenderer.write(type, value)) }")
        case .json(let type):
            writer.line("call.json(\(mediaType)) { writer in \(ValueRenderer.write(type, value)) }")
        case .text(let type, _):
            writer.line("call.text(\(mediaType)) { writer in \(ValueRenderer.write(type, value)) }")
        case .form(let type, let shape, _):
            let shape = shape.swiftLiteral(namesAll: false)
            writer.line("call.form(\(mediaType), as: \(shape)) { writer in \(ValueRenderer.write(type, value)) }")
        case .lines(let type):
            writer.line(
                "call.lines(\(mediaType), \(value)) { writer, item in \(ValueRenderer.write(type, "item")) }")
        case .bytes, .events: writer.line("call.bytes(\(mediaType), \(value))")
        case .multipart(let form) where form.isStreamed:
            StreamedFormRenderer.renderCall(form, mediaType: mediaType, value, to: &writer)
        case .multipart(let form):
            writer.block("call.multipart(\(mediaType)) { form in") { writer in
                for part in form.parts { renderPart(part, value, to: &writer) }
            }
        }
    }

    private static func renderPart(_ part: PartPlan, _ form: String, to writer: inout SourceWriter) {
        let value = "\(form).\(part.swiftName)"
        if case .all = part.kind { return writer.line("for part in \(value) { form.append(part) }") }
        let line = { (value: String) in statement(part, value) }
        writer.line(!part.isOptional ? line(value) : "if let value = \(value) { \(line("value")) }")
        if let headers = part.headers { renderHeaders(headers, of: part, form, to: &writer) }
    }

    private static func renderHeaders(
        _ headers: PartHeadersPlan, of part: PartPlan, _ form: String, to writer: inout SourceWriter
    ) {
        let value = "\(form).\(headers.swiftName)"
        let head =
            part.hasSeveral
            ? "for (index, headers) in \(value).enumerated() {"
            : part.isRequired ? "do {" : "if let headers = \(value) {"
        let source = part.hasSeveral || !part.isRequired ? "headers" : value
        writer.block(head) { writer in
            renderFields(headers, of: part, source, index: part.hasSeveral ? "index" : nil, to: &writer)
        }
    }

    /// - Parameter index: Which of the parts of the field they belong to; nil for the only one.
    static func renderFields(
        _ headers: PartHeadersPlan, of part: PartPlan, _ source: String, index: String? = nil,
        to writer: inout SourceWriter
    ) {
        for field in headers.fields {
            var arguments = [SwiftLiteral.string(field.name), "of: \(SwiftLiteral.string(part.name))"]
            if let index { arguments.append("at: \(index)") }
            arguments += field.format
            if field.shape == .json { arguments.append("isJSON: true") }
            let call = { (value: String) in
                "form.header(\(arguments.joined(separator: ", "))) { writer in "
                    + "\(ValueRenderer.write(field.type, value)) }"
            }
            let member = "\(source).\(field.swiftName)"
            writer.line(field.isOptional ? "if let value = \(member) { \(call("value")) }" : call(member))
        }
    }

    /// - Parameter isStreamed: Whether the bytes of a file come as they are made.
    static func statement(_ part: PartPlan, _ value: String, isStreamed: Bool = false) -> String {
        var arguments = [SwiftLiteral.string(part.name)]
        if let mediaType = part.mediaTypes.first(where: { !$0.contains("*") }) {
            arguments.append("mediaType: \(SwiftLiteral.string(mediaType))")
        }
        switch part.kind {
        case .value(let type, let shape), .element(let type, let shape, _, _, _):
            arguments.append("as: \(shape.swiftLiteral(namesAll: false))")
            return "form.write(\(arguments.joined(separator: ", "))) { writer in \(ValueRenderer.write(type, value)) }"
        case .file where isStreamed, .files where isStreamed:
            return "form.stream(\((arguments + [value]).joined(separator: ", ")))"
        case .file: return "form.file(\((arguments + [value]).joined(separator: ", ")))"
        case .files: return "form.files(\((arguments + [value]).joined(separator: ", ")))"
        case .all: return "form.append(\(value))"
        }
    }
}
