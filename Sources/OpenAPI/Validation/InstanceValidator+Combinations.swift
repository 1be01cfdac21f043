extension InstanceValidator {
    /// The schema that a value must fit of those that build on one, as its discriminator tells; nil where that means none.
    private func told(_ schema: Schema, by value: some SchemaInstance) -> Schema? {
        guard let base = schema.base, let discriminator = schema.discriminator else { return nil }
        guard case .object(let members) = value.instance,
            let member = members.first(where: { $0.name == discriminator.propertyName }),
            case .string(let text) = member.value.instance
        else {
            let absent = discriminator.mapping.first { $0.value == discriminator.absentValue }?.schema
            return (absent ?? discriminator.defaultMapping).flatMap(document.schema) ?? base
        }
        let named = schema.anyOf.first { part in
            let constants = document.constants(discriminator.propertyName, of: part)
            return part.reference?.target.flatMap(document.name) == text
                && (constants.isEmpty || constants.contains(text))
        }
        let target =
            discriminator.mapping.first { $0.value == text }?.schema ?? named?.reference ?? discriminator.defaultMapping
        return target.map { document.schema($0) ?? base }
    }

    /// The alternative that a value means: the one that its discriminator tells; where it fits none, the only one whose
    /// type and whose constants are its own. Nil where neither tells.
    private func meant(
        _ schema: Schema, _ parts: [Schema], _ found: [Outcome], by value: some SchemaInstance, _ place: String
    ) -> Int? {
        if let discriminator = schema.discriminator, case .object(let members) = value.instance,
            let member = members.first(where: { $0.name == discriminator.propertyName }),
            case .string(let text) = member.value.instance,
            let index = told(discriminator, parts, by: text)
        {
            return index
        }
        guard found.allSatisfy({ !$0.violations.isEmpty }) else { return nil }
        let near = found.indices.filter { index in
            !found[index].violations.contains { violation in
                if violation.place == place { return violation.message.hasPrefix("is none of ") }
                let isOfMember = !violation.place.dropFirst(place.count + 1).contains("/")
                return isOfMember
                    && ["is not the constant", "is none of the enumerated values"].contains(violation.message)
            }
        }
        return near.count == 1 ? near.first : nil
    }

    /// The alternative that a discriminator's value means: by the mapping, else by its name (OpenAPI 3.2, section 4.8.25).
    private func told(_ discriminator: Schema.Discriminator, _ parts: [Schema], by text: String) -> Int? {
        let targets = parts.map { $0.reference?.target ?? $0.id }
        if let mapped = discriminator.mapping.first(where: { $0.value == text }) {
            return mapped.schema.target.flatMap(targets.firstIndex)
        }
        return parts.firstIndex { part in
            guard let target = part.reference?.target, document.name(of: target) == text else { return false }
            let constants = document.constants(discriminator.propertyName, of: part)
            return constants.isEmpty || constants.contains(text)
        }
    }

    func combinations(
        _ value: some SchemaInstance, _ schema: Schema, _ place: String, _ depth: Trail
    ) -> Outcome {
        var outcome = Outcome()
        guard schema.combinations != nil else { return outcome }
        func check(_ part: Schema) -> Outcome { self.check(value, part, place, depth: depth + 1, isPart: true) }
        func fits(_ part: Schema) -> Outcome {
            self.check(value, part, place, depth: depth.literal + 1, isPart: true)
        }
        for part in schema.allOf { outcome.take(check(part)) }
        if schema.base != nil {
            if let told = told(schema, by: value) {
                outcome.take(check(told))
            } else {
                outcome.mentions.leaveOpen(place)
                outcome.violations.append(
                    Violation(
                        place: place, message: "has a discriminator that means none of the schemas that build on it"))
            }
            return outcome
        }
        for (parts, isOne) in [(schema.anyOf, false), (schema.oneOf, true)] where !parts.isEmpty {
            let found = parts.map(check)
            if let index = meant(schema, parts, found, by: value, place), !found[index].violations.isEmpty {
                outcome.take(found[index])
                continue
            }
            let fitting = found.filter(\.violations.isEmpty)
            for part in fitting { outcome.takeEvaluated(part) }
            if fitting.isEmpty { outcome.mentions.leaveOpen(place) }
            if isOne ? fitting.count != 1 : fitting.isEmpty {
                let message = isOne ? "does not fit exactly one of the alternatives" : "fits none of the alternatives"
                outcome.violations.append(Violation(place: place, message: message))
            }
        }
        if let not = schema.not, fits(not).violations.isEmpty {
            outcome.violations.append(Violation(place: place, message: "fits a schema that it must not fit"))
        }
        if let condition = schema.ifSchema {
            var result = fits(condition)
            if result.violations.isEmpty {
                result.mentions = result.mentions.asked
                outcome.takeEvaluated(result)
            }
            if let branch = result.violations.isEmpty ? schema.thenSchema : schema.elseSchema {
                outcome.take(check(branch))
            }
        }
        return outcome
    }
}
