/// Which members of the objects in a value are named by the schemas that hold for it, by the place of the object.
struct Mentions {
    private struct Mention {
        var names: Set<ExactName> = []
        /// Whether some schema names properties, so that all others are unheard of.
        var isClosed = false
        /// Whether nobody can say what is named, for the value fits no alternative.
        var isUnknown = false
    }

    private var byPlace: [ExactName: Mention] = [:]

    /// Notes what a schema names.
    mutating func add(_ names: Set<ExactName>, at place: String, closing: Bool) {
        guard closing || !names.isEmpty else { return }
        byPlace[ExactName(place), default: Mention()].names.formUnion(names)
        if closing { byPlace[ExactName(place)]?.isClosed = true }
    }

    /// Notes that nobody can say what is named, at a place and below it.
    mutating func leaveOpen(_ place: String) { byPlace[ExactName(place), default: Mention()].isUnknown = true }

    /// Takes what another schema names of the same value or of a part of it.
    mutating func formUnion(_ other: Mentions) {
        guard !byPlace.isEmpty else {
            byPlace = other.byPlace
            return
        }
        byPlace.merge(other.byPlace) { own, other in
            Mention(
                names: own.names.union(other.names), isClosed: own.isClosed || other.isClosed,
                isUnknown: own.isUnknown || other.isUnknown)
        }
    }

    /// The same names of a schema that only asks, such as `if`: it says nothing of what it does not name.
    var asked: Mentions {
        var result = self
        for place in byPlace.keys { result.byPlace[place]?.isClosed = false }
        return result
    }

    /// The places of all members that no schema names.
    func undeclared(in value: some SchemaInstance, at place: String) -> [String] {
        switch value.instance {
        case .object(let members):
            let mention = byPlace[ExactName(place)] ?? Mention()
            guard !mention.isUnknown else { return [] }
            return members.flatMap { name, value -> [String] in
                let pointer = "\(place)/\(JSONPointer.escaped(name))"
                if mention.isClosed, !mention.names.contains(ExactName(name)) { return [pointer] }
                return undeclared(in: value, at: pointer)
            }
        case .array(let elements):
            guard byPlace[ExactName(place)]?.isUnknown != true else { return [] }
            return elements.enumerated().flatMap { undeclared(in: $1, at: "\(place)/\($0)") }
        default: return []
        }
    }
}
