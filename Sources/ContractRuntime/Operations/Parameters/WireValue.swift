/// A value as the text of a parameter or of a form tells it, before its shape says which JSON value it is.
indirect enum WireValue: Equatable {
    case text(String)
    case list([WireValue])
    case members([Member])

    struct Member: Equatable {
        var name: String
        var value: WireValue
    }

    /// Gathers pairs into members; a name that stands several times has a list.
    static func gathered(_ pairs: some Sequence<(name: String, value: String)>) -> WireValue {
        var names: [String] = []
        var values: [String: [WireValue]] = [:]
        for (name, value) in pairs {
            if values[name] == nil { names.append(name) }
            values[name, default: []].append(.text(value))
        }
        return .members(
            names.map { name in
                let all = values[name] ?? []
                return Member(name: name, value: all.count == 1 ? all[0] : .list(all))
            })
    }

    /// Adds a value at a path of names, as `a[b][c]=value` has it. An empty name stands for the next element.
    mutating func insert(_ value: WireValue, at path: ArraySlice<String>) {
        guard let name = path.first else {
            if case .members(let members) = self, members.isEmpty {
                self = value
            } else if case .list(let values) = self {
                self = .list(values + [value])
            } else {
                self = .list([self, value])
            }
            return
        }
        guard case .members(var members) = self else { return insert(value, at: []) }
        if !name.isEmpty, let index = members.firstIndex(where: { $0.name == name }) {
            members[index].value.insert(value, at: path.dropFirst())
        } else {
            var inner = WireValue.members([])
            inner.insert(value, at: path.dropFirst())
            members.append(Member(name: name, value: inner))
        }
        self = .members(members)
    }

    /// Splits a text at a separator into what its shape says it is.
    ///
    /// - Parameters:
    ///   - text: The text as it was sent.
    ///   - separator: What stands between elements, or between members.
    ///   - shape: What the value is.
    ///   - isExploded: Whether members are `name=value`; else names and values take turns.
    ///   - decode: Makes a string of each piece.
    static func split(
        _ text: Substring, at separator: Character, _ shape: ParameterShape, isExploded: Bool,
        decode: (Substring) -> String
    ) -> WireValue {
        let pieces = text.isEmpty ? [] : text.split(separator: separator, omittingEmptySubsequences: false)
        if shape.isArray(pieces: pieces.count) { return .list(pieces.map { .text(decode($0)) }) }
        guard shape.object != nil else { return .text(decode(text)) }
        if isExploded {
            let pairs = pieces.map { $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false) }
            guard pairs.allSatisfy({ $0.count == 2 }) else { return .text(decode(text)) }
            return gathered(pairs.map { (decode($0[0]), decode($0[1])) })
        }
        guard pieces.count.isMultiple(of: 2) else { return .text(decode(text)) }
        return gathered(
            stride(from: 0, to: pieces.count, by: 2).map { (decode(pieces[$0]), decode(pieces[$0 + 1])) })
    }
}
