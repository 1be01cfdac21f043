/// The members of an object whose names are data, in their order.
///
/// The order is kept because some receivers care: a form's fields go in the order in which they were answered. Names are
/// the same when their code points are (RFC 8259, section 8.3), which Swift's strings do not ask for.
public struct JSONMap<Value>: Sequence, ExpressibleByDictionaryLiteral {
    private var members: [(key: String, value: Value)] = []
    private var indices: [ExactString: Int] = [:]

    /// Makes an empty map.
    public init() {}

    /// Makes a map of a literal; of two equal names the later wins.
    public init(dictionaryLiteral elements: (String, Value)...) {
        self.init(elements)
    }

    /// Makes a map of pairs; of two equal names the later wins.
    public init(_ pairs: some Sequence<(String, Value)>) {
        for (key, value) in pairs { self[key] = value }
    }

    /// How many members there are.
    public var count: Int { members.count }

    /// Whether there is none.
    public var isEmpty: Bool { members.isEmpty }

    /// The value of a name; nil takes it away.
    public subscript(key: String) -> Value? {
        get { indices[ExactString(key)].map { members[$0].value } }
        set {
            let name = ExactString(key)
            switch (indices[name], newValue) {
            case (let index?, let value?): members[index].value = value
            case (nil, let value?):
                indices[name] = members.count
                members.append((key, value))
            case (let index?, nil):
                members.remove(at: index)
                indices = [:]
                for (position, member) in members.enumerated() { indices[ExactString(member.key)] = position }
            case (nil, nil): break
            }
        }
    }

    /// Iterates over the members in their order.
    public func makeIterator() -> Array<(key: String, value: Value)>.Iterator {
        members.makeIterator()
    }
}

extension JSONMap: Sendable where Value: Sendable {}

extension JSONMap: Equatable where Value: Equatable {
    /// Whether two maps have the same members; the order does not matter, as RFC 8259 has it (section 4).
    public static func == (left: Self, right: Self) -> Bool {
        left.count == right.count && left.members.allSatisfy { right[$0.key] == $0.value }
    }
}

extension JSONMap: Hashable where Value: Hashable {
    /// Hashes the members without regard to their order.
    public func hash(into hasher: inout Hasher) {
        var sum = 0
        for member in members {
            var part = Hasher()
            part.combine(member.key)
            part.combine(member.value)
            sum &+= part.finalize()
        }
        hasher.combine(sum)
    }
}
