import OpenAPI
import YAML

extension Planner {
    /// The answers of an operation; one that declares none may answer any status without a body.
    mutating func responses(_ operation: Operation, typeName: String) -> [ResponsePlan] {
        guard !operation.responses.isEmpty else {
            return [
                ResponsePlan(
                    key: .range(type: "AnyStatus", text: "default"), caseName: "other",
                    documentation: ["The contract declares no answer."], contentTypeName: "", contents: [],
                    headers: [])
            ]
        }
        let names = SwiftName.unique(operation.responses.map { Self.caseName($0.key) })
        let typeNames = nestedNames(
            names.map { SwiftName.type($0) + "Content" }, of: operation, typeName: typeName)
        var plans: [ResponsePlan] = []
        for (index, response) in operation.responses.enumerated() {
            plans.append(
                plan(response, caseName: names[index], contentTypeName: typeNames[index], typeName: typeName))
            plans[index].isHeadOnly = operation.method == "head"
        }
        return plans
    }

    /// Whether an answer has a body at all (RFC 9110, sections 15.2, 15.3.5, 15.3.6 and 15.4.5).
    private static func mayHaveBody(_ key: Response.Key) -> Bool {
        switch key {
        case .status(let code): code >= 200 && ![204, 205, 304].contains(code)
        case .range(let digit): digit != 1
        case .default: true
        }
    }

    /// The media types of an answer, those that it cannot have passed over.
    private func content(_ response: Response) -> [MediaType] {
        guard let first = response.content.first, !Self.mayHaveBody(response.key) else {
            return toldApart(response.content, mergesParameters: false)
        }
        collector.warning(
            .unsupported, "an answer of this status has no body, so its 'content' says nothing", at: first.location)
        return []
    }

    private static func caseName(_ key: Response.Key) -> String {
        switch key {
        case .status(let code): StatusName.member(code)
        case .range(1): "informational"
        case .range(2): "successful"
        case .range(3): "redirection"
        case .range(4): "clientError"
        case .range: "serverError"
        case .default: "other"
        }
    }

    static func key(_ key: Response.Key) -> ResponsePlan.Key {
        switch key {
        case .status(let code): .status(code)
        case .range(1): .range(type: "InformationalStatus", text: "1XX")
        case .range(2): .range(type: "SuccessfulStatus", text: "2XX")
        case .range(3): .range(type: "RedirectionStatus", text: "3XX")
        case .range(4): .range(type: "ClientErrorStatus", text: "4XX")
        case .range: .range(type: "ServerErrorStatus", text: "5XX")
        case .default: .range(type: "AnyStatus", text: "default")
        }
    }

    private mutating func plan(
        _ response: Response, caseName: String, contentTypeName: String, typeName: String
    ) -> ResponsePlan {
        let content = content(response)
        let names = Self.caseNames(content.map(\.name))
        var contents: [ContentPlan] = []
        for (index, media) in content.enumerated() {
            checkStreaming(media)
            let suffix = content.count == 1 ? "" : " " + names[index]
            contents.append(
                ContentPlan(
                    mediaType: media.name, caseName: names[index],
                    kind: kind(of: media, path: [typeName, caseName + suffix])))
        }
        let headers = headers(response, path: [typeName, caseName])
        var documentation = documentation(
            response.description.isEmpty ? response.summary : response.description)
        if !response.links.isEmpty {
            documentation += ["", "Links: " + response.links.map(Self.words).joined(separator: ", ") + "."]
        }
        return ResponsePlan(
            key: Self.key(response.key), caseName: caseName, documentation: documentation,
            contentTypeName: contentTypeName, contents: contents, headers: headers)
    }

    private static func words(_ link: Link) -> String {
        switch link.target {
        case .identifier(let text), .reference(let text): "\(link.name) to \(text)"
        }
    }

    /// What else generated code calls by a name where it writes and reads headers.
    private static let namesBesideHeaders: Set = ["answer", "body", "headers", "status", "writer"]

    /// The headers of an answer. `Content-Type` is none of them (OpenAPI 3.2, section 4.8.16).
    private mutating func headers(_ response: Response, path: [String]) -> [HeaderPlan] {
        let headers = response.headers.filter { $0.name.lowercased() != "content-type" }
        let names = SwiftName.members(
            headers.map { ($0.name, swiftName($0.extensions)) },
            avoiding: Self.namesBesideHeaders, by: self.names)
        var plans: [HeaderPlan] = []
        for (header, name) in zip(headers, names) {
            var type = Self.anyString
            var shape = PlannedShape.string
            let media = header.content.first
            if let media {
                (type, shape) = writtenValue(media, of: "a header", other: "'schema'", path: path + [header.name])
            } else if let schema = header.schema {
                type = valueType(schema, path: path + [header.name])
                shape = self.shape(of: schema)
                checkHeader(shape, schema)
            }
            plans.append(
                HeaderPlan(
                    name: header.name, swiftName: name, type: type, shape: shape, isRequired: header.isRequired,
                    isExploded: header.isExploded, isJSON: media.map { MediaType.isJSON($0.name) } ?? false,
                    pendingDefault: header.isRequired || Self.isReadFromText(type)
                        ? nil : (header.schema ?? media?.schema).flatMap { pendingDefault(of: $0) }))
        }
        return plans
    }

    /// The media types to choose from, when a client may get several: those of successful answers.
    func accept(_ responses: [ResponsePlan], of operation: Operation, typeName: String) -> AcceptPlan? {
        var mediaTypes: [String] = []
        for response in responses where Self.isSuccessful(response.key) {
            for content in response.contents where !mediaTypes.contains(content.mediaType) {
                mediaTypes.append(content.mediaType)
            }
        }
        guard mediaTypes.count > 1 else { return nil }
        let names = Self.caseNames(mediaTypes)
        return AcceptPlan(
            typeName: nestedNames(["ResponseMediaType"], of: operation, typeName: typeName)[0],
            cases: zip(names, mediaTypes).map { ($0, $1) })
    }

    private static func isSuccessful(_ key: ResponsePlan.Key) -> Bool {
        switch key {
        case .status(let code): (200...299).contains(code)
        case .range(let type, _): type == "SuccessfulStatus"
        }
    }
}
