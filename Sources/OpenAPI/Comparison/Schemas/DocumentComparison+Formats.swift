import YAML

extension DocumentComparison {
    mutating func compareFormats(_ pair: SchemaPair, _ whole: Conjunctions) {
        let types = whole.old.flatMap(\.types)
        let texts = (whole.old.compactMap(Self.format), whole.new.compactMap(Self.format))
        guard Set(texts.0) != Set(texts.1) else { return }
        let effect =
            if Set(texts.0).count > 1 || Set(texts.1).count > 1 {
                ComparisonDirection.Effect.changes
            } else if types.contains(.integer) || types.contains(.number) {
                Self.effect(ofBits: texts.0.first, texts.1.first, isWhole: types.contains(.integer))
            } else {
                Self.effect(ofTexts: texts.0.first, texts.1.first)
            }
        func text(_ formats: [String]) -> String {
            formats.isEmpty ? "not told" : Set(formats).sorted().joined(separator: " and ")
        }
        let names = ["format", "contentEncoding"]
        report(
            .formatChanged, effect, "the format is \(text(texts.1)) and was \(text(texts.0))", pair,
            old: Self.location(of: names, in: whole.old), new: Self.location(of: names, in: whole.new))
    }

    /// The format; how bytes are written in a string is one too.
    private static func format(_ schema: Schema) -> String? {
        if let format = schema.format, EnforcedFormats.all.contains(format) { return format }
        switch schema.contentEncoding?.lowercased() {
        case "base64": return "byte"
        case "base64url": return "base64url"
        default: return schema.format ?? schema.contentEncoding
        }
    }

    private static func effect(ofTexts before: String?, _ after: String?) -> ComparisonDirection.Effect {
        // A secret is a string of another type.
        let free: Set<String?> = [nil, "password"]
        let (was, isNow) = (before.flatMap(enforced), after.flatMap(enforced))
        if was == isNow { return .annotates }
        if free.contains(was), free.contains(isNow) { return .shifts }
        if free.contains(was) { return .narrows }
        if free.contains(isNow) { return .widens }
        switch (was, isNow) {
        case ("uri", "uri-reference"): return .widens
        case ("uri-reference", "uri"): return .narrows
        default: return .changes
        }
    }

    private static func enforced(_ format: String) -> String? {
        EnforcedFormats.ofStrings.contains(format) ? format : nil
    }

    /// - Parameter isWhole: Whether the numbers are integers, which have 64 bits where nothing is said.
    private static func effect(
        ofBits before: String?, _ after: String?, isWhole: Bool
    ) -> ComparisonDirection.Effect {
        func normal(_ format: String?) -> String? {
            guard let format, EnforcedFormats.ofNumbers.contains(format) else { return nil }
            return format == "double" || isWhole && ["float", "decimal"].contains(format) ? nil : format
        }
        let (was, isNow) = (normal(before), normal(after))
        if was == isNow { return .annotates }
        let pair: Set<String?> = [was, isNow]
        if pair == [nil, "decimal"] { return .shifts }
        if isWhole, pair == [nil, "int64"] { return .annotates }
        if isWithin(was, isNow) { return .widens }
        return isWithin(isNow, was) ? .narrows : .changes
    }

    /// Whether each number of one format is one of another.
    private static func isWithin(_ inner: String?, _ outer: String?) -> Bool {
        switch (inner, outer) {
        case (_, nil), ("int32", "int64"), ("uint32", "int64"), ("uint32", "uint64"), (_, "decimal"): true
        default: false
        }
    }

    /// Whether a schema is for bytes as they are: by a format in OpenAPI 3.0, by their encoding or media type since 3.1
    /// (OpenAPI 3.1, section 4.4.2).
    static func isBytes(_ schema: Schema) -> Bool {
        guard schema.types == [.string] || schema.types.isEmpty, schema.reference == nil else { return false }
        if let format = schema.format { return format == "binary" && schema.types == [.string] }
        if let encoding = schema.contentEncoding?.lowercased() { return ["7bit", "8bit", "binary"].contains(encoding) }
        return schema.contentMediaType != nil
    }
}
