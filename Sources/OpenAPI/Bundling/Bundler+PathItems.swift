import YAML

/// Path items that several paths share: each of their operations is one, whose `operationId` would stand twice if the item
/// were put in each place.
extension Bundler {
    /// Where a shared path item stands in the document itself.
    struct SharedItem {
        var pointer: String
        /// The reference in whose place it stands.
        var reference: Int
    }

    /// The path items of other files that several references lead to.
    func sharedTargets() -> [Schema.ID] {
        let items = parser.crossings.values.filter { $0.component == .pathItems && $0.target.file.number != 0 }
        return Dictionary(grouping: items, by: \.target.id).filter { $0.value.count > 1 }.map(\.key)
    }

    /// The first path that is nothing but a reference to a shared item, for each of them that has one.
    func sharedPlaces() -> [Schema.ID: SharedItem] {
        let shared = Set(sharedTargets())
        var places: [Schema.ID: SharedItem] = [:]
        let paths = document.root["paths"].map { inPlace($0, file: 0) }
        for path in paths?.node.entries.map({ $0 }) ?? [] where path.value.entries.map(\.key) == ["$ref"] {
            guard let reference = path.value["$ref"],
                let target = parser.crossings[Schema.ID(file: paths?.file ?? 0, node: reference.number)]?.target.id,
                shared.contains(target), places[target] == nil
            else { continue }
            places[target] = SharedItem(
                pointer: "#/paths/\(JSONPointer.uriEscaped(path.key))", reference: reference.number)
        }
        return places
    }
}
