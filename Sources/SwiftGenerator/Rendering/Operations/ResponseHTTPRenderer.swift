/// Writes how outputs become responses.
enum ResponseHTTPRenderer {
    static func render(_ responses: [ResponsePlan], to writer: inout SourceWriter) {
        // A status of a range may be one that the contract has another response for.
        guard responses.contains(where: \.key.isRange) else {
            return writer.block("var response: ContractResponse {") { writer in
                renderSwitch(responses, to: &writer)
            }
        }
        writer.block("var response: ContractResponse {") { writer in
            writer.block("get throws {") { writer in renderSwitch(responses, to: &writer) }
        }
    }

    private static func renderSwitch(_ responses: [ResponsePlan], to writer: inout SourceWriter) {
        writer.line("switch self {")
        for response in responses { renderCase(response, among: responses, to: &writer) }
        writer.line("}")
    }

    private static func renderCase(
        _ response: ResponsePlan, among responses: [ResponsePlan], to writer: inout SourceWriter
    ) {
        var bindings: [String] = []
        if response.key.isRange { bindings.append("let status") }
        if response.bodyType != nil { bindings.append("let body") }
        bindings += response.headers.map { "let \($0.swiftName)" }
        let list = bindings.isEmpty ? "" : "(\(bindings.joined(separator: ", ")))"
        writer.block("case .\(response.caseName)\(list):", closing: nil) { writer in
            var status = ""
            switch response.key {
            case .status(let code): status = String(code)
            case .range(let type, _):
                writer.line("let status = try status.checked(\(exceptions(type, among: responses)))")
                status = "status"
            }
            if !response.headers.isEmpty { renderHeaders(response.headers, to: &writer) }
            let headers = response.headers.isEmpty ? "" : ", headers: headers"
            if response.isHeadOnly, let first = response.contents.first {
                let mediaType = "mediaType: \(SwiftLiteral.string(first.mediaType))"
                return writer.line("return .head(\(status), body, \(mediaType)\(headers))")
            }
            switch response.contents.count {
            case 0: writer.line("return ContractResponse(status: \(status)\(headers))")
            case 1: writer.line("return \(call(response.contents[0], status, "body", headers))")
            default:
                writer.line("switch body {")
                for content in response.contents {
                    writer.line("case .\(content.caseName)(let value):")
                    writer.line("    return \(call(content, status, "value", headers))")
                }
                writer.line("}")
            }
        }
    }

    /// The statuses within a range that other responses are for.
    private static func exceptions(_ type: String, among responses: [ResponsePlan]) -> String {
        let classes = [
            "InformationalStatus": 1, "SuccessfulStatus": 2, "RedirectionStatus": 3, "ClientErrorStatus": 4,
            "ServerErrorStatus": 5,
        ]
        var codes: [String] = []
        var ranges: [String] = []
        for response in responses {
            switch response.key {
            case .status(let code) where classes[type].map { $0 == code / 100 } ?? true: codes.append(String(code))
            case .range(let other, _) where other != type && type == "AnyStatus": ranges.append("\(other).codes")
            default: break
            }
        }
        let arguments = [
            codes.isEmpty ? nil : "besides: [\(codes.joined(separator: ", "))]",
            ranges.isEmpty ? nil : "ranges: [\(ranges.joined(separator: ", "))]",
        ]
        return arguments.compactMap(\.self).joined(separator: ", ")
    }

    private static func renderHeaders(_ headers: [HeaderPlan], to writer: inout SourceWriter) {
        writer.line("var headers: [HeaderField] = []")
        for header in headers {
            let line = { (value: String) in
                if header.isListOfCookies {
                    let write = "{ writer in \(ValueRenderer.write(header.type, value)) }"
                    return "headers += HeaderField.each(\(SwiftLiteral.string(header.name))) \(write)"
                }
                return "headers.append(\(field(header, value)))"
            }
            if header.isOptional {
                writer.line("if let value = \(header.swiftName) { \(line("value")) }")
            } else {
                writer.line(line(header.swiftName))
            }
        }
    }

    private static func field(_ header: HeaderPlan, _ value: String) -> String {
        let name = SwiftLiteral.string(header.name)
        let write = "{ writer in \(ValueRenderer.write(header.type, value)) }"
        if header.isJSON { return "HeaderField(json: \(name)) \(write)" }
        switch header.type.bare {
        case .string: return "HeaderField(\(name), \(value))"
        case .integer: return "HeaderField(\(name), String(\(value)))"
        default: return "HeaderField(\(name)\(header.isExploded ? ", explode: true" : "")) \(write)"
        }
    }

    private static func call(_ content: ContentPlan, _ status: String, _ value: String, _ headers: String) -> String {
        let mediaType = "mediaType: \(SwiftLiteral.string(content.mediaType))"
        switch content.kind {
        case .json(.structure), .json(.union), .json(.any):
            return ".json(\(status), \(value), \(mediaType)\(headers))"
        case .json(let type):
            return ".json(\(status), \(mediaType)\(headers)) { writer in \(ValueRenderer.write(type, value)) }"
        case .text(let type, _):
            if case .string = type.bare { return ".text(\(status), \(value), \(mediaType)\(headers))" }
            return ".text(\(status), \(mediaType)\(headers)) { writer in \(ValueRenderer.write(type, value)) }"
        case .lines(let type):
            let write = ValueRenderer.write(type, "item")
            return ".lines(\(status), \(value), \(mediaType)\(headers)) { writer, item in \(write) }"
        case .events(nil): return ".events(\(status), \(value), \(mediaType)\(headers))"
        case .events(let type?):
            let write = ValueRenderer.write(type, "item")
            return ".events(\(status), \(value), \(mediaType)\(headers)) { writer, item in \(write) }"
        case .bytes, .form, .multipart: return ".bytes(\(status), \(value), \(mediaType)\(headers))"
        }
    }
}
