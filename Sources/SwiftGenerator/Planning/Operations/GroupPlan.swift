import OpenAPI
import YAML

/// A protocol for the operations of a tag.
struct GroupPlan {
    /// The tag.
    var tag: String
    var protocolName: String
    var documentation: [String]

    /// A protocol for each tag that is some operation's first, in the order of the document.
    static func all(of document: Document, apiName: String) -> [GroupPlan] {
        let used = Set(document.operations.compactMap(\.tags.first))
        var tags = document.tags.map(\.name).filter(used.contains)
        for tag in document.operations.compactMap(\.tags.first) where !tags.contains(tag) { tags.append(tag) }
        let declared = Dictionary(document.tags.map { ($0.name, $0) }) { first, _ in first }
        let names = SwiftName.unique(
            tags.map { tag in
                let given = declared[tag]?.extensions["x-swift-name"]?.text ?? ""
                let isGiven = !SwiftName.words(given).isEmpty
                let name = SwiftName.type(isGiven ? given : tag)
                return (apiName + name + "API", isGiven ? 0 : name == tag ? 1 : 2, tag)
            }, avoiding: [apiName + "API"])
        return zip(tags, names).map { tag, name in
            let about = declared[tag]?.description ?? declared[tag]?.summary ?? ""
            let lines = about.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
            return GroupPlan(
                tag: tag, protocolName: name,
                documentation: ["The operations of the tag `\(tag)`."] + (about.isEmpty ? [] : [""] + lines))
        }
    }
}
