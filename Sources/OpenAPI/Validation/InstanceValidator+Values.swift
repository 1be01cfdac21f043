extension InstanceValidator {
    func violations(_ text: String, _ schema: Schema, _ place: String) -> [Violation] {
        var result: [Violation] = []
        func report(_ message: String) { result.append(Violation(place: place, message: message)) }
        let length = text.unicodeScalars.count
        if let minimum = schema.minLength, length < minimum { report("is too short") }
        if let maximum = schema.maxLength, length > maximum { report("is too long") }
        if let pattern = schema.pattern, !rules.matches(text, pattern) { report("does not match \(pattern)") }
        if let format = schema.format, !rules.isOfFormat(text, format) { report("is not of the format \(format)") }
        let encodings = ["base64": "byte", "base64url": "base64url"]
        if schema.types.contains(.string), !EnforcedFormats.ofStrings.contains(schema.format ?? ""),
            let encoding = schema.contentEncoding, let format = encodings[encoding], !rules.isOfFormat(text, format)
        {
            report("is not of the encoding \(encoding)")
        }
        return result
    }

    private static let numberFormats: [String: @Sendable (String) -> Bool] = [
        "int32": { DecimalNumber($0)?.fits(Int32.self) ?? false },
        "int64": { DecimalNumber($0)?.fits(Int64.self) ?? false },
        "uint32": { DecimalNumber($0)?.fits(UInt32.self) ?? false },
        "uint64": { DecimalNumber($0)?.fits(UInt64.self) ?? false },
        "float": { Double($0).map { Float($0).isFinite } ?? false },
        "double": { Double($0)?.isFinite ?? false },
    ]

    func violations(number text: String, _ schema: Schema, _ place: String) -> [Violation] {
        var result: [Violation] = []
        func report(_ message: String) { result.append(Violation(place: place, message: message)) }
        if let format = schema.format, let fits = Self.numberFormats[format], !fits(text) {
            report("does not fit \(format)")
        }
        guard schema.numbers != nil else { return result }
        guard let value = DecimalNumber(text) else {
            return result + [Violation(place: place, message: "is not a number")]
        }
        func check(
            _ bound: Schema.Bound?, _ keyword: String, _ complaint: String, _ isBroken: (DecimalNumber) -> Bool
        ) {
            guard let digits = bound.map({ schema.digits(of: $0, at: keyword) }), let number = DecimalNumber(digits),
                isBroken(number)
            else { return }
            report("\(complaint) \(digits)")
        }
        check(schema.minimum, "minimum", "is less than") { value < $0 }
        check(schema.maximum, "maximum", "is greater than") { value > $0 }
        check(schema.exclusiveMinimum, "exclusiveMinimum", "is not greater than") { value <= $0 }
        check(schema.exclusiveMaximum, "exclusiveMaximum", "is not less than") { value >= $0 }
        if let multiple = schema.multipleOf.flatMap({ DecimalNumber(schema.digits(of: $0, at: "multipleOf")) }),
            !value.isMultiple(of: multiple)
        {
            report("is not a multiple of \(schema.multipleOf?.description ?? "")")
        }
        return result
    }

    func check<Value: SchemaInstance>(
        _ elements: [Value], _ schema: Schema, _ place: String, _ depth: Trail
    ) -> Outcome {
        var outcome = Outcome()
        guard schema.arrays != nil else { return outcome }
        func report(_ message: String) { outcome.violations.append(Violation(place: place, message: message)) }
        if let minimum = schema.minItems, elements.count < minimum { report("has too few elements") }
        if let maximum = schema.maxItems, elements.count > maximum { report("has too many elements") }
        if schema.uniqueItems, hasTwins(elements) { report("holds an element twice") }
        for (index, element) in elements.enumerated() {
            let part = index < schema.prefixItems.count ? schema.prefixItems[index] : schema.items
            guard let part else { continue }
            outcome.elements.insert(index)
            outcome.takeInner(check(element, part, "\(place)/\(index)", depth: depth + 1, isPart: false))
        }
        if schema.items != nil { outcome.hasAllElements = true }
        if let contained = schema.contains {
            let found = elements.indices.filter { index in
                let inner = check(elements[index], contained, "\(place)/\(index)", depth: depth + 1, isPart: false)
                if inner.violations.isEmpty { outcome.mentions.formUnion(inner.mentions.asked) }
                return inner.violations.isEmpty
            }
            outcome.elements.formUnion(found)
            if found.count < schema.minContains ?? 1 { report("holds too few elements that it must contain") }
            if let maximum = schema.maxContains, found.count > maximum {
                report("holds too many elements of a kind")
            }
        }
        return outcome
    }

    private func hasTwins<Value: SchemaInstance>(_ elements: [Value]) -> Bool {
        var seen: [Int: [Value]] = [:]
        for element in elements {
            let fingerprint = InstanceEquality.fingerprint(of: element)
            if seen[fingerprint]?.contains(where: { InstanceEquality.areEqual(element, $0) }) == true { return true }
            seen[fingerprint, default: []].append(element)
        }
        return false
    }

    func check<Value: SchemaInstance>(
        _ members: [(name: String, value: Value)], of whole: Value, _ schema: Schema, _ place: String, _ depth: Trail
    ) -> Outcome {
        var outcome = Outcome()
        guard let rules = schema.objects else { return outcome }
        let names = Set(members.map { ExactName($0.name) })
        func report(_ message: String, _ name: String? = nil) {
            outcome.violations.append(
                Violation(place: name.map { "\(place)/\(JSONPointer.escaped($0))" } ?? place, message: message))
        }
        for name in rules.required where !names.contains(ExactName(name)) && !mayOmit(name, schema, depth) {
            report("is missing", name)
        }
        for (name, needed) in rules.dependentRequired where names.contains(ExactName(name)) {
            for other in needed where !names.contains(ExactName(other)) { report("is missing beside '\(name)'", other) }
        }
        if let minimum = rules.minProperties, members.count < minimum { report("has too few members") }
        if let maximum = rules.maxProperties, members.count > maximum { report("has too many members") }
        let named = Dictionary(rules.properties.map { (ExactName($0.name), $0.schema) }) { first, _ in first }
        for (name, value) in members {
            func check(_ part: Schema) {
                outcome.properties.insert(ExactName(name))
                outcome.takeInner(
                    self.check(
                        value, part, "\(place)/\(JSONPointer.escaped(name))", depth: depth + 1, isPart: false))
            }
            var isNamed = false
            if let part = named[ExactName(name)] {
                isNamed = true
                check(part)
            }
            for pattern in rules.patternProperties where self.rules.matches(name, pattern.name) {
                isNamed = true
                check(pattern.schema)
            }
            if let part = rules.propertyNames {
                let wrong = self.check(NameInstance(name), part, place, depth: depth + 1, isPart: false).violations
                if !wrong.isEmpty { report("has a name that is not allowed", name) }
            }
            guard !isNamed else { continue }
            switch rules.additionalProperties {
            case .unspecified: break
            case .allowed: outcome.properties.insert(ExactName(name))
            case .forbidden:
                outcome.properties.insert(ExactName(name))
                report("is forbidden", name)
            case .schema(let part): check(part)
            }
        }
        if self.rules.forbidsUndeclared {
            outcome.mentions.add(outcome.properties, at: place, closing: !named.isEmpty)
        }
        for dependent in rules.dependentSchemas where names.contains(ExactName(dependent.name)) {
            outcome.take(check(whole, dependent.schema, place, depth: depth + 1, isPart: true))
        }
        return outcome
    }

    /// Properties and elements that no other keyword has spoken of.
    func checkUnevaluated<Value: SchemaInstance>(
        _ shape: InstanceShape<Value>, _ schema: Schema, _ place: String, _ depth: Trail, _ outcome: inout Outcome
    ) {
        switch shape {
        case .object(let members):
            guard let part = schema.unevaluatedProperties else { return }
            for (name, value) in members where outcome.properties.insert(ExactName(name)).inserted {
                let pointer = "\(place)/\(JSONPointer.escaped(name))"
                outcome.takeInner(check(value, part, pointer, depth: depth + 1, isPart: false))
            }
            if rules.forbidsUndeclared { outcome.mentions.add(outcome.properties, at: place, closing: false) }
        case .array(let elements):
            guard let part = schema.unevaluatedItems, !outcome.hasAllElements else { return }
            for (index, element) in elements.enumerated() where !outcome.elements.contains(index) {
                outcome.takeInner(check(element, part, "\(place)/\(index)", depth: depth + 1, isPart: false))
            }
            outcome.hasAllElements = true
        default: break
        }
    }
}

/// The name of a property as a value.
private struct NameInstance: SchemaInstance {
    let name: String
    init(_ name: String) { self.name = name }
    var instance: InstanceShape<NameInstance> { .string(name) }
}
