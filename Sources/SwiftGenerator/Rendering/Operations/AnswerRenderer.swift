/// Writes how answers become outputs: at once where all of an answer is there, else as it arrives.
struct AnswerRenderer {
    private let responses: [ResponsePlan]
    private let isWhole: Bool
    /// What a call that may wait begins with.
    private let wait: String

    init(_ responses: [ResponsePlan]) {
        self.responses = responses
        isWhole = !responses.contains(where: \.isStream)
        wait = isWhole ? "" : "await "
    }

    /// Writes how a client gets the output of a call.
    ///
    /// - Parameters:
    ///   - place: The argument that says where the call goes.
    ///   - output: The output's type.
    func renderExchange(_ place: String, output: String, to writer: inout SourceWriter) {
        writer.line(
            "let answer = try await self.transport.\(isWhole ? "wholeAnswer" : "answer")(to: call, \(place), "
                + "limits: self.limits)")
        writer.line("return try \(wait)\(output).read(answer)")
    }

    /// The statuses whose answers have no content, where others have some that is awaited: one by one, or what remains of
    /// a range beside those that are said more precisely. HTTP itself has no content for 204 and 304 (RFC 9110, section
    /// 6.4.1).
    var emptyStatuses: [ClosedRange<Int>] {
        let withoutContent: [ResponsePlan.Key] = [.status(204), .status(304)]
        let hasEmpty = responses.contains { $0.contents.isEmpty && !withoutContent.contains($0.key) }
        guard isWhole, hasEmpty, responses.contains(where: { !$0.contents.isEmpty && !$0.isHeadOnly }) else {
            return []
        }
        let ordered = ordered()
        var result: [ClosedRange<Int>] = []
        for status in 100...599 {
            let response = ordered.first { $0.key.covers(status) }
            guard let response, response.contents.isEmpty else { continue }
            if let last = result.last, last.upperBound == status - 1 {
                result[result.count - 1] = last.lowerBound...status
            } else {
                result.append(status...status)
            }
        }
        return result.filter { ![204...204, 304...304].contains($0) }
    }

    func render(to writer: inout SourceWriter) {
        let type = isWhole ? "WholeAnswer" : "ContractAnswer"
        let effect = isWhole ? "throws(ClientError)" : "async throws"
        writer.block("static func read(_ answer: \(type)) \(effect) -> Self {") { writer in
            writer.line("switch answer.status {")
            for response in ordered() { renderCase(response, to: &writer) }
            writer.line("default: throw \(wait)answer.undeclared()")
            writer.line("}")
        }
    }

    /// The answers with the most precise statuses first.
    private func ordered() -> [ResponsePlan] {
        let rank = { (response: ResponsePlan) -> Int in
            switch response.key {
            case .status: 0
            case .range(type: "AnyStatus", _): 2
            case .range: 1
            }
        }
        return (0...2).flatMap { number in responses.filter { rank($0) == number } }
    }

    private func renderCase(_ response: ResponsePlan, to writer: inout SourceWriter) {
        var values: [String] = []
        var pattern = ""
        switch response.key {
        case .status(let code): pattern = String(code)
        case .range(let type, _):
            pattern = "\(type).codes"
            values.append("status: ResponseStatus<\(type)>(nearest: answer.status)")
        }
        writer.block("case \(pattern):", closing: nil) { writer in
            for header in response.headers { renderHeader(header, to: &writer) }
            let headers = response.headers.map { "\(SwiftName.label($0.swiftName)): \($0.swiftName)" }
            let output = { (body: String?) in
                let list = (values + [body].compactMap(\.self) + headers).joined(separator: ", ")
                return ".\(response.caseName)" + (list.isEmpty ? "" : "(\(list))")
            }
            guard let first = response.contents.first else {
                if !isWhole { writer.line("await answer.discard()") }
                return writer.line("return \(output(nil))")
            }
            if response.isHeadOnly {
                writer.line("let body = answer.contentHead()")
                return writer.line("return \(output("body"))")
            }
            if response.contents.count == 1 {
                renderBody(first, to: &writer)
                return writer.line("return \(output("body"))")
            }
            let mediaTypes = response.contents.map { SwiftLiteral.string($0.mediaType) }.joined(separator: ", ")
            writer.line("switch try answer.mediaType(among: [\(mediaTypes)]) {")
            for (index, content) in response.contents.enumerated() {
                let isLast = index == response.contents.count - 1
                writer.block(isLast ? "default:" : "case \(index):", closing: nil) { writer in
                    renderBody(content, to: &writer)
                    writer.line("return \(output(".\(content.caseName)(body)"))")
                }
            }
            writer.line("}")
        }
    }

    private func renderHeader(_ header: HeaderPlan, to writer: inout SourceWriter) {
        let name = SwiftLiteral.string(header.name)
        let isList = header.isListOfCookies
        let function =
            isList
            ? header.isRequired ? "requiredFields" : "optionalFields" : header.isRequired ? "requiredHeader" : "header"
        let explode = header.isExploded && !isList ? ", explode: true" : ""
        writer.line(
            "let \(header.swiftName) = try answer.\(function)(\(name)\(explode), as: \(header.shape.swiftLiteral())) {")
        writer.line("    \(ValueRenderer.closure(header.type))")
        writer.line("}\(header.defaultLiteral.map { " ?? \($0)" } ?? "")")
    }

    private func renderBody(_ content: ContentPlan, to writer: inout SourceWriter) {
        let mediaType = SwiftLiteral.string(content.mediaType)
        switch content.kind {
        case .json(let type) where type.readsItself:
            writer.line("let body = try \(wait)answer.json(\(mediaType), as: \(type.swiftName).self)")
        case .json(let type): renderClosure("try \(wait)answer.json(\(mediaType))", type, to: &writer)
        case .text(let type, let shape):
            let shape = shape == .string ? "" : ", as: \(shape.swiftLiteral())"
            renderClosure("try \(wait)answer.text(\(mediaType)\(shape))", type, to: &writer)
        case .lines(let type): renderClosure("try answer.lines(\(mediaType))", type, to: &writer)
        case .events(nil): writer.line("let body = try answer.events(\(mediaType))")
        case .events(let type?): renderClosure("try answer.events(\(mediaType))", type, to: &writer)
        case .bytes, .form, .multipart: writer.line("let body = try answer.bytes(\(mediaType))")
        }
    }

    private func renderClosure(_ call: String, _ type: PlannedType, to writer: inout SourceWriter) {
        writer.line("let body = \(call) {")
        writer.line("    \(ValueRenderer.closure(type))")
        writer.line("}")
    }
}
