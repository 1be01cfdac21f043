import Foundation
import Testing

@testable import OpenAPI

/// The table in `docs/generator.md` of what becomes of every field, beside what the parser reads.
@Suite struct FieldTableTests {
    private static let kinds: [(object: String, kind: ObjectKind)] = [
        ("OpenAPI", .document), ("Info", .info), ("Contact", .contact), ("License", .license), ("Server", .server),
        ("Server Variable", .serverVariable), ("Components", .components), ("Path Item", .pathItem),
        ("Operation", .operation), ("External Documentation", .externalDocs), ("Parameter", .parameter),
        ("Request Body", .requestBody), ("Media Type", .mediaType), ("Encoding", .encoding), ("Response", .response),
        ("Example", .example), ("Link", .link), ("Header", .header), ("Tag", .tag), ("Discriminator", .discriminator),
        ("XML", .xml), ("Security Scheme", .securityScheme), ("OAuth Flows", .flows), ("OAuth Flow", .flow),
        ("Schema", .schema),
    ]

    /// What stands between backticks in each row, by the row's first cell.
    private static func rows() throws -> [String: [String]] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../docs")
        let text = try String(contentsOf: folder.appending(path: "generator.md").standardized, encoding: .utf8)
        let section = try #require(text.components(separatedBy: "### Every field\n").last)
        let lines = section.prefix(upTo: section.firstRange(of: "\n### ")?.lowerBound ?? section.endIndex)
            .split(separator: "\n").filter { $0.hasPrefix("| ") }
        return Dictionary(
            lines.map { line in
                let object = line.dropFirst(2).prefix { $0 != "|" }.trimmingCharacters(in: .whitespaces)
                let words = line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
                return (object, words.filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) })
            }
        ) { first, second in first + second }
    }

    @Test func theTableHasEveryFieldOfEveryObject() throws {
        let rows = try Self.rows()
        for (object, kind) in Self.kinds {
            let fields = Set([1, 2, 4].flatMap { kind.fields(in: $0) })
            let told = try #require(rows[object], "no row tells of \(object)").filter { $0 != "tag-protocols" }
            #expect(fields.symmetricDifference(told) == [], "\(object)")
            #expect(told.count == Set(told).count, "\(object) has a field twice")
        }
    }

    /// Fails when a word is added that no object of the table has.
    @Test func everyWordIsAFieldOfAnObject() {
        let known = Set(Self.kinds.flatMap { kind in [1, 2, 4].flatMap { kind.kind.fields(in: $0) } })
        let words = Word.allCases.filter { ![.unknown, .vendorExtension].contains($0) }.map(\.text)
        #expect(Set(words).subtracting(known) == [])
    }
}
