/// Turns any name of a document into a good Swift name.
enum SwiftName {
    /// A type's name: words capitalised and joined.
    static func type(_ name: String) -> String { prefixedType(name, prefix: "") }

    /// A type's name after a prefix.
    static func prefixedType(_ name: String, prefix: String) -> String {
        var joined = ASCIIName.joined(name, lowersFirst: false) ?? joined(words(name).map(capitalised))
        if joined.isEmpty { joined = self.joined(SymbolName.words(name).map(capitalised)) }
        let result = prefix + (joined.isEmpty ? "Unnamed" : joined)
        let safe = result.first.map { $0.isNumber } ?? true ? "_" + result : result
        // Without a letter that has a case the type would be called as its property, case or function is.
        guard let first = safe.first, first.lowercased() != first.uppercased() else { return safe + "Type" }
        return reservedTypes.contains(safe) ? safe + "Schema" : safe
    }

    /// A property's, a case's or a function's name: the first word in lower case.
    static func member(_ name: String) -> String {
        var joined = ASCIIName.joined(name, lowersFirst: true) ?? member(of: words(name))
        if joined.isEmpty { joined = name.isEmpty ? "empty" : member(of: SymbolName.words(name)) }
        let result = joined.isEmpty ? "unnamed" : joined
        let safe = result.first.map { $0.isNumber } ?? true ? "_" + result : result
        if reservedMembers.contains(safe) { return safe + "Value" }
        return keywords.contains(safe) ? "`\(safe)`" : safe
    }

    private static func member(of words: [String]) -> String {
        joined(words.prefix(1).map { $0.lowercased() } + words.dropFirst().map(capitalised))
    }

    /// Whether a text is a name that Swift takes without backticks.
    static func isIdentifier(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first == "_" || first.properties.isXIDStart else { return false }
        return text.unicodeScalars.allSatisfy { $0 == "_" || $0.properties.isXIDContinue } && !keywords.contains(text)
    }

    /// Whether a text can be the name of a type that generated code declares: no keyword, and nothing that it calls by
    /// its bare name.
    static func isTypeName(_ text: String) -> Bool { isIdentifier(text) && !reservedTypes.contains(text) }

    /// Whether a text can be a type as it is used, such as `Kit.Money`, `[Int]` or `Range<Int>?`.
    static func isTypeText(_ text: String) -> Bool { SwiftTypeText.isType(text) }

    /// A name between backticks where it is a keyword.
    static func escaped(_ name: String) -> String { keywords.contains(name) ? "`\(name)`" : name }

    /// A member's name as the label of an argument, where the compiler wants no backticks but around `inout`.
    static func label(_ member: String) -> String {
        let plain = member.filter { $0 != "`" }
        return plain == "inout" ? member : plain
    }

    /// The same names, made different from each other and from some others by a number where they are equal. No number makes
    /// a name that another one is.
    static func unique(_ names: [String], avoiding others: Set<String> = []) -> [String] {
        var wanted: Set<String>?
        // What others have is looked up where it is, for it may be all names of a document.
        var own: Set<String> = []
        func take(_ name: String) -> Bool { !others.contains(name) && own.insert(name).inserted }
        return names.map { name in
            guard !take(name) else { return name }
            let plain = name.hasSuffix("`") ? String(name.dropFirst().dropLast()) : name
            let stem = plain.last?.isNumber == true ? plain + "_" : plain
            let all = wanted ?? Set(names)
            wanted = all
            var number = 2
            while all.contains("\(stem)\(number)") || !take("\(stem)\(number)") { number += 1 }
            return "\(stem)\(number)"
        }
    }

    /// The names of members, made different from each other: first what an extension names, then what is called so itself,
    /// then the rest in the order of their names, so that the order in which a document has them changes none.
    ///
    /// - Parameters:
    ///   - members: What each is called in the document, and by an extension.
    ///   - sources: What puts those of one name in an order, where several may have one.
    ///   - others: Names that none may have.
    ///   - memory: What has been named before, where much is named alike.
    static func members(
        _ members: [(name: String, given: String?)], from sources: [String] = [], avoiding others: Set<String> = [],
        by memory: NameMemory = NameMemory()
    ) -> [String] {
        let plain = members.map { memory.member($0.given ?? $0.name) }
        guard hasCollision(plain, others) else { return plain }
        return unique(
            zip(members, plain).enumerated().map { index, named in
                let (member, name) = named
                let source = sources.indices.contains(index) ? "\0" + sources[index] : ""
                return (
                    name, member.given != nil ? 0 : name == escaped(member.name) ? 1 : 2, member.name + source
                )
            }, avoiding: others)
    }

    /// The same names, made different from each other: those of a lower rank keep theirs, and of one rank those with the
    /// lesser source, so that the order in which a document has them changes none.
    static func unique(
        _ names: [(name: String, rank: Int, source: String)], avoiding others: Set<String> = []
    ) -> [String] {
        let plain = names.map(\.name)
        guard hasCollision(plain, others) else { return plain }
        let order = names.indices.sorted {
            (names[$0].rank, names[$0].source, $0) < (names[$1].rank, names[$1].source, $1)
        }
        var result = plain
        for (index, name) in zip(order, unique(order.map { plain[$0] }, avoiding: others)) { result[index] = name }
        return result
    }

    /// Whether two names are the same, or one is another's that none may have.
    private static func hasCollision(_ names: [String], _ others: Set<String>) -> Bool {
        if !others.isEmpty { for name in names where others.contains(name) { return true } }
        return names.count > 1 && Set(names).count < names.count
    }

    /// Words in one; digits that would make another number together stay apart.
    private static func joined(_ words: [String]) -> String {
        words.reduce(into: "") { result, word in
            if result.last?.isNumber == true, word.first?.isNumber == true { result += "_" }
            result += word
        }
    }

    /// Splits at everything that is no letter or digit and where a lower-case letter meets an upper-case one. The sign of a
    /// number is a word.
    static func words(_ name: String) -> [String] {
        var words: [String] = []
        var word = ""
        var characters = Array(name)[...]
        if let sign = ["-": "minus", "+": "plus"][String(name.prefix(1))],
            characters.dropFirst().first?.isNumber == true
        {
            words.append(sign)
        }
        while let character = characters.popFirst() {
            guard isOfWord(character) else {
                if !word.isEmpty { words.append(word) }
                word = ""
                continue
            }
            if let last = word.last, character.isUppercase {
                let startsWord = characters.first.map { $0.isLowercase } ?? false
                if last.isLowercase || last.isNumber || (last.isUppercase && startsWord) {
                    words.append(word)
                    word = ""
                }
            }
            word.append(character)
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    /// Whether a character is a letter or a digit that Swift takes at the beginning of a name: marks that stand without
    /// what they combine with are letters to Unicode, and so is one that Swift takes nowhere.
    private static func isOfWord(_ character: Character) -> Bool {
        guard character.isLetter || character.isNumber, let first = character.unicodeScalars.first else { return false }
        switch first.value {
        case 0x300...0x36F, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0x2E2F, 0xFE20...0xFE2F: return false
        default: return true
        }
    }

    private static func capitalised(_ word: String) -> String {
        let lower = word.lowercased()
        if initialisms.contains(lower) { return lower.uppercased() }
        return word.prefix(1).uppercased() + lower.dropFirst()
    }

    static let initialisms: Set = [
        "api", "csv", "html", "http", "https", "id", "ip", "json", "jwt", "sha", "sql", "uri", "url", "uuid", "xml",
        "yaml",
    ]

    /// What generated code calls by its bare name: a type of the contract must not hide it.
    static let reservedTypes: Set = [
        "APIKey", "Any", "AnyStatus", "Array", "ArrivingPart", "AuthenticatedContext", "Authenticator",
        "AuthorizationCredentials", "Base64Bytes", "Base64URLBytes", "BasicCredentials", "BearerToken", "BodyPart",
        "BodyStream", "Bool", "ByteStream", "CalendarDuration", "CaseIterable", "Character", "ClientError",
        "ClientErrorStatus", "ClientLimits", "ClientTransport", "Codable", "ContentHead", "Contract", "ContractAnswer",
        "ContractCall", "ContractFailure", "ContractRequest", "ContractResponse", "CredentialSource", "Date",
        "DecimalNumber", "Decodable", "Dictionary", "Double", "Duration", "EmailAddress", "Encodable", "Equatable",
        "Error", "Float", "FullDate", "FullTime", "Hashable", "HeaderField", "Hostname", "IPv4Address", "IPv6Address",
        "Indirect", "InformationalStatus", "Input", "Int", "Int32", "Int64", "JSONAlternatives", "JSONCases",
        "JSONDirection", "JSONEnumeration", "JSONIntegerEnumeration", "JSONKind", "JSONMap", "JSONMemberNames",
        "JSONOpenEnumeration", "JSONReadable", "JSONReader", "JSONSyntaxError", "JSONValue", "JSONValueEnumeration",
        "JSONValues", "JSONWritable", "JSONWriter", "LinkReader", "MemberSet", "Never", "Nullable", "OperationContext",
        "OperationMetadata", "OperationRoute", "Optional", "Output", "ParameterReader", "PartRule", "Pattern",
        "Patterns", "PeerCertificate", "Principal", "Protocol", "QuotaRule", "RateLimitRule", "RawRepresentable",
        "RedirectionStatus",
        "ResponseStatus", "Result", "RuleTable", "RuleViolation", "Rules", "SecretString", "Self", "Sendable",
        "ServerErrorStatus", "ServerSentEvent", "Set", "StreamedPart", "String", "SuccessfulStatus", "Task", "Type",
        "UInt32", "UInt64", "UInt8", "URI", "URIReference", "UUID", "ValueRule", "Void", "WholeAnswer",
    ]

    /// What every struct or enum has already, and what stays itself between backticks.
    private static let reservedMembers: Set = [
        "allCases", "hashValue", "jsonCases", "jsonValue", "jsonValues", "rawValue", "self",
    ]

    private static let keywords: Set = [
        "actor", "any", "as", "associatedtype", "async", "await", "break", "case", "catch", "class", "continue",
        "default", "defer", "deinit", "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for",
        "func", "guard", "if", "import", "in", "init", "inout", "internal", "is", "let", "nil", "operator",
        "precedencegroup", "private", "protocol", "public", "repeat", "rethrows", "return", "static", "struct",
        "subscript", "super",
        "switch", "throw", "throws", "true", "try", "typealias", "unsafe", "var", "where", "while",
    ]
}
