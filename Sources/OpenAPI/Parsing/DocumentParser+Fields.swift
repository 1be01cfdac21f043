import YAML

extension DocumentParser {
    /// Reads the fields of an object one by one, vendor extensions apart, whose places are looked at.
    ///
    /// - Parameters:
    ///   - node: The object.
    ///   - kind: What fields it has.
    ///   - take: Takes a field in; false for one that it does not know, which is refused then.
    /// - Returns: Whether the node is an object.
    @discardableResult
    func read(_ node: YAMLNode, _ kind: ObjectKind, _ take: (Word, YAMLEntry) -> Bool) -> Bool {
        guard node.shape == .mapping else {
            reportNoMapping(node, kind)
            return false
        }
        let entries = node.entries
        var index = 0
        while index < entries.endIndex {
            let entry = entries[index]
            index += 1
            let word = file.words[entry.keyNumber]
            if word == .vendorExtension {
                checkExtension(entry, of: kind.name)
                continue
            }
            let versions = kind.versions(of: word)
            if versions & version == 0 {
                if versions == 0 || !takesAnyway(word, entry, kind, versions) {
                    if versions == 0 { reportUnknown(entry, kind) }
                    continue
                }
            }
            if !inPlace(entry, word, of: kind, { take(word, $0) }) { reportUnknown(entry, kind) }
        }
        return true
    }

    private func reportUnknown(_ entry: YAMLEntry, _ kind: ObjectKind) {
        let nearest = Suggestion.nearest(to: entry.key, among: kind.fields(in: version))
        if let place = EarlierNames.place(of: entry.key, in: kind) {
            collector.error(
                .unknownField, "'\(entry.key)' of \(kind.name) is of Swagger 2.0; in OpenAPI 3 \(place)",
                at: entry.keyLocation)
        } else if let nearest {
            collector.error(
                .unknownField, "\(kind.name) has no field '\(entry.key)'; did you mean '\(nearest)'?",
                at: entry.keyLocation)
        } else if version > 1, kind.versions(of: .allOf) != 0 {
            // JSON Schema 2020-12, section 4.3.1: an unknown keyword is an annotation.
            collector.warning(
                .unknownKeyword, "'\(entry.key)' is no keyword of JSON Schema and says nothing", at: entry.keyLocation)
        } else {
            collector.error(.unknownField, "\(kind.name) has no field '\(entry.key)'", at: entry.keyLocation)
        }
    }

    /// Reports a field of another version, and says whether its meaning is certain all the same.
    private func takesAnyway(_ word: Word, _ entry: YAMLEntry, _ kind: ObjectKind, _ versions: UInt8) -> Bool {
        guard versions > 1 else {
            collector.warning(
                .fieldOfAnotherVersion,
                "'\(entry.key)' of \(kind.name) is of OpenAPI 3.0 and says nothing here; allow null by \"type: [..., 'null']\"",
                at: entry.keyLocation)
            return false
        }
        let since = versions & 2 == 0 ? "3.2" : "3.1"
        collector.error(
            .fieldOfAnotherVersion, "'\(entry.key)' of \(kind.name) is there since OpenAPI \(since) only",
            at: entry.keyLocation)
        return true
    }

    /// The vendor extensions of an object.
    func extensions(_ node: YAMLNode) -> [String: YAMLNode] {
        var result: [String: YAMLNode] = [:]
        let entries = node.entries
        var index = 0
        while index < entries.endIndex {
            let entry = entries[index]
            if file.words[entry.keyNumber] == .vendorExtension { result[entry.key] = entry.value }
            index += 1
        }
        return result
    }

    func isExtension(_ entry: YAMLEntry) -> Bool { file.words[entry.keyNumber] == .vendorExtension }

    /// The entries of a map whose keys are names of others, such as of headers: `x-` begins a name there as any other. What is
    /// no object there was meant as an extension.
    func named(_ entry: YAMLEntry) -> [YAMLEntry] {
        entries(entry).filter { !isExtension($0) || $0.value.shape == .mapping }
    }

    /// Reports a field that is missing and that the meaning depends on.
    func require(_ value: (some Any)?, _ key: String, of kind: ObjectKind, _ node: YAMLNode) {
        guard value == nil, node[key] == nil else { return }
        collector.error(.missingField, "\(kind.name) has no '\(key)'", at: node.location)
    }

    /// Reports a text for people that is missing.
    func requireText(_ value: String?, _ key: String, of kind: ObjectKind, _ node: YAMLNode) {
        guard value == nil, node[key] == nil, !misspells(key, of: kind, node) else { return }
        collector.error(.missingText, "\(kind.name) has no '\(key)'", at: node.location)
    }

    /// Whether an object has a field that was taken for another one misspelled, which has been said.
    private func misspells(_ key: String, of kind: ObjectKind, _ node: YAMLNode) -> Bool {
        node.entries.contains { entry in
            let word = file.words[entry.keyNumber]
            return word != .vendorExtension && kind.versions(of: word) == 0
                && Suggestion.nearest(to: entry.key, among: kind.fields(in: version)) == key
        }
    }

    /// Reports what should be an object.
    func reportNoMapping(_ node: YAMLNode, _ kind: ObjectKind) {
        collector.error(
            isNull(node) && kind.mayBeEmpty ? .nullValue : .wrongType,
            "\(kind.name) must be a mapping, not \(node.kind)", at: node.location)
    }

    func isNull(_ node: YAMLNode) -> Bool { node.shape == .scalar && node.scalar?.value == .null }

    private func isNull(_ entry: YAMLEntry) -> Bool {
        guard isNull(entry.value) else { return false }
        collector.error(.nullValue, "'\(entry.key)' must not be null; leave it out", at: entry.value.location)
        return true
    }

    private func reportType(_ entry: YAMLEntry, _ expected: String) {
        collector.error(
            .wrongType, "'\(entry.key)' must be \(expected), not \(entry.value.kind)", at: entry.value.location)
    }

    /// The text of a field.
    ///
    /// - Parameter isTolerant: Whether a number without quotes is so common that it is no error.
    func string(_ entry: YAMLEntry, isTolerant: Bool = false) -> String? {
        if let text = entry.value.text {
            if !entry.value.isString { reportUnquoted(entry.value, text, of: entry, "be a string", isTolerant) }
            return text
        }
        if !isNull(entry) { reportType(entry, "a string") }
        return nil
    }

    /// Reports a number or a boolean where a text must be, which is read as it is written.
    private func reportUnquoted(
        _ node: YAMLNode, _ text: String, of entry: YAMLEntry, _ duty: String, _ isTolerant: Bool
    ) {
        collector.add(
            Diagnostic(
                isTolerant || collector.isLenient ? .warning : .error, .unquotedText,
                "'\(entry.key)' must \(duty), not \(node.kind); put \(text) in quotes", at: node.location))
    }

    func boolean(_ entry: YAMLEntry) -> Bool? {
        let scalar = entry.value.scalar
        switch scalar?.value {
        case .boolean(let flag): return flag
        case .string where scalar?.text == "true" || scalar?.text == "false":
            collector.error(
                .quotedValue, "'\(entry.key)' must be true or false, without quotes", at: entry.value.location)
            return scalar?.text == "true"
        default:
            if !isNull(entry) { reportType(entry, "true or false") }
            return nil
        }
    }

    /// A number, even when it stands in quotes.
    private func number(_ entry: YAMLEntry) -> YAMLScalar.Value? {
        guard let scalar = entry.value.scalar else { return nil }
        guard scalar.value == .string else { return scalar.value }
        let value = YAMLScalar(text: scalar.text, isPlain: true).value
        switch value {
        case .integer, .number:
            collector.error(.quotedValue, "'\(entry.key)' must be a number, without quotes", at: entry.value.location)
            return value
        default: return scalar.value
        }
    }

    func count(_ entry: YAMLEntry) -> Int? {
        switch number(entry) {
        case .integer(let number) where number >= 0: return Int(clamping: number)
        // More than any value has is as good as no bound.
        case .number(let number) where number >= 0 && number.isFinite && number == number.rounded():
            return Int(exactly: number) ?? .max
        case .null where isNull(entry): return nil
        default:
            collector.error(
                .invalidValue, "'\(entry.key)' must be a whole number that is not negative", at: entry.value.location)
            return nil
        }
    }

    func bound(_ entry: YAMLEntry) -> Schema.Bound? {
        switch number(entry) {
        case .integer(let number): return .integer(number)
        case .number(let number) where number.isFinite: return .number(number)
        case .number:
            collector.error(
                .invalidValue,
                "'\(entry.key)' cannot be \(entry.value.text ?? entry.key): numbers are read up to 1.8e308",
                at: entry.value.location)
            return nil
        default:
            if !isNull(entry) { reportType(entry, "a number") }
            return nil
        }
    }

    func elements(_ entry: YAMLEntry) -> YAMLSequence {
        if entry.value.shape != .sequence, !isNull(entry) { reportType(entry, "a sequence") }
        return entry.value.elements
    }

    func entries(_ entry: YAMLEntry) -> YAMLMapping {
        if entry.value.shape != .mapping, !isNull(entry) { reportType(entry, "a mapping") }
        if !file.equivalentKeys.isEmpty { refuseEquivalentKeys(entry.value) }
        return entry.value.entries
    }

    /// Names are the same when their code points are (RFC 8259, section 8.3). Swift takes those for one that Unicode takes as
    /// equivalent, so a table of names would have only one of them.
    private func refuseEquivalentKeys(_ node: YAMLNode) {
        var known: [String: YAMLEntry] = [:]
        for entry in node.entries where file.equivalentKeys.contains(entry.keyNumber) {
            guard let first = known[entry.key] else {
                known[entry.key] = entry
                continue
            }
            collector.error(
                "'\(entry.key)' is the name at \(first.keyLocation.described(at: entry.keyLocation)) in other code points, which Swift takes for one; rename one of them",
                at: entry.keyLocation)
        }
    }

    func strings(_ entry: YAMLEntry, isTolerant: Bool = false) -> [String] {
        var result: [String] = []
        for element in elements(entry) {
            if let text = element.text {
                if !element.isString { reportUnquoted(element, text, of: entry, "hold strings", isTolerant) }
                result.append(text)
            } else {
                collector.error(
                    .wrongType, "'\(entry.key)' must hold strings, not \(element.kind)", at: element.location)
            }
        }
        return result
    }

    /// One of some words; another is reported with the nearest.
    func choice<Choice: RawRepresentable & CaseIterable>(
        _ entry: YAMLEntry, _ type: Choice.Type, _ what: String
    ) -> Choice? where Choice.RawValue == String {
        guard let text = string(entry) else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        collector.error(
            .invalidValue, "there is no \(what) '\(text)'\(hint(text, Choice.allCases.map(\.rawValue)))",
            at: entry.value.location)
        return nil
    }

    /// `; did you mean 'WORD'?` when a word is near.
    func hint(_ word: String, _ words: some Sequence<String>) -> String {
        Suggestion.nearest(to: word, among: words).map { "; did you mean '\($0)'?" } ?? ""
    }
}
