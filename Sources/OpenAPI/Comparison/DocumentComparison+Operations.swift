import YAML

extension DocumentComparison {
    mutating func compare(_ old: Operation, _ new: Operation) {
        let place = Self.name(new)
        if let before = old.operationID, let after = new.operationID, before != after {
            add(
                .operationRenamed, clients: .dangerous, servers: .dangerous,
                "the operationId '\(before)' is '\(after)', and so are functions made of it", at: place,
                old: old.location, new: new.location)
        }
        if !old.isDeprecated, new.isDeprecated {
            add(
                .operationDeprecated, clients: .safe, servers: .safe, "the operation is deprecated", at: place,
                old: old.location, new: new.location)
        }
        compareParameters(old, new, place)
        compareBodies(old, new, place)
        compareResponses(old, new, place)
        compareSecurity(old, new, place)
        compareServers(old.servers, new.servers, at: place, within: new.location)
        compareCallbacks(old.callbacks, new.callbacks, place, within: new.location)
    }

    private mutating func compareParameters(_ old: Operation, _ new: Operation, _ place: String) {
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
            compare(removed.remove(at: index), parameter, place)
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
    private mutating func compareNotation(
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

    private mutating func compareRequired(
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

    private mutating func compareBodies(_ old: Operation, _ new: Operation, _ place: String) {
        let place = "\(place), request body"
        switch (old.requestBody, new.requestBody) {
        case (nil, nil): break
        case (nil, let body?):
            add(
                .bodyAdded, clients: body.isRequired ? .breaking : .safe, servers: .breaking,
                "the \(body.isRequired ? "required" : "optional") body is new", at: place, old: nil, new: body.location)
        case (let body?, nil):
            add(
                .bodyRemoved, clients: .dangerous, servers: body.isRequired ? .breaking : .safe, "the body is gone",
                at: place, old: body.location, new: nil, within: new.location)
        case (let before?, let after?):
            compareRequired(
                (before.isRequired, before.location), (after.isRequired, after.location), .request, "the body", place)
            compareContents(before.content, after.content, .request, place, within: after.location)
        }
    }

    private mutating func compareContents(
        _ old: [MediaType], _ new: [MediaType], _ direction: ComparisonDirection, _ place: String,
        within enclosing: SourceLocation
    ) {
        for media in new where !old.contains(where: { $0.name.lowercased() == media.name.lowercased() }) {
            let impact = direction.impact(.widens)
            add(
                .mediaTypeAdded, clients: direction == .request ? .safe : .dangerous, servers: impact.servers,
                "the media type '\(media.name)' is new", at: place, old: nil, new: media.location)
        }
        for media in old {
            guard let same = new.first(where: { $0.name.lowercased() == media.name.lowercased() }) else {
                add(
                    .mediaTypeRemoved, clients: .breaking, servers: direction == .request ? .safe : .dangerous,
                    "the media type '\(media.name)' is gone", at: place, old: media.location, new: nil,
                    within: enclosing)
                continue
            }
            let place = old.count > 1 || new.count > 1 ? "\(place), \(same.name)" : place
            compare(media.schema, same.schema, direction, place)
            compare(media.itemSchema, same.itemSchema, direction, place)
            compareEncodings(media, same, place)
        }
    }

    private mutating func compareResponses(_ old: Operation, _ new: Operation, _ place: String) {
        for response in new.responses where !old.responses.contains(where: { $0.key == response.key }) {
            add(
                .responseAdded, clients: .dangerous, servers: .safe, "the response \(response.key) is new", at: place,
                old: nil, new: response.location)
        }
        for response in old.responses {
            guard let same = new.responses.first(where: { $0.key == response.key }) else {
                let isSuccess = (200..<300).contains(response.status ?? 0)
                add(
                    .responseRemoved, clients: isSuccess ? .breaking : .safe, servers: .breaking,
                    "the response \(response.key) is gone", at: place, old: response.location, new: nil,
                    within: location(of: "responses", in: new))
                continue
            }
            let place = "\(place), response \(response.key)"
            compareContents(response.content, same.content, .response, place, within: same.location)
            compareHeaders(response.headers, same.headers, place, within: same.location)
        }
    }

    private mutating func compareHeaders(
        _ old: [Header], _ new: [Header], _ place: String, within enclosing: SourceLocation
    ) {
        for header in new where !old.contains(where: { $0.name.lowercased() == header.name.lowercased() }) {
            add(
                .headerAdded, clients: .safe, servers: header.isRequired ? .breaking : .safe,
                "the header '\(header.name)' is new", at: place, old: nil, new: header.location)
        }
        for header in old {
            guard let same = new.first(where: { $0.name.lowercased() == header.name.lowercased() }) else {
                add(
                    .headerRemoved, clients: header.isRequired ? .breaking : .dangerous, servers: .safe,
                    "the header '\(header.name)' is gone", at: place, old: header.location, new: nil,
                    within: enclosing)
                continue
            }
            let place = "\(place), header '\(same.name)'"
            compareRequired(
                (header.isRequired, header.location), (same.isRequired, same.location), .response, "the header", place)
            if header.isExploded != same.isExploded {
                add(
                    .parameterStyle, clients: .breaking, servers: .breaking,
                    "it is \(same.isExploded ? "" : "not ")exploded and was \(header.isExploded ? "" : "not ")so",
                    at: place, old: header.location, new: same.location)
            }
            let isMoved = compareNotation((header.content, header.location), (same.content, same.location), place)
            guard !isMoved else { continue }
            compare(header.schema, same.schema, .response, place)
            compareContents(header.content, same.content, .response, place, within: same.location)
        }
    }
}
