import YAML

extension DocumentParser {
    func securityRequirements(_ node: YAMLNode) -> [SecurityRequirement] {
        guard let nodes = node.sequence else {
            let hint = node.scalar?.value == .null ? "; write [] where none is needed, or leave it out" : ""
            collector.error(.wrongType, "'security' must be a sequence, not \(node.kind)\(hint)", at: node.location)
            return []
        }
        return nodes.compactMap { node in
            guard let entries = node.mapping else {
                collector.error(
                    .wrongType, "a security requirement must be a mapping, not \(node.kind)", at: node.location)
                return nil
            }
            for entry in entries {
                if entry.value.scalar?.value == .null {
                    collector.error(
                        .nullValue, "the scopes of '\(entry.key)' must not be null; write [] where there are none",
                        at: entry.value.location)
                } else if entry.value.sequence == nil {
                    collector.error(
                        .wrongType, "the scopes of '\(entry.key)' must be a sequence, not \(entry.value.kind)",
                        at: entry.value.location)
                }
            }
            let schemes = entries.map { entry in
                let (name, scopes) = (schemeName(entry), entry.value.elements.compactMap(\.text))
                if version == 1, !scopes.isEmpty { earlierScopes.append((name, entry.keyLocation)) }
                return (name, scopes)
            }
            return SecurityRequirement(schemes: schemes, location: node.location)
        }
    }

    /// Tells of scopes in files of OpenAPI 3.0 where there are none (OpenAPI 3.0, section 4.7.30): of other schemes than
    /// those of tokens, and roles are there since 3.1.
    func checkScopes(_ document: Document) {
        guard !earlierScopes.isEmpty else { return }
        let schemes = Dictionary(document.securitySchemes.map { ($0.name, $0.kind) }) { first, _ in first }
        for (name, location) in earlierScopes {
            switch schemes[name] {
            case .oauth2, .openIDConnect, nil: continue
            case .apiKey, .http, .mutualTLS:
                collector.warning(
                    .fieldOfAnotherVersion,
                    "'\(name)' has no scopes, and roles are there since OpenAPI 3.1 only; what is listed is taken as roles",
                    at: location)
            }
        }
    }

    /// The name of the scheme that a requirement means: a component's, or since 3.2 one that a URI leads to (OpenAPI 3.2,
    /// section 4.8.30), for what is a component's name is that first.
    private func schemeName(_ entry: YAMLEntry) -> String {
        if securitySchemeNames.contains(entry.key) { return entry.key }
        let isURI = entry.key.contains { "/#.".contains($0) }
        guard isURI, version > 2 else {
            let hint = isURI ? "; a URI may name one since OpenAPI 3.2" : hint(entry.key, securitySchemeNames.sorted())
            collector.error(
                .unknownSecurityScheme, "there is no security scheme '\(entry.key)'\(hint)", at: entry.keyLocation)
            return entry.key
        }
        guard let target = target(of: entry.key, .securitySchemes, at: entry.keyLocation),
            isComponent(target, .securitySchemes, entry.value)
        else { return entry.key }
        note(entry.value, target, .securitySchemes, text: entry.key)
        let last = JSONPointer.tokens(String(target.pointer.dropFirst())).last
        if target.file.number == 0, target.component == .securitySchemes, let last { return last }
        if let known = foreignSecuritySchemes.first(where: { $0.id == target.id }) { return known.scheme.name }
        let scheme = inside(target) { following(target.node, schemeMemo) { securityScheme($0) } }
        guard var scheme else { return entry.key }
        let wanted = last ?? "scheme"
        scheme.name = wanted
        var number = 2
        while securitySchemeNames.contains(scheme.name)
            || foreignSecuritySchemes.contains(where: { $0.scheme.name == scheme.name })
        {
            scheme.name = "\(wanted)\(number)"
            number += 1
        }
        foreignSecuritySchemes.append((target.id, scheme))
        return scheme.name
    }

    func securityScheme(_ entry: YAMLEntry) -> SecurityScheme? {
        let scheme = following(entry.value, schemeMemo) { securityScheme($0) }
        guard var scheme else { return nil }
        scheme.name = entry.key
        scheme.location = entry.keyLocation
        if let description = description(beside: entry.value) { scheme.description = description }
        return scheme
    }

    private enum SchemeType: String, CaseIterable {
        case apiKey
        case http
        case oauth2
        case openIdConnect
        case mutualTLS
    }

    /// The fields of a security scheme before its type says which of them count.
    private struct SchemeFields {
        var type: SchemeType?
        var name: String?
        var place: Parameter.Place?
        var scheme: String?
        var bearerFormat: String?
        var flows: [SecurityScheme.Flow]?
        var url: String?
        var metadataURL: String?
    }

    private func securityScheme(_ node: YAMLNode) -> SecurityScheme? {
        var fields = SchemeFields()
        var result = SecurityScheme(
            name: "", location: node.location, kind: .mutualTLS, isDeprecated: false, extensions: [:])
        let isObject = read(node, .securityScheme) { word, entry in
            switch word {
            case .type:
                fields.type = choice(entry, SchemeType.self, "type of security scheme")
                if version == 1, fields.type == .mutualTLS {
                    collector.error(
                        .fieldOfAnotherVersion, "the security scheme 'mutualTLS' is there since OpenAPI 3.1 only",
                        at: entry.value.location)
                }
            case .description: result.description = string(entry)
            case .deprecated: result.isDeprecated = boolean(entry) ?? false
            case .name: fields.name = string(entry)
            case .in: fields.place = choice(entry, Parameter.Place.self, "place for a key")
            case .scheme: fields.scheme = string(entry)?.lowercased()
            case .bearerFormat: fields.bearerFormat = string(entry)
            case .flows: fields.flows = flows(entry.value)
            case .openIdConnectUrl: fields.url = string(entry)
            case .oauth2MetadataUrl: fields.metadataURL = string(entry)
            default: return false
            }
            return true
        }
        guard isObject else { return nil }
        require(fields.type, "type", of: .securityScheme, node)
        if let type = fields.type { checkFields(of: type, node) }
        guard let kind = kind(fields, node) else { return nil }
        result.kind = kind
        result.extensions = extensions(node)
        return result
    }

    /// Tells of fields that count for schemes of another type alone (OpenAPI 3.2, section 4.8.27.1).
    private func checkFields(of type: SchemeType, _ node: YAMLNode) {
        for entry in node.entries {
            let owner: SchemeType
            switch file.words[entry.keyNumber] {
            case .name, .in: owner = .apiKey
            case .scheme, .bearerFormat: owner = .http
            case .flows, .oauth2MetadataUrl: owner = .oauth2
            case .openIdConnectUrl: owner = .openIdConnect
            default: continue
            }
            // What this version does not have is told already.
            let isKnown = ObjectKind.securityScheme.versions(of: file.words[entry.keyNumber]) & version != 0
            guard owner != type, isKnown else { continue }
            collector.warning(
                .noEffect,
                "'\(entry.key)' says nothing of a security scheme of the type '\(type.rawValue)'; leave it out",
                at: entry.keyLocation)
        }
    }

    private func kind(_ fields: SchemeFields, _ node: YAMLNode) -> SecurityScheme.Kind? {
        switch fields.type {
        case .apiKey:
            require(fields.name, "name", of: .securityScheme, node)
            require(fields.place, "in", of: .securityScheme, node)
            guard let name = fields.name, let place = fields.place else { return nil }
            checkName(name, in: place, at: node["name"]?.location ?? node.location)
            return .apiKey(name: name, place: place)
        case .http:
            require(fields.scheme, "scheme", of: .securityScheme, node)
            return fields.scheme.map { .http(scheme: $0, bearerFormat: fields.bearerFormat) }
        case .oauth2:
            require(fields.flows, "flows", of: .securityScheme, node)
            return .oauth2(flows: fields.flows ?? [], metadataURL: fields.metadataURL)
        case .openIdConnect:
            require(fields.url, "openIdConnectUrl", of: .securityScheme, node)
            return .openIDConnect(url: fields.url ?? "")
        case .mutualTLS: return .mutualTLS
        case nil: return nil
        }
    }

    private func flows(_ node: YAMLNode) -> [SecurityScheme.Flow] {
        var result: [SecurityScheme.Flow] = []
        read(node, .flows) { _, entry in
            guard let kind = SecurityScheme.Flow.Kind(rawValue: entry.key) else { return false }
            if let flow = flow(entry.value, kind) { result.append(flow) }
            return true
        }
        return result
    }

    private func flow(_ node: YAMLNode, _ kind: SecurityScheme.Flow.Kind) -> SecurityScheme.Flow? {
        var hasScopes = false
        var result = SecurityScheme.Flow(kind: kind, location: node.location, scopes: [], extensions: [:])
        let isObject = read(node, .flow) { word, entry in
            checkField(word, entry, of: kind)
            switch word {
            case .authorizationUrl: result.authorizationURL = string(entry)
            case .deviceAuthorizationUrl: result.deviceAuthorizationURL = string(entry)
            case .tokenUrl: result.tokenURL = string(entry)
            case .refreshUrl: result.refreshURL = string(entry)
            case .scopes:
                hasScopes = true
                result.scopes = entries(entry).filter { !isExtension($0) }.map { ($0.key, string($0) ?? "") }
            default: return false
            }
            return true
        }
        guard isObject else { return nil }
        require(hasScopes ? true : nil, "scopes", of: .flow, node)
        if kind == .implicit || kind == .authorizationCode {
            require(result.authorizationURL, "authorizationUrl", of: .flow, node)
        }
        if kind == .deviceAuthorization {
            require(result.deviceAuthorizationURL, "deviceAuthorizationUrl", of: .flow, node)
        }
        if kind != .implicit { require(result.tokenURL, "tokenUrl", of: .flow, node) }
        result.extensions = extensions(node)
        return result
    }

    /// Tells of a URL that another flow asks (OpenAPI 3.2, section 4.8.29.1).
    private func checkField(_ word: Word, _ entry: YAMLEntry, of kind: SecurityScheme.Flow.Kind) {
        let isAsked =
            switch word {
            case .authorizationUrl: kind == .implicit || kind == .authorizationCode
            case .deviceAuthorizationUrl: kind == .deviceAuthorization
            case .tokenUrl: kind != .implicit
            default: true
            }
        guard !isAsked else { return }
        collector.warning(
            .noEffect, "the flow '\(kind.rawValue)' never asks '\(entry.key)'; leave it out", at: entry.keyLocation)
    }
}
