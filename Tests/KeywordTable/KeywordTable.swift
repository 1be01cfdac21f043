public import ContractRuntime

/// What a contract of the tests says of each of its keywords: a value that keeps it, and one that breaks it.
///
/// The rows are the properties of the schema `Keywords`; `x-good`, `x-bad` and `x-says` stand beside what they are about.
public struct KeywordTable: Sendable {
    /// One property.
    public struct Row: Sendable {
        /// Its name.
        public var name: String
        /// A value that is accepted and comes back.
        public var good: JSONValue?
        /// A value that is refused.
        public var bad: JSONValue?
        /// What the refusal says, as `LOCATION POINTER REASON`, sorted.
        public var says: [String]
    }

    /// The rows, in the order of the contract.
    public let rows: [Row]

    /// Reads the table.
    ///
    /// - Parameter contract: The contract as JSON.
    /// - Throws: `JSONReadError` when it is no JSON.
    public init(contract: String) throws {
        var place: JSONValue? = try JSONValue.read(jsonBytes: Array(contract.utf8))
        for name in ["components", "schemas", "Keywords", "properties"] { place = place?.member(name) }
        guard case .object(let properties)? = place else {
            rows = []
            return
        }
        rows = properties.map { name, schema in
            Row(
                name: name, good: schema.member("x-good"), bad: schema.member("x-bad"),
                says: Self.says(schema).map { text in
                    let parts = text.split(separator: " ")
                    let inside = parts.count > 1 ? String(parts[0]) : ""
                    return "body /\(name)\(inside) \(parts.last ?? "")"
                }.sorted())
        }
    }

    private static func says(_ schema: JSONValue) -> [String] {
        guard case .array(let texts)? = schema.member("x-says") else { return [] }
        return texts.compactMap { if case .string(let text) = $0 { text } else { nil } }
    }
}

extension JSONValue {
    func member(_ name: String) -> JSONValue? {
        if case .object(let members) = self { members[name] } else { nil }
    }
}
