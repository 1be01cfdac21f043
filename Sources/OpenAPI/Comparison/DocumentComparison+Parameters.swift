import YAML

extension DocumentComparison {
    mutating func compareParameters(_ old: Operation, _ new: Operation, _ place: String) {
        var removed = old.parameters
        var added: [Parameter] = []
        for parameter in new.parameters {
            // A path parameter is known by its place in the path, whatever it is called.
            let index = removed.firstIndex { other in
                other.place == parameter.place
                    && (Self.isSameName(other, parameter) || Self.isSameSegment(other, old, parameter, new))
            }
            guard let index else {
                added.append(parameter)
                continue
            }
            let former = removed.remove(at: index)
            compareNames(former, parameter, place)
            compare(former, parameter, place)
        }
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

    /// What a path parameter is called is never sent, but inputs are made of it.
    private mutating func compareNames(_ old: Parameter, _ new: Parameter, _ place: String) {
        guard new.place == .path, old.name != new.name,
            old.extensions["x-swift-name"] == nil || new.extensions["x-swift-name"] == nil
        else { return }
        add(
            .parameterRenamed, clients: .dangerous, servers: .dangerous,
            "the path parameter '\(old.name)' is called '\(new.name)' now, and so are inputs made of it", at: place,
            old: old.location, new: new.location)
    }

    private static func isSameSegment(
        _ old: Parameter, _ oldOperation: Operation, _ new: Parameter, _ newOperation: Operation
    ) -> Bool {
        guard new.place == .path else { return false }
        func index(_ parameter: Parameter, _ operation: Operation) -> Int? {
            operation.path.split(separator: "/").firstIndex { $0.contains("{\(parameter.name)}") }
        }
        let before = index(old, oldOperation)
        return before != nil && before == index(new, newOperation)
    }

    /// Names of header fields are the same in any case (RFC 9110, section 5.1).
    private static func isSameName(_ old: Parameter, _ new: Parameter) -> Bool {
        new.place == .header ? old.name.lowercased() == new.name.lowercased() : old.name == new.name
    }

    private static func looksRenamed(_ old: Parameter, _ new: Parameter) -> Bool {
        old.place == new.place && old.isRequired == new.isRequired
            && old.schema.map(\.node.json) == new.schema.map(\.node.json)
    }

    private mutating func compare(_ old: Parameter, _ new: Parameter, _ place: String) {
        let place = "\(place), \(new.place.rawValue) parameter '\(new.name)'"
        compareGenerated((old.extensions, old.location), (new.extensions, new.location), place)
        if !old.isDeprecated, new.isDeprecated {
            add(
                .parameterDeprecated, clients: .safe, servers: .safe, "the parameter is deprecated", at: place,
                old: old.location, new: new.location)
        }
        compareRequired(
            (old.isRequired, old.location), (new.isRequired, new.location), .request, "the parameter", place)
        if old.style != new.style || old.isExploded != new.isExploded {
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
        compare(old.schema, new.schema, .request, place)
        compareContents(old.content, new.content, .request, place, within: new.location)
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
