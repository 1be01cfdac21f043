import YAML

extension DocumentComparison {
    /// Each alternative of an operation's security, as a set of schemes with their scopes; an empty set is no security.
    private static func alternatives(
        _ operation: Operation, _ names: [String: String] = [:]
    ) -> [(needs: Set<String>, location: SourceLocation)] {
        operation.security.map { requirement in
            let needs = requirement.schemes.flatMap { scheme in
                let name = names[scheme.name] ?? scheme.name
                return [name] + scheme.scopes.map { "\(name):\($0)" }
            }
            return (Set(needs), requirement.location)
        }
    }

    mutating func compareSecurity(_ old: Operation, _ new: Operation, _ place: String) {
        let before = Self.alternatives(old, securityNames)
        let after = Self.alternatives(new)
        // What the whole document says is told once, and not of each operation.
        let isOfDocument =
            old.security.map(\.location) == self.old.security.map(\.location)
            && new.security.map(\.location) == self.new.security.map(\.location)
        let place = isOfDocument ? "security" : "\(place), security"
        let former = isOfDocument ? self.old.root.location : old.location
        let present = isOfDocument ? self.new.root.location : new.location
        // A caller of the old version satisfied some alternative; it must still satisfy one.
        let lost = before.isEmpty ? (after.isEmpty ? [] : [(needs: Set<String>(), location: former)]) : before
        for alternative in lost {
            let isKept = after.isEmpty || after.contains { $0.needs.isSubset(of: alternative.needs) }
            guard !isKept else { continue }
            let text = Self.text(alternative.needs)
            add(
                .securityTightened, clients: .breaking, servers: .safe, "\(text) is not enough any more", at: place,
                old: alternative.location, new: after.first?.location ?? present)
        }
        compareNeed((before.map(\.needs), former), (after.map(\.needs), present), place)
        let gained = after.isEmpty ? (before.isEmpty ? [] : [(needs: Set<String>(), location: present)]) : after
        for alternative in gained {
            let isKnown = before.isEmpty || before.contains { $0.needs.isSubset(of: alternative.needs) }
            guard !isKnown else { continue }
            add(
                .securityLoosened, clients: .safe, servers: .breaking, "\(Self.text(alternative.needs)) is enough now",
                at: place, old: before.first?.location ?? former, new: alternative.location)
        }
    }

    /// Compares whether a credential counts where none is needed: handlers get who asks then, if anybody tells.
    private mutating func compareNeed(
        _ old: (needs: [Set<String>], location: SourceLocation),
        _ new: (needs: [Set<String>], location: SourceLocation), _ place: String
    ) {
        let isFree = [old.needs, new.needs].map { $0.isEmpty || $0.contains([]) }
        let counts = [old.needs, new.needs].map { $0.contains { !$0.isEmpty } }
        guard isFree == [true, true], counts[0] != counts[1] else { return }
        add(
            counts[1] ? .securityTightened : .securityLoosened, clients: .safe, servers: .dangerous,
            counts[1] ? "a credential counts now, and none is needed" : "no credential counts any more", at: place,
            old: old.location, new: new.location)
    }

    private static func text(_ needs: Set<String>) -> String {
        needs.isEmpty ? "no credential" : needs.sorted().map { "'\($0)'" }.joined(separator: " with ")
    }

    mutating func compareSecuritySchemes() {
        let used = Self.usedSecuritySchemes(old).union(Self.usedSecuritySchemes(new))
        for scheme in old.securitySchemes {
            let name = securityNames[scheme.name] ?? scheme.name
            if name != scheme.name {
                add(
                    .securitySchemeRenamed, clients: .dangerous, servers: .dangerous,
                    "the security scheme '\(scheme.name)' is called '\(name)', and so are functions made of it",
                    at: "security scheme '\(name)'", old: scheme.location,
                    new: new.securitySchemes.first { $0.name == name }?.location)
            }
            if let same = new.securitySchemes.first(where: { $0.name == name }) {
                compareGenerated(
                    (scheme.extensions, scheme.location), (same.extensions, same.location),
                    "security scheme '\(name)'")
                compareFlows(scheme, same, "security scheme '\(name)'")
                if case .openIDConnect(let was) = scheme.kind, case .openIDConnect(let isNow) = same.kind {
                    compareURL(
                        "the scheme has", "OpenID Connect URL", (was, scheme.location), (isNow, same.location),
                        "security scheme '\(name)'", givesTokens: true)
                }
            }
            guard let same = new.securitySchemes.first(where: { $0.name == scheme.name }),
                Self.key(scheme.kind) != Self.key(same.kind)
            else { continue }
            let impact: Change.Impact = used.contains(scheme.name) ? .breaking : .safe
            add(
                .securitySchemeChanged, clients: impact, servers: impact,
                "the security scheme is \(Self.text(same.kind)) and was \(Self.text(scheme.kind))",
                at: "security scheme '\(scheme.name)'", old: scheme.location, new: same.location)
        }
    }

    /// The ways to get a token: one that is gone leaves those who take it without.
    private mutating func compareFlows(_ old: SecurityScheme, _ new: SecurityScheme, _ place: String) {
        guard case .oauth2(let before, let formerURL) = old.kind, case .oauth2(let after, let metadataURL) = new.kind
        else { return }
        compareURL(
            "the scheme has", "URL of metadata", (formerURL, old.location), (metadataURL, new.location), place,
            givesTokens: false)
        for flow in before {
            guard let same = after.first(where: { $0.kind == flow.kind }) else {
                add(
                    .securitySchemeChanged, clients: .breaking, servers: .safe,
                    "the flow '\(flow.kind.rawValue)' is gone", at: place, old: flow.location, new: new.location)
                continue
            }
            compareScopes(flow, same, place)
            for (name, url, givesTokens) in [
                ("authorization URL", \SecurityScheme.Flow.authorizationURL, true),
                ("device authorization URL", \.deviceAuthorizationURL, true),
                ("token URL", \.tokenURL, true), ("refresh URL", \.refreshURL, false),
            ] {
                compareURL(
                    "the flow '\(flow.kind.rawValue)' has", name, (flow[keyPath: url], flow.location),
                    (same[keyPath: url], same.location), place, givesTokens: givesTokens)
            }
        }
        for flow in after where !before.contains(where: { $0.kind == flow.kind }) {
            add(
                .securitySchemeChanged, clients: .safe, servers: .dangerous,
                "the flow '\(flow.kind.rawValue)' is new", at: place, old: old.location, new: flow.location)
        }
    }

    /// Where something is asked: whoever has kept the old URL asks in vain, if nobody answers there any more, and a
    /// server may meet tokens of another issuer.
    private mutating func compareURL(
        _ owner: String, _ name: String, _ old: (url: String?, location: SourceLocation),
        _ new: (url: String?, location: SourceLocation), _ place: String, givesTokens: Bool
    ) {
        guard old.url != new.url else { return }
        let has = new.url.map { "the \(name) '\($0)'" } ?? "no \(name)"
        let had = old.url.map { "'\($0)'" } ?? "none"
        add(
            .securitySchemeChanged, clients: old.url == nil ? .safe : .dangerous,
            servers: givesTokens ? .dangerous : .safe, "\(owner) \(has) now, and had \(had)", at: place,
            old: old.location, new: new.location)
    }

    /// The scopes that tokens can have; what operations need of them is compared with the operations.
    private mutating func compareScopes(_ old: SecurityScheme.Flow, _ new: SecurityScheme.Flow, _ place: String) {
        let (had, has) = (Set(old.scopes.map(\.name)), Set(new.scopes.map(\.name)))
        for scope in had.symmetricDifference(has).sorted() {
            let isNew = has.contains(scope)
            add(
                .securitySchemeChanged, clients: isNew ? .safe : .dangerous, servers: isNew ? .dangerous : .safe,
                "the flow '\(old.kind.rawValue)' has the scope '\(scope)' \(isNew ? "now" : "no more")", at: place,
                old: old.location, new: new.location)
        }
    }

    /// The schemes that an operation asks for.
    private static func usedSecuritySchemes(_ document: Document) -> Set<String> {
        var pending = (document.paths + document.webhooks).flatMap(\.operations)
        var used: Set<String> = []
        while let operation = pending.popLast() {
            used.formUnion(operation.security.flatMap(\.schemes).map(\.name))
            pending += operation.callbacks.flatMap(\.items).flatMap(\.operations)
        }
        return used
    }

    /// The schemes that differ in nothing but their name.
    static func renamedSecuritySchemes(_ old: Document, _ new: Document) -> [String: String] {
        let before = Set(old.securitySchemes.map(\.name))
        let after = Set(new.securitySchemes.map(\.name))
        func identity(_ scheme: SecurityScheme) -> String {
            guard case .oauth2(let flows, _) = scheme.kind else {
                return if case .openIDConnect = scheme.kind { text(scheme.kind) } else { key(scheme.kind) }
            }
            return text(scheme.kind) + flows.flatMap(\.scopes).map(\.name).sorted().joined(separator: " ")
        }
        var candidates = new.securitySchemes.filter { !before.contains($0.name) }
        var names: [String: String] = [:]
        for scheme in old.securitySchemes where !after.contains(scheme.name) {
            guard let index = candidates.firstIndex(where: { identity($0) == identity(scheme) }) else { continue }
            names[scheme.name] = candidates.remove(at: index).name
        }
        return names
    }

    /// The text; names of header fields are the same in any case (RFC 9110, section 5.1).
    private static func key(_ kind: SecurityScheme.Kind) -> String {
        switch kind {
        case .apiKey(_, .header): text(kind).lowercased()
        // Its flows are compared one by one.
        case .oauth2: "OAuth 2"
        case .openIDConnect: "OpenID Connect"
        default: text(kind)
        }
    }

    private static func text(_ kind: SecurityScheme.Kind) -> String {
        switch kind {
        case .apiKey(let name, let place): "a key in the \(place.rawValue) parameter '\(name)'"
        case .http(let scheme, _): "the HTTP scheme '\(scheme.lowercased())'"
        case .oauth2(let flows, _):
            "OAuth 2 by \(flows.map { "\($0.kind.rawValue) at \($0.tokenURL ?? $0.authorizationURL ?? "")" }.joined(separator: ", "))"
        case .openIDConnect(let url): "OpenID Connect at \(url)"
        case .mutualTLS: "mutual TLS"
        }
    }
}
