/// Writes the servers of a contract as constructors of a URL.
enum ServerRenderer {
    static func render(_ client: ClientPlan, to writer: inout SourceWriter) {
        writer.line("/// Where the service is.")
        writer.block("public struct \(client.serverName): Hashable, Sendable {") { writer in
            writer.line("/// The URL that the paths of the contract stand below.")
            writer.line("public var url: String")
            writer.line()
            writer.line("/// Takes the URL of any server, such as one of a test.")
            writer.block("public init(url: String) {") { $0.line("self.url = url") }
            for server in client.servers {
                writer.line()
                renderConstructor(server, to: &writer)
            }
            for variable in client.servers.flatMap(\.variables) {
                guard let name = variable.typeName else { continue }
                writer.line()
                writer.documentation(
                    ["What `\(variable.name)` may be in a server's URL."]
                        + (variable.documentation.isEmpty ? [] : [""] + variable.documentation))
                writer.block("public enum \(name): String, CaseIterable, Hashable, Sendable {") { writer in
                    for (name, value) in variable.values {
                        writer.documentation(["`\(value)`."])
                        writer.line("case \(name) = \(SwiftLiteral.string(value))")
                    }
                }
            }
        }
    }

    private static func renderConstructor(_ server: ServerPlan, to writer: inout SourceWriter) {
        writer.documentation(server.documentation)
        var parameters = server.isRelative ? ["below origin: String"] : []
        for variable in server.variables {
            var fallback = " = \(SwiftLiteral.string(variable.defaultValue))"
            if variable.typeName != nil {
                fallback = variable.values.first { $0.value == variable.defaultValue }.map { " = .\($0.name)" } ?? ""
            }
            parameters.append("\(variable.swiftName): \(variable.typeName ?? "String")\(fallback)")
        }
        writer.block(
            "public static func \(server.functionName)(\(parameters.joined(separator: ", "))) -> Self {"
        ) { writer in
            let origin = "(origin.hasSuffix(\"/\") ? String(origin.dropLast()) : origin) + "
            writer.line("Self(url: \(server.isRelative ? origin : "")\(url(server)))")
        }
    }

    /// The URL as a literal with the variables in it.
    private static func url(_ server: ServerPlan) -> String {
        var pieces: [String] = []
        var rest = server.url[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = String(rest[rest.index(after: open)..<close])
            if open > rest.startIndex { pieces.append(SwiftLiteral.string(String(rest[..<open]))) }
            if let variable = server.variables.first(where: { $0.name == name }) {
                pieces.append(variable.swiftName + (variable.typeName == nil ? "" : ".rawValue"))
            } else {
                pieces.append(SwiftLiteral.string("{\(name)}"))
            }
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty || pieces.isEmpty { pieces.append(SwiftLiteral.string(String(rest))) }
        return pieces.count == 1 ? pieces[0] : "[\(pieces.joined(separator: ", "))].joined()"
    }
}
