import YAML

extension DocumentComparison {
    mutating func compareParameters(_ old: Operation, _ new: Operation, _ place: String) {
        let places = (PathPlaces(of: old.path), PathPlaces(of: new.path))
        var pairing = Pairing(old.parameters.filter(Self.isSent), new.parameters.filter(Self.isSent))
        if DocumentParser.anonymous(old.path) == DocumentParser.anonymous(new.path) {
            pairing.match(old: { places.0[$0] }, new: { places.1[$0] })
        }
        pairing.match { Self.nameKey($0) }
        pairing.match(old: { places.0[$0] }, new: { places.1[$0] })
        for (former, parameter) in pairing.pairs {
            compareNames(former, parameter, places, place)
            compare(former, parameter, place)
        }
        var removed = pairing.gone
        let added = pairing.fresh
        for parameter in added {
            if let index = removed.firstIndex(where: { Self.looksRenamed($0, parameter) }) {
                let former = removed.remove(at: index)
                add(
                    .parameterRenamed, clients: former.isRequired || parameter.isRequired ? .breaking : .dangerous,
                    servers: former.isRequired || parameter.isRequired ? .breaking : .dangerous,
                    "the \(parameter.place.rawValue) parameter '\(former.name)' seems to be '\(parameter.name)' now",
                    at: place, old: former.location, new: parameter.location)
                continue
            }
            add(
                .parameterAdded, clients: parameter.isRequired ? .breaking : .safe, servers: .dangerous,
                "the \(parameter.isRequired ? "required" : "optional") \(parameter.place.rawValue) parameter "
                    + "'\(parameter.name)' is new", at: place, old: nil, new: parameter.location)
        }
        for parameter in removed {
            add(
                .parameterRemoved, clients: .dangerous, servers: parameter.isRequired ? .breaking : .safe,
                "the \(parameter.place.rawValue) parameter '\(parameter.name)' is gone", at: place,
                old: parameter.location, new: nil, within: new.location)
        }
    }

    /// Where in a path each name stands: a path parameter is known by that, whatever it is called.
    private struct PathPlaces {
        var places: [String: Int]

        init(of path: String) {
            let names = DocumentParser.templateNames(path)
            places = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
        }

        subscript(parameter: Parameter) -> Int? { parameter.place == .path ? places[parameter.name] : nil }
    }

    /// What a path parameter is called is never sent, but inputs are made of it, and it says what is meant.
    private mutating func compareNames(
        _ old: Parameter, _ new: Parameter, _ places: (PathPlaces, PathPlaces), _ place: String
    ) {
        guard new.place == .path, old.name != new.name else { return }
        if places.0.places[new.name] != nil, places.1.places[old.name] != nil {
            return add(
                .parameterRenamed, clients: .breaking, servers: .breaking,
                "the path parameter '\(new.name)' stands where '\(old.name)' stood, which stands elsewhere now",
                at: place, old: old.location, new: new.location)
        }
        guard old.extensions["x-swift-name"] == nil || new.extensions["x-swift-name"] == nil else { return }
        add(
            .parameterRenamed, clients: .dangerous, servers: .dangerous,
            "the path parameter '\(old.name)' is called '\(new.name)' now, and so are inputs made of it", at: place,
            old: old.location, new: new.location)
    }

    /// Whether what is said of a parameter counts (OpenAPI 3.2, section 4.8.12.1).
    private static func isSent(_ parameter: Parameter) -> Bool {
        parameter.place != .header
            || !["accept", "content-type", "authorization"].contains(parameter.name.lowercased())
    }

    /// Names of header fields are the same in any case (RFC 9110, section 5.1).
    private static func nameKey(_ parameter: Parameter) -> [String] {
        [parameter.place.rawValue, parameter.place == .header ? parameter.name.lowercased() : parameter.name]
    }

    private static func looksRenamed(_ old: Parameter, _ new: Parameter) -> Bool {
        old.place == new.place && old.isRequired == new.isRequired
            && old.schema.map(\.node.json) == new.schema.map(\.node.json)
    }

    private mutating func compare(_ old: Parameter, _ new: Parameter, _ place: String) {
        let place = "\(place), \(new.place.rawValue) parameter '\(new.name)'"
        compareGenerated((old.extensions, old.location), (new.extensions, new.location), place)
        if old.isDeprecated != new.isDeprecated {
            add(
                .parameterDeprecated, clients: .safe, servers: .safe,
                "the parameter is deprecated\(new.isDeprecated ? "" : " no more")", at: place,
                old: old.location, new: new.location)
        }
        compareRequired(
            (old.isRequired, old.location), (new.isRequired, new.location), .request, "the parameter", place)
        if old.style != new.style
            || old.isExploded != new.isExploded
                && !isPlain(old.schema, new.schema, isSimple: new.style == .simple)
        {
            add(
                .parameterStyle, clients: .breaking, servers: .breaking,
                "it is written in the style '\(new.style.rawValue)'\(new.isExploded ? ", exploded" : "") and was "
                    + "'\(old.style.rawValue)'\(old.isExploded ? ", exploded" : "")", at: place, old: old.location,
                new: new.location)
        }
        for (field, before, after) in [
            ("allowEmptyValue", old.allowsEmptyValue, new.allowsEmptyValue),
            ("allowReserved", old.allowsReserved, new.allowsReserved),
        ] where before != after {
            let impact = ComparisonDirection.request.impact(after ? .widens : .narrows)
            add(
                .parameterStyle, clients: impact.clients, servers: impact.servers,
                "'\(field)' is \(after) and was \(before)", at: place, old: old.location, new: new.location)
        }
        let isMoved = compareNotation((old.content, old.location), (new.content, new.location), place)
        guard !isMoved else { return }
        compare(old.schema, new.schema, .request, place, owners: (old.location, new.location), .text)
        compareContents(old.content, new.content, .request, place, within: new.location)
    }

    /// Whether values are of one piece, so that nothing is written apart (OpenAPI 3.2, section 4.8.12.2.1).
    /// In the style `simple` the elements of an array are written the same in both ways.
    func isPlain(_ before: Schema?, _ after: Schema?, isSimple: Bool) -> Bool {
        let plain = Set<Schema.PrimitiveType>([.string, .integer, .number, .boolean] + (isSimple ? [.array] : []))
        return [(before, old), (after, new)].allSatisfy { schema, document in
            schema.flatMap { Self.allowedTypes($0, document, true) }?.isSubset(of: plain) ?? false
        }
    }

    /// Whether a value was written in a style and is in a media type, or the other way round, which is told.
    mutating func compareNotation(
        _ old: (content: [MediaType], location: SourceLocation),
        _ new: (content: [MediaType], location: SourceLocation), _ place: String
    ) -> Bool {
        guard old.content.isEmpty != new.content.isEmpty else { return false }
        let name = { (content: [MediaType]) in content.first.map { "as '\($0.name)'" } ?? "in a style" }
        add(
            .parameterStyle, clients: .breaking, servers: .breaking,
            "it is written \(name(new.content)) and was \(name(old.content))", at: place, old: old.location,
            new: new.location)
        return true
    }

    mutating func compareRequired(
        _ old: (isRequired: Bool, location: SourceLocation), _ new: (isRequired: Bool, location: SourceLocation),
        _ direction: ComparisonDirection, _ subject: String, _ place: String
    ) {
        guard old.isRequired != new.isRequired else { return }
        let impact = direction.impact(new.isRequired ? .narrows : .widens)
        add(
            .requiredChanged, clients: impact.clients, servers: impact.servers,
            "\(subject) is \(new.isRequired ? "required and was optional" : "optional and was required")", at: place,
            old: old.location, new: new.location)
    }
}
