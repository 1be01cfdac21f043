/// Reads the relationships of a part: which other parts it uses, by identifier and by kind.
final class Relationships: XMLHandler {
    private struct Relationship {
        let identifier: String
        let type: String
        let target: String
    }

    private static let limit = 10_000

    private let source: String
    private var all: [Relationship] = []

    private init(source: String) {
        self.source = source
    }

    /// Reads those of `source`, the package itself when it is empty; nil when there are none.
    static func read(of source: String, _ archive: ZipArchive) throws -> Relationships? {
        let relationships = Relationships(source: source)
        let part = PartName.relationships(of: source)
        return try XMLPart.read(part, of: archive, relationships) ? relationships : nil
    }

    /// The part of a kind; the kind is the last word of the relationship's type.
    func part(ofKind kind: String) -> String? {
        all.first { $0.type.hasSuffix("/\(kind)") }.flatMap { PartName.resolve($0.target, from: source) }
    }

    /// The part with that identifier, if it is of the kind.
    func part(_ identifier: String, ofKind kind: String) -> String? {
        all.first { $0.identifier == identifier && $0.type.hasSuffix("/\(kind)") }
            .flatMap { PartName.resolve($0.target, from: source) }
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes, depth: Int, _ parser: XMLParser) throws {
        guard name.namespace == .packageRelationships, name.isLocal("Relationship"),
            attributes.text("TargetMode") != "External",
            let identifier = attributes.text("Id"), let type = attributes.text("Type"),
            let target = attributes.text("Target")
        else { return }
        guard all.count < Self.limit else { throw ContentError.brokenStructure }
        all.append(Relationship(identifier: identifier, type: type, target: target))
    }

    func end(_ name: XMLName, depth: Int, _ parser: XMLParser) {}

    func text(_ bytes: UnsafeRawBufferPointer) {}
}
