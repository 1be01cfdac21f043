/// The Swift names that have been made: documents call many properties alike.
final class NameMemory {
    private var types: [String: String] = [:]
    private var members: [String: String] = [:]

    /// A type's name, as `SwiftName.type` makes it.
    func type(_ name: String) -> String {
        if let known = types[name] { return known }
        let made = SwiftName.type(name)
        types[name] = made
        return made
    }

    /// A member's name, as `SwiftName.member` makes it.
    func member(_ name: String) -> String {
        if let known = members[name] { return known }
        let made = SwiftName.member(name)
        members[name] = made
        return made
    }
}
