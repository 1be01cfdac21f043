/// Which property of a form's object each of its fields belongs to.
struct FormNames {
    private let members: [String: ParameterShape]
    /// The properties whose members are fields of the form, by the names of these.
    private var owners: [String: String] = [:]

    init(_ shape: ParameterShape) {
        members = shape.object?.members ?? [:]
        for (name, member) in members {
            guard case .spread(let inner) = member else { continue }
            for field in inner.keys where members[field] == nil { owners[field] = name }
        }
    }

    /// The names from the form's object to the value of a field: more than one for `name[member]`, where the property can
    /// have members or elements, and for the member of an object that is spread over the form.
    func path(of field: String) -> [String] {
        if let owner = owners[field] { return [owner, field] }
        guard members[field] == nil, field.hasSuffix("]"), let bracket = field.firstIndex(of: "["),
            let member = members[String(field[..<bracket])], member.object != nil || member.isArray(pieces: 2)
        else { return [field] }
        return [String(field[..<bracket])] + Self.names(inBrackets: field[bracket...])
    }

    /// The names of `[a][b]`, at most 16 of them.
    static func names(inBrackets text: Substring) -> [String] {
        text.dropFirst().dropLast().split(separator: "][", omittingEmptySubsequences: false).prefix(16)
            .map(String.init)
    }
}
