import OpenAPI
import YAML

/// The header fields of the parts of a form (`headers` of an encoding; OpenAPI 3.2, section 4.8.15.1).
extension Planner {
    /// Adds what is declared of a part's header. `Content-Type` is said by `contentType` alone.
    mutating func addHeaders(_ encoding: Encoding, path: [String], to part: inout PartPlan) {
        let headers = encoding.headers.filter { $0.name.lowercased() != "content-type" }
        guard !headers.isEmpty else { return }
        if case .value(_, let shape) = part.kind, shape.isObject || shape.isSpread {
            collector.error(
                "'headers' of '\(encoding.name)' say nothing: its members are parts of their own",
                at: encoding.location)
        }
        let names = SwiftName.members(headers.map { ($0.name, swiftName($0.extensions)) }, avoiding: ["fields"])
        let fields = zip(headers, names).map { field($0, swiftName: $1, path: path + [encoding.name, $0.name]) }
        part.headers = PartHeadersPlan(typeName: "", swiftName: "", fields: fields)
    }

    /// Gives the structs for headers and their properties names that no other has, in the order of those of the parts.
    func nameHeaders(_ parts: inout [PartPlan], typeName: String) {
        let own = parts.indices.filter { parts[$0].headers != nil }
        guard !own.isEmpty else { return }
        func unique(_ name: (String) -> String, avoiding others: Set<String>) -> [String] {
            SwiftName.unique(own.map { (name(parts[$0].name), 0, parts[$0].swiftName) }, avoiding: others)
        }
        let types = unique({ typeName + SwiftName.type($0) + "Headers" }, avoiding: takenNames)
        let taken = Set(parts.map(\.swiftName)).union(["parts", "request"])
        let names = unique({ SwiftName.member($0 + " headers") }, avoiding: taken)
        for (index, (type, name)) in zip(own, zip(types, names)) {
            parts[index].headers?.typeName = type
            parts[index].headers?.swiftName = name
        }
    }

    private mutating func field(_ header: Header, swiftName: String, path: [String]) -> ParameterPlan {
        var plan = ParameterPlan(
            name: header.name, swiftName: swiftName, place: "header",
            documentation: documentation(header.description, isDeprecated: header.isDeprecated),
            type: Self.anyString, shape: .string, isRequired: header.isRequired)
        if let media = header.content.first {
            (plan.type, plan.shape) = writtenValue(media, of: "a header", other: "'schema'", path: path)
        } else if let schema = header.schema {
            plan.type = valueType(schema, path: path)
            plan.shape = shape(of: schema)
            if header.isExploded, !plan.shape.isScalar { plan.format = ["explode: true"] }
        }
        return plan
    }
}
