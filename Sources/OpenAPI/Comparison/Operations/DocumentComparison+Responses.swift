import YAML

extension DocumentComparison {
    mutating func compareResponses(_ old: Operation, _ new: Operation, _ place: String) {
        for response in new.responses where !old.responses.contains(where: { $0.key == response.key }) {
            guard let wider = Self.wider(response, in: old) else {
                add(
                    .responseAdded, clients: .dangerous, servers: .safe, "the response \(response.key) is new",
                    at: place, old: nil, new: response.location)
                continue
            }
            add(
                .responseAdded, clients: .safe, servers: .safe,
                "the response \(response.key) stands by itself and was part of \(wider.key)", at: place,
                old: wider.location, new: response.location)
            compare(wider, response, "\(place), response \(response.key)")
        }
        for response in old.responses {
            if let same = new.responses.first(where: { $0.key == response.key }) {
                compare(response, same, "\(place), response \(response.key)")
            } else if let wider = Self.wider(response, in: new) {
                // What is told by 'default' alone may be an error.
                let isLost = Self.isSuccess(response) && wider.key == .default
                add(
                    .responseRemoved, clients: isLost ? .dangerous : .safe, servers: .safe,
                    "the response \(response.key) is part of \(wider.key) now", at: place, old: response.location,
                    new: wider.location)
                compare(response, wider, "\(place), response \(response.key)")
            } else {
                let isLost = Self.isSuccess(response) && !new.responses.contains { Self.isPart($0, of: response) }
                add(
                    .responseRemoved, clients: isLost ? .breaking : .safe, servers: .breaking,
                    "the response \(response.key) is gone", at: place, old: response.location, new: nil,
                    within: location(of: "responses", in: new))
            }
        }
    }

    /// The response that is for a status, or for all of a range, because none is for it alone.
    private static func wider(_ response: Response, in operation: Operation) -> Response? {
        operation.responses.filter { isPart(response, of: $0) }.first { $0.key != .default }
            ?? operation.responses.first { $0.key == .default }
    }

    private static func isPart(_ response: Response, of wider: Response) -> Bool {
        switch (response.key, wider.key) {
        case (.status(let code), .range(let hundred)): code / 100 == hundred
        case (.status, .default), (.range, .default): true
        default: false
        }
    }

    private static func isSuccess(_ response: Response) -> Bool {
        switch response.key {
        case .status(let code): (200..<300).contains(code)
        case .range(let hundred): hundred == 2
        case .default: false
        }
    }

    private mutating func compare(_ old: Response, _ new: Response, _ place: String) {
        compareContents(old.content, new.content, .response, place, within: new.location)
        compareHeaders(old.headers, new.headers, .response, place, within: new.location)
        compareLinks(old.links, new.links, place, within: new.location)
    }

    mutating func compareHeaders(
        _ old: [Header], _ new: [Header], _ direction: ComparisonDirection, _ place: String,
        within enclosing: SourceLocation
    ) {
        // 'Content-Type' is told by 'content' (OpenAPI 3.2, sections 4.8.15 and 4.8.17).
        var pairing = Pairing(
            old.filter { $0.name.lowercased() != "content-type" },
            new.filter { $0.name.lowercased() != "content-type" })
        pairing.match { $0.name.lowercased() }
        for header in pairing.fresh {
            let impact = direction.impact(header.isRequired ? .demands : .extends)
            add(
                .headerAdded, clients: impact.clients, servers: impact.servers,
                "the header '\(header.name)' is new", at: place, old: nil, new: header.location)
        }
        for (header, same) in pairing.pairs { compare(header, same, direction, "\(place), header '\(same.name)'") }
        for header in pairing.gone {
            let lost: Change.Impact = header.isRequired ? .breaking : .dangerous
            add(
                .headerRemoved, clients: direction == .request ? .safe : lost,
                servers: direction == .request ? lost : .safe,
                "the header '\(header.name)' is gone", at: place, old: header.location, new: nil, within: enclosing)
        }
    }

    private mutating func compare(
        _ old: Header, _ new: Header, _ direction: ComparisonDirection, _ place: String
    ) {
        compareGenerated((old.extensions, old.location), (new.extensions, new.location), place)
        if old.isDeprecated != new.isDeprecated {
            add(
                .headerDeprecated, clients: .safe, servers: .safe,
                "the header is deprecated\(new.isDeprecated ? "" : " no more")", at: place,
                old: old.location, new: new.location)
        }
        compareRequired(
            (old.isRequired, old.location), (new.isRequired, new.location), direction, "the header", place)
        if old.isExploded != new.isExploded, !isPlain(old.schema, new.schema, isSimple: true) {
            add(
                .parameterStyle, clients: .breaking, servers: .breaking,
                "it is \(new.isExploded ? "" : "not ")exploded and was \(old.isExploded ? "" : "not ")so", at: place,
                old: old.location, new: new.location)
        }
        let isMoved = compareNotation((old.content, old.location), (new.content, new.location), place)
        guard !isMoved else { return }
        compare(old.schema, new.schema, direction, place, owners: (old.location, new.location), .text)
        compareContents(old.content, new.content, direction, place, within: new.location)
    }
}
