import Foundation
import OpenAPI
import Testing

@testable import SwiftGenerator

@Suite struct GoldenTests {
    @Test(arguments: Fixtures.names(in: "golden"))
    func outputIsTheSameToTheByte(_ name: String) throws {
        let text = try Fixtures.text("golden/\(name).yaml")
        let files = try Fixtures.generate(text, file: "\(name).yaml")
        for file in files { try Fixtures.expect(file.text, in: "golden/\(name)/\(file.name).txt") }
        let folder = Fixtures.folder.appending(path: "golden/\(name)")
        let kept = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
            $0 != "Scenarios.swift.txt"
        }
        #expect(Set(kept) == Set(files.map { $0.name + ".txt" }))
    }

    @Test func scenariosAreTheSameToTheByte() throws {
        let text = try Fixtures.text("golden/scenarios.yaml")
        for file in try Fixtures.generate(text, file: "scenarios.yaml", mode: .examples) {
            try Fixtures.expect(file.text, in: "golden/scenarios/\(file.name).txt")
        }
    }

    @Test func secondRunSaysTheSame() throws {
        for name in Fixtures.names(in: "golden") {
            let text = try Fixtures.text("golden/\(name).yaml")
            #expect(try Fixtures.generate(text, file: "a.yaml") == Fixtures.generate(text, file: "a.yaml"))
        }
    }

    @Test func commentChangesNothing() throws {
        let text = try Fixtures.text("golden/structures.yaml")
        let before = try Fixtures.generate(text, file: "a.yaml")
        let after = try Fixtures.generate("# A comment.\n\n" + text + "# Another.\n", file: "a.yaml")
        #expect(changed(before, after) == [])
    }

    @Test func descriptionChangesTheDeclarationsAndNoCode() throws {
        let text = try Fixtures.text("golden/structures.yaml")
        let before = try Fixtures.generate(text, file: "a.yaml")
        let other = text.replacing("Somebody who orders.", with: "Whoever orders.")
        #expect(other != text)
        #expect(changed(before, try Fixtures.generate(other, file: "a.yaml")) == ["Schemas.swift", "Contract.swift"])
    }

    @Test func embeddedContractReadsAloneWhereTheDocumentRefersToOtherFiles() throws {
        let reading = try Fixtures.readingOfTwoFiles()
        let output = try Generator(mode: .server, source: "a.yaml").output(reading)
        let contract = try #require(output.files.first { $0.name == "Contract.swift" }?.text)
        #expect(!contract.contains("common.yaml"))
        let texts = reading.bundle.texts()
        for embedded in [texts.yaml, texts.json] {
            let alone = try DocumentParser.parse(Array(embedded.utf8), file: "b")
            #expect(alone.schemas.map(\.name) == ["Price"])
            #expect(alone.schema(named: "Price")?.properties.map(\.name) == ["unit"])
        }
        let schemas = try #require(output.files.first { $0.name == "Schemas.swift" }?.text)
        #expect(schemas.contains("public struct Price") && !schemas.contains("Money"))
        #expect(texts.json.split(separator: "\n").count == 1)
    }

    @Test func literalsHoldAnyText() throws {
        let texts = [
            "plain\ntext\n", "no newline at the end", "\"\"\"# \\#( \"\"\" \\(a)\n\n\n", "carriage\r\nreturn\r\n",
            "tab\té😀\u{2028}\n",
            "bell\u{7}nul\0", "\"\"\"##\\##\n", "combining \"\"\"#\u{301} \\#\u{301}",
        ]
        for text in texts {
            let literal = SwiftLiteral.multiline(text, indentation: "    ")
            let lines = literal.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            #expect(SwiftLiteralReader.value(of: lines) == text, "\(text.debugDescription)")
        }
    }

    private func changed(_ before: [Generator.File], _ after: [Generator.File]) -> [String] {
        zip(before, after).filter { $0.text != $1.text }.map { $0.0.name }
    }
}

/// Reads the literals that `SwiftLiteral` writes, as the compiler would.
private enum SwiftLiteralReader {
    static func value(of lines: [String]) -> String? {
        if lines.count == 1 { return quoted(lines[0]) }
        guard let first = lines.first, let last = lines.last, first.hasSuffix("\"\"\"") else { return nil }
        let hashes = first.dropLast(3)
        guard hashes.allSatisfy({ $0 == "#" }), last == "    \"\"\"" + hashes else { return nil }
        let inside = lines.dropFirst().dropLast()
        let text = inside.map { $0.hasPrefix("    ") ? String($0.dropFirst(4)) : $0 }.joined(separator: "\n")
        let isClosed = text.utf8.contains(("\"\"\"" + hashes).utf8) || text.utf8.contains(("\\" + hashes).utf8)
        return isClosed ? nil : text
    }

    private static func quoted(_ literal: String) -> String? {
        var result = ""
        var rest = Array(literal.unicodeScalars.dropFirst().dropLast())[...]
        while let scalar = rest.popFirst() {
            guard scalar == "\\", let escaped = rest.popFirst() else {
                result.unicodeScalars.append(scalar)
                continue
            }
            switch escaped {
            case "n": result += "\n"
            case "r": result += "\r"
            case "t": result += "\t"
            case "u":
                let digits = String(String.UnicodeScalarView(rest.dropFirst().prefix { $0 != "}" }))
                rest = rest.dropFirst(digits.count + 2)
                guard let value = UInt32(digits, radix: 16), let unit = Unicode.Scalar(value) else { return nil }
                result.unicodeScalars.append(unit)
            default: result.unicodeScalars.append(escaped)
            }
        }
        return result
    }
}
