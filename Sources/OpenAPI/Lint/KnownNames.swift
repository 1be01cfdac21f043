/// Names that documents use and no grammar checks, for noticing those that were meant to be one of them.
enum KnownNames {
    /// The formats of JSON Schema 2020-12 (validation, section 7.3), of OpenAPI 3.0 (section 4.4) and of its registry
    /// (https://spec.openapis.org/registry/format/).
    private static let formats = formatsOfStrings.union(formatsOfNumbers).union(formatsOfEither)

    private static let formatsOfStrings: Set = [
        "base64url", "binary", "byte", "char", "commonmark", "date", "date-time", "date-time-local", "duration",
        "email", "hostname", "html", "http-date", "idn-email", "idn-hostname", "ipv4", "ipv6", "iri", "iri-reference",
        "json-pointer", "media-range", "password", "regex", "relative-json-pointer", "sf-binary", "sf-boolean",
        "sf-string", "sf-token", "time", "time-local", "uri", "uri-reference", "uri-template", "uuid",
    ]

    private static let formatsOfNumbers: Set = [
        "double", "double-int", "float", "int16", "int32", "int8", "sf-decimal", "sf-integer", "uint16", "uint32",
        "uint8",
    ]

    /// Numbers that may be written as strings, so that no digit is lost.
    private static let formatsOfEither: Set = ["decimal", "decimal128", "int64", "uint64", "unixtime"]

    /// The types whose values a format speaks of; nil for one that is not known.
    static func types(ofFormat name: String) -> Set<Schema.PrimitiveType>? {
        if formatsOfStrings.contains(name) { return [.string] }
        if formatsOfNumbers.contains(name) { return [.integer, .number] }
        return formatsOfEither.contains(name) ? [.string, .integer, .number] : nil
    }

    /// What people call a format that has another name.
    private static let formatsByOtherName = ["guid": "uuid"]

    /// The schemes of IANA's registry of HTTP authentication schemes.
    private static let authenticationSchemes = [
        "basic", "bearer", "concealed", "digest", "dpop", "gnap", "hoba", "mutual", "negotiate", "oauth",
        "privatetoken", "scram-sha-1", "scram-sha-256", "vapid",
    ]

    /// The format that another is near to; nil for one that is known, or may well be meant.
    static func format(near name: String) -> String? {
        guard !formats.contains(name), name.utf8.count <= 40 else { return nil }
        let plain = bare(name)
        if let other = formatsByOtherName[plain] { return other }
        let sorted = formats.sorted()
        if let same = sorted.first(where: { bare($0) == plain }) { return same }
        return sorted.first { isNear(plain, bare($0)) }
    }

    /// The scheme that another is near to; nil for one that is known, or may well be meant.
    static func authentication(near name: String) -> String? {
        guard !authenticationSchemes.contains(name), name.utf8.count <= 40 else { return nil }
        return authenticationSchemes.first { isNear(name, $0) }
    }

    /// One letter makes a mistake of a word of five or more; of a shorter one, or of a number, it makes another name.
    private static func isNear(_ word: String, _ known: String) -> Bool {
        word.count >= 5 && word.filter(\.isNumber) == known.filter(\.isNumber)
            && Suggestion.distance(word, known) == 1
    }

    private static func bare(_ name: String) -> String {
        name.lowercased().filter { !["-", "_", ".", " "].contains($0) }
    }
}
