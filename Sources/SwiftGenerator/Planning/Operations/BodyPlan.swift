import OpenAPI
import YAML

/// What a body may be: of one media type, or an enum of several.
struct BodyPlan {
    /// The enum's name, when there are several media types.
    var typeName: String
    var contents: [ContentPlan]
    var isRequired: Bool

    var isStream: Bool { contents.contains { $0.kind.isStream } }
    var swiftType: String {
        guard contents.count == 1, let only = contents.first else { return typeName + (isRequired ? "" : "?") }
        return only.kind.swiftName + (isRequired || only.kind.isNullable ? "" : "?")
    }
}

/// One media type of a body.
struct ContentPlan {
    var mediaType: String
    var caseName: String
    var kind: ContentKind
}

/// How a body of a media type is read or written.
enum ContentKind: Sendable {
    case json(PlannedType)
    case text(PlannedType, PlannedShape)
    /// A form; `reserved` names the fields in which `+` is no space.
    case form(PlannedType, PlannedShape, reserved: [String])
    case multipart(MultipartPlan)
    case bytes
    case lines(PlannedType)
    /// Events; nil where nothing is said of what they hold.
    case events(PlannedType?)

    var swiftName: String {
        switch self {
        case .json(let type), .text(let type, _), .form(let type, _, _): type.swiftName
        case .multipart(let form): form.isStreamed ? "BodyStream<\(form.partType)>" : form.typeName
        case .bytes: "ByteStream"
        case .lines(let type): "BodyStream<\(type.swiftName)>"
        case .events(let type): "BodyStream<\(type?.swiftName ?? "ServerSentEvent")>"
        }
    }

    var isStream: Bool {
        switch self {
        case .bytes, .lines, .events: true
        case .multipart(let form): form.isStreamed
        case .json, .text, .form: false
        }
    }

    /// Whether the type is an optional already.
    var isNullable: Bool {
        if case .json(.nullable) = self { true } else { false }
    }

    /// The modules that a declaration with this content needs.
    var modules: Set<PlannedType.Module> {
        switch self {
        case .json(let type), .text(let type, _), .form(let type, _, _): type.modules
        case .multipart(let form): form.parts.reduce(into: []) { $0.formUnion($1.modules) }
        case .bytes: []
        case .events(let type): type?.modules ?? []
        case .lines(let type): type.modules
        }
    }
}

/// A struct for the fields of a `multipart/form-data` body, or an enum of its parts where they are read as they arrive.
struct MultipartPlan {
    var typeName: String
    var parts: [PartPlan]
    var refusesOthers: Bool
    /// The fields that only answers have (`readOnly`), which a request may carry all the same and nobody reads.
    var ignoredNames: [String] = []
    var isStreamed = false

    /// Whether the contract names no part.
    var isOpen: Bool {
        parts.contains { if case .all(besides: []) = $0.kind { true } else { false } }
    }
    /// The type of a part that is read as it arrives.
    var partType: String { isOpen ? "StreamedPart" : typeName }
}

/// A field of a `multipart/form-data` body.
struct PartPlan: Sendable {
    enum Kind {
        case value(PlannedType, PlannedShape)
        /// One of the values of a field with several parts, where they are read as they arrive.
        case element(PlannedType, PlannedShape, minimumCount: Int?, maximumCount: Int?, isUnique: Bool)
        case file(minimumLength: Int?, maximumLength: Int?)
        case files(minimumCount: Int?, maximumCount: Int?, minimumLength: Int?, maximumLength: Int?)
        /// Every part, where the contract names none; those of other names, where it names some and allows others.
        case all(besides: [String])
    }

    var name: String
    var swiftName: String
    var documentation: [String]
    var kind: Kind
    var mediaTypes: [String]
    var isRequired: Bool
    var defaultLiteral: String?
    /// Whether the literal is an optional, for it is read from a text.
    var isDefaultOptional = false
    /// The default and the schema that it is of, until it is known as a literal.
    var pendingDefault: (node: YAMLNode, schema: Schema)?
    /// What is declared of its header; nil for nothing.
    var headers: PartHeadersPlan?
    /// The names of all parts that are no members of it, where it is an object whose members are parts of any name.
    var besides: [String] = []

    /// The part as a member of the form; what is no value is as a text there.
    var member: PlannedShape.Member {
        if case .value(_, let shape) = kind { return PlannedShape.Member(name: name, shape: shape) }
        return PlannedShape.Member(name: name, shape: .string)
    }

    var isOptional: Bool { !isRequired && (defaultLiteral == nil || isDefaultOptional) }

    var swiftType: String {
        switch kind {
        case .value(let type, _): type.swiftName + (isOptional ? "?" : "")
        case .element(let type, _, _, _, _): type.swiftName
        case .file: "BodyPart" + (isRequired ? "" : "?")
        case .files: "[BodyPart]" + (isRequired ? "" : "?")
        case .all: "[BodyPart]"
        }
    }

    var modules: Set<PlannedType.Module> {
        let own: Set<PlannedType.Module> =
            switch kind {
            case .value(let type, _), .element(let type, _, _, _, _): type.modules
            case .file, .files, .all: []
            }
        return (headers?.fields ?? []).reduce(into: own) { $0.formUnion($1.type.modules) }
    }

    /// The type of what its header says; one for each part where there may be several.
    var headersType: String? {
        guard let headers else { return nil }
        return hasSeveral ? "[\(headers.typeName)]" : headers.typeName + (isRequired ? "" : "?")
    }

    /// Whether several parts of the body may be of the field.
    var hasSeveral: Bool {
        switch kind {
        case .value(_, let shape): shape.isArray
        case .file: false
        case .element, .files, .all: true
        }
    }

    /// The names of its parts: its own, and those of an object's members that are parts of their own.
    var fieldNames: [String] {
        guard case .value(_, .spread(let members, _)) = kind else { return [name] }
        return [name] + members.map(\.name)
    }
}

/// A struct for the header fields of a part.
struct PartHeadersPlan {
    var typeName: String
    var swiftName: String
    var fields: [ParameterPlan]
}
