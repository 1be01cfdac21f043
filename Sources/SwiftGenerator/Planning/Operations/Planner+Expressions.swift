import OpenAPI

/// What callbacks and links say of a request.
extension Planner {
    /// An expression as a `RequestPart`; nil where the operation's input does not have it.
    static func requestPart(_ expression: RuntimeExpression, of operation: OperationPlan) -> String? {
        func has(_ name: String, in place: String) -> Bool {
            operation.parameters.contains { parameter in
                parameter.place == place
                    && (place == "header" ? parameter.name.lowercased() == name.lowercased() : parameter.name == name)
            }
        }
        switch expression {
        case .method: return ".method"
        case .request(.header(let name)) where has(name, in: "header"): return ".header(\(SwiftLiteral.string(name)))"
        case .request(.query(let name)) where has(name, in: "query"): return ".query(\(SwiftLiteral.string(name)))"
        case .request(.path(let name)) where has(name, in: "path"): return ".path(\(SwiftLiteral.string(name)))"
        case .request(.body(let pointer)):
            guard let contents = operation.body?.contents, !contents.isEmpty,
                contents.allSatisfy({ if case .json = $0.kind { true } else { false } })
            else { return nil }
            return ".body(pointer: \(SwiftLiteral.string(pointer)))"
        case .url, .statusCode, .request, .response: return nil
        }
    }
}
