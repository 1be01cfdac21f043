import Foundation
import Testing

@testable import SwiftGenerator

/// No type of a contract takes a name that generated code has for a type of the runtime.
@Suite struct ReservedTypeTests {
    private static func texts(in folder: String) throws -> [(file: String, text: String)] {
        let root = Fixtures.repository.appending(path: folder)
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?.allObjects ?? []
        return try files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.map {
            ($0.lastPathComponent, try String(contentsOf: $0, encoding: .utf8))
        }
    }

    /// Every type that a module declares for others, outside any other type.
    private static func publicTypes(in folder: String) throws -> Set<String> {
        let declaration = #/^public (?:final )?(?:indirect )?(?:struct|enum|class|actor|protocol|typealias) (\w+)/#
            .anchorsMatchLineEndings()
        return Set(try texts(in: folder).flatMap { $0.text.matches(of: declaration).map { String($0.1) } })
    }

    /// The words of every line of the generator that holds a text, its comments and the list itself apart.
    private static func writtenWords() throws -> Set<Substring> {
        let lines = try texts(in: "Sources/SwiftGenerator").filter { $0.file != "SwiftName.swift" }.flatMap {
            $0.text.split(separator: "\n")
        }
        let written = lines.filter { $0.contains("\"") && !$0.drop { $0 == " " }.hasPrefix("//") }
        return Set(written.flatMap { $0.split { !$0.isLetter && !$0.isNumber && $0 != "_" } })
    }

    @Test func everyTypeOfTheRuntimeThatGeneratedCodeNamesIsReserved() throws {
        let types = try Self.publicTypes(in: "Sources/ContractRuntime")
        #expect(types.count > 70 && types.isSuperset(of: ["BodyPart", "ClientTransport", "JSONReader", "ByteStream"]))
        let named = types.intersection(try Self.writtenWords().map(String.init))
        #expect(named.count > 50)
        #expect(named.subtracting(SwiftName.reservedTypes).sorted() == [])
        for name in named { #expect(SwiftName.type(name) == name + "Schema") }
    }
}
