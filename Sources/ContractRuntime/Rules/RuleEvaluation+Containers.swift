extension RuleEvaluation {
    func check(
        _ elements: [JSONValue], _ rule: RuleNode, _ pointer: String, _ depth: Int, _ outcome: inout Outcome
    ) {
        if elements.count < rule.itemCount.lowerBound {
            outcome.report("minItems", "has fewer than \(rule.itemCount.lowerBound) elements", at: pointer)
        }
        if elements.count > rule.itemCount.upperBound {
            outcome.report("maxItems", "has more than \(rule.itemCount.upperBound) elements", at: pointer)
        }
        if rule.isUnique, JSONValue.haveTwins(elements) {
            outcome.report("uniqueItems", "holds an element twice", at: pointer)
        }
        for (index, element) in elements.enumerated() {
            guard let part = index < rule.prefixItems.count ? rule.prefixItems[index] : rule.items else { continue }
            outcome.elements.insert(index)
            outcome.violations += check(element, part, at: "\(pointer)/\(index)", depth: depth + 1).violations
        }
        guard let contained = rule.contains else { return }
        let found = elements.indices.filter {
            check(elements[$0], contained, depth: depth + 1).violations.isEmpty
        }
        outcome.elements.formUnion(found)
        if found.count < rule.containsCount.lowerBound {
            outcome.report(
                "contains", "holds fewer than \(rule.containsCount.lowerBound) elements of a kind that it needs",
                at: pointer)
        }
        if found.count > rule.containsCount.upperBound {
            outcome.report(
                "maxContains", "holds more than \(rule.containsCount.upperBound) elements of a kind", at: pointer)
        }
    }

    func check(
        _ members: JSONMap<JSONValue>, _ rule: RuleNode, _ pointer: String, _ depth: Int, _ outcome: inout Outcome
    ) {
        func below(_ name: String) -> String { pointer + "/" + JSONReader.pointerToken(name) }
        let ofDirection =
            switch direction {
            case .any: [String]()
            case .request: rule.requiredInRequest
            case .response: rule.requiredInResponse
            }
        for name in rule.required + ofDirection where members[name] == nil {
            outcome.report("required", "is missing", at: below(name))
        }
        for (name, needed) in rule.dependentRequired where members[name] != nil {
            for other in needed where members[other] == nil {
                outcome.report("required", "is missing beside '\(name)'", at: below(other))
            }
        }
        if members.count < rule.memberCount.lowerBound {
            outcome.report("minProperties", "has fewer than \(rule.memberCount.lowerBound) members", at: pointer)
        }
        if members.count > rule.memberCount.upperBound {
            outcome.report("maxProperties", "has more than \(rule.memberCount.upperBound) members", at: pointer)
        }
        for (name, value) in members { check(name, value, rule, below(name), depth, &outcome) }
        for (name, part) in rule.dependentSchemas where members[name] != nil {
            outcome.take(check(.object(members), part, at: pointer, depth: depth + 1))
        }
    }

    private func check(
        _ name: String, _ value: JSONValue, _ rule: RuleNode, _ pointer: String, _ depth: Int,
        _ outcome: inout Outcome
    ) {
        if let names = rule.propertyNames, !check(.string(name), names, depth: depth + 1).violations.isEmpty {
            outcome.report("propertyNames", "has a name that the contract does not allow", at: pointer)
        }
        var parts = rule.patternProperties.filter { $0.pattern.matches(name) }.map(\.rule)
        if let part = rule.properties[name] { parts.insert(part, at: 0) }
        if parts.isEmpty, let part = rule.additionalProperties {
            outcome.members.insert(name)
            guard part.always == false else {
                outcome.violations += check(value, part, at: pointer, depth: depth + 1).violations
                return
            }
            outcome.report("additionalProperties", "is not a member that the contract knows", at: pointer)
        }
        for part in parts {
            outcome.members.insert(name)
            outcome.violations += check(value, part, at: pointer, depth: depth + 1).violations
        }
    }
}
