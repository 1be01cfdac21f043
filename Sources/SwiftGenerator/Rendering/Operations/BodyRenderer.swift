/// Writes the declarations of bodies: an enum of several media types, a struct of a form's parts.
enum BodyRenderer {
    /// One stored property of a struct.
    struct Member {
        var name: String
        var type: String
        var documentation: [String]
        var defaultLiteral: String?
    }

    static func render(_ body: BodyPlan, to writer: inout SourceWriter) {
        if body.contents.count > 1 {
            writer.line("/// The body, by its media type.")
            renderEnum(body.typeName, body.contents, to: &writer)
            writer.line()
        }
        for content in body.contents {
            guard case .multipart(let form) = content.kind else { continue }
            for part in form.parts {
                guard let headers = part.headers else { continue }
                let fields = headers.fields.map {
                    Member(name: $0.swiftName, type: $0.swiftType, documentation: $0.documentation)
                }
                writer.line("/// The header fields of a part `\(part.name)`.")
                renderStruct(headers.typeName, fields, isEquatable: true, initializer: "Makes a header.", to: &writer)
                writer.line()
            }
            guard !form.isStreamed else {
                StreamedFormRenderer.renderDeclaration(form, to: &writer)
                continue
            }
            let members = form.parts.flatMap { part -> [Member] in
                let own = Member(
                    name: part.swiftName, type: part.swiftType, documentation: part.documentation,
                    defaultLiteral: part.defaultLiteral)
                guard let headers = part.headers, let type = part.headersType else { return [own] }
                let documentation = ["What the header of `\(part.name)` says."]
                // Where nothing must be said, nothing need be.
                let mayBeEmpty = type == headers.typeName && headers.fields.allSatisfy { $0.swiftType.hasSuffix("?") }
                return [
                    own,
                    Member(
                        name: headers.swiftName, type: type, documentation: documentation,
                        defaultLiteral: mayBeEmpty ? "\(type)()" : nil),
                ]
            }
            writer.line("/// The parts of a form.")
            renderStruct(form.typeName, members, isEquatable: true, initializer: "Makes a form.", to: &writer)
            writer.line()
        }
    }

    static func render(_ accept: AcceptPlan, to writer: inout SourceWriter) {
        writer.line("/// The media types that the operation can answer with.")
        writer.block("public enum \(accept.typeName): String, CaseIterable, Hashable, Sendable {") { writer in
            for (name, mediaType) in accept.cases {
                writer.documentation(["`\(mediaType)`."])
                writer.line("case \(name) = \(SwiftLiteral.string(mediaType))")
            }
        }
        writer.line()
    }

    static func renderEnum(_ name: String, _ contents: [ContentPlan], to writer: inout SourceWriter) {
        let isEquatable = !contents.contains { $0.kind.isStream }
        writer.block("public enum \(name): \(isEquatable ? "Equatable, " : "")Sendable {") { writer in
            for content in contents {
                writer.documentation(["`\(content.mediaType)`."])
                writer.line("case \(content.caseName)(\(content.kind.swiftName))")
            }
        }
    }

    static func renderStruct(
        _ name: String, _ members: [Member], isEquatable: Bool, initializer: String, to writer: inout SourceWriter
    ) {
        writer.block("public struct \(name): \(isEquatable ? "Equatable, " : "")Sendable {") { writer in
            renderMembers(members, initializer: initializer, to: &writer)
        }
    }

    /// Writes the stored properties of a struct and its initializer.
    static func renderMembers(_ members: [Member], initializer: String, to writer: inout SourceWriter) {
        for member in members {
            writer.documentation(member.documentation)
            writer.line("public var \(member.name): \(member.type)")
        }
        if !members.isEmpty { writer.line() }
        let parameters = members.map { member in
            let fallback = member.defaultLiteral ?? (member.type.hasSuffix("?") ? "nil" : nil)
            return "\(member.name): \(member.type)" + (fallback.map { " = \($0)" } ?? "")
        }
        writer.line("/// \(initializer)")
        writer.block("public init(\(parameters.joined(separator: ", "))) {") { writer in
            for member in members { writer.line("self.\(member.name) = \(member.name)") }
        }
    }
}
