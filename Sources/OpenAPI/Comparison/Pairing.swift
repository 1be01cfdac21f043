/// Finds which elements of a new list stand for which of an old one: by one key after another, each in linear time.
struct Pairing<Element> {
    private let old: [Element]
    private let new: [Element]
    /// For each element of the new list, where its counterpart is.
    private var partners: [Int?]
    /// Whether an element of the old list has a counterpart.
    private var isTaken: [Bool]

    init(_ old: [Element], _ new: [Element]) {
        (self.old, self.new) = (old, new)
        partners = Array(repeating: nil, count: new.count)
        isTaken = Array(repeating: false, count: old.count)
    }

    /// Pairs what has no counterpart yet and the same key; what stands first comes first. Elements without a key stay.
    mutating func match<Key: Hashable>(old oldKey: (Element) -> Key?, new newKey: (Element) -> Key?) {
        guard partners.contains(nil), isTaken.contains(false) else { return }
        var waiting: [Key: [Int]] = [:]
        for index in old.indices.reversed() where !isTaken[index] {
            if let key = oldKey(old[index]) { waiting[key, default: []].append(index) }
        }
        for index in new.indices where partners[index] == nil {
            guard let key = newKey(new[index]), let partner = waiting[key]?.popLast() else { continue }
            partners[index] = partner
            isTaken[partner] = true
        }
    }

    mutating func match<Key: Hashable>(by key: (Element) -> Key?) { match(old: key, new: key) }

    /// All elements of the new list, with their counterparts.
    var all: [(old: Element?, new: Element)] {
        zip(partners, new).map { partner, element in (partner.map { old[$0] }, element) }
    }

    /// What has a counterpart, in the order of the new list.
    var pairs: [(old: Element, new: Element)] { all.compactMap { pair in pair.old.map { ($0, pair.new) } } }

    /// What is in the new list only.
    var fresh: [Element] { all.compactMap { $0.old == nil ? $0.new : nil } }

    /// What is in the old list only.
    var gone: [Element] { zip(isTaken, old).compactMap { $0 ? nil : $1 } }
}
