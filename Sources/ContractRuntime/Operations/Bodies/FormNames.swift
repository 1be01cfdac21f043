/// Which property of a form's object each of its fields belongs to.
struct FormNames {
    /// The most names in brackets that one field may have.
    static let maximumDepth = 16

    private let members: [String: ParameterShape]
    /// The properties whose members are fields of the form, by the names of these.
    private var owners: [String: String] = [:]
    /// The property whose members are all the fields that nothing else claims.
    private var open: String?

    init(_ shape: ParameterShape) {
        members = shape.object?.members ?? [:]
        for (name, member) in members {
            guard case .spread(let inner, let others) = member else { continue }
            for field in inner.keys where members[field] == nil { owners[field] = name }
            if others != nil, open.map({ name < $0 }) ?? true { open = name }
        }
    }

    /// The names from the form's object to the value of a field: more than one for `name[member]`, where the property can
    /// have members or elements, and for the member of an object that is spread over the form.
    func path(of field: String) -> [String] {
        if let owner = owners[field] { return [owner, field] }
        guard members[field] == nil else { return [field] }
        guard field.hasSuffix("]"), let bracket = field.firstIndex(of: "["),
            let member = members[String(field[..<bracket])], member.object != nil || member.isArray(pieces: 2)
        else { return open.map { [$0, field] } ?? [field] }
        let names = Self.names(inBrackets: field[bracket...])
        // Deeper than anything that is read, it is a field that the contract does not know.
        return names.count > Self.maximumDepth ? [field] : [String(field[..<bracket])] + names
    }

    /// Whether a field is called as one of some properties, or as a member of one (`name[member]`).
    static func isClaimed(_ field: String, by properties: Set<String>) -> Bool {
        properties.contains(field) || properties.contains(String(field.prefix { $0 != "[" }))
    }

    /// The names of `[a][b]`; one more than the most where there are more.
    static func names(inBrackets text: Substring) -> [String] {
        text.dropFirst().dropLast().split(separator: "][", omittingEmptySubsequences: false)
            .prefix(maximumDepth + 1)
            .map(String.init)
    }
}
