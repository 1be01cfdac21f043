import OpenAPI
import YAML

/// The header fields of the parts of a form (`headers` of an encoding; OpenAPI 3.2, section 4.8.15.1).
extension Planner {
    /// Adds what is declared of a part's header. `Content-Type` is said by `contentType` alone.
    mutating func addHeaders(_ encoding: Encoding, typeName: String, path: [String], to part: inout PartPlan) {
        let headers = encoding.headers.filter { $0.name.lowercased() != "content-type" }
        guard !headers.isEmpty else { return }
        if case .value(_, let shape) = part.kind, shape.isObject || shape.isSpread {
            collector.error(
                "'headers' of '\(encoding.name)' say nothing: its members are parts of their own",
                at: encoding.location)
        }
        let names = SwiftName.members(headers.map { ($0.name, swiftName($0.extensions)) }, avoiding: ["fields"])
        let fields = zip(headers, names).map { field($0, swiftName: $1, path: path + [encoding.name, $0.name]) }
        let type = SwiftName.unique([typeName + SwiftName.type(encoding.name) + "Headers"], avoiding: takenNames)
        part.headers = PartHeadersPlan(typeName: type[0], swiftName: "", fields: fields)
    }

    /// Gives the properties for headers names that no part has.
    func nameHeaders(_ parts: inout [PartPlan]) {
        var taken = Set(parts.map(\.swiftName)).union(["parts", "request"])
        for index in parts.indices where parts[index].headers != nil {
            let name = SwiftName.unique([SwiftName.member(parts[index].name + " headers")], avoiding: taken)[0]
            taken.insert(name)
            parts[index].headers?.swiftName = name
        }
    }

    private mutating func field(_ header: Header, swiftName: String, path: [String]) -> ParameterPlan {
        var plan = ParameterPlan(
            name: header.name, swiftName: swiftName, place: "header",
            documentation: documentation(header.description, isDeprecated: header.isDeprecated),
            type: Self.anyString, shape: .string, isRequired: header.isRequired)
        if let media = header.content.first {
            let isJSON = MediaType.isJSON(media.name)
            if !isJSON, !media.name.hasPrefix("text/") {
                collector.error(
                    "a header cannot be written as '\(media.name)'; use application/json or 'schema'",
                    at: media.location)
            }
            plan.type = media.schema.map { valueType($0, path: path) } ?? (isJSON ? .any : Self.anyString)
            plan.shape = isJSON ? .json : media.schema.map { shape(of: $0) } ?? .string
        } else if let schema = header.schema {
            plan.type = valueType(schema, path: path)
            plan.shape = shape(of: schema)
            if header.isExploded, !plan.shape.isScalar { plan.format = ["explode: true"] }
        }
        return plan
    }
}

extension PlannedShape {
    /// Whether its members are fields of the form.
    fileprivate var isSpread: Bool {
        if case .spread = self { true } else { false }
    }
}
