import Testing

@testable import SwiftGenerator

@Suite struct AccessTests {
    @Test(arguments: [
        ("public enum A {", "enum A {", "package enum A {"),
        ("indirect public enum A {", "indirect enum A {", "indirect package enum A {"),
        ("@Indirect public var a: A", "@Indirect var a: A", "@Indirect package var a: A"),
        ("/// public to all", "/// public to all", "/// public to all"),
        ("let public = 1", "let public = 1", "let public = 1"),
    ])
    func whatIsDeclaredPublicGetsTheAccessThatIsAskedFor(line: String, internally: String, inPackage: String) {
        #expect(GeneratorOptions.Access.internal.applied(to: line) == internally)
        #expect(GeneratorOptions.Access.package.applied(to: line) == inPackage)
        #expect(GeneratorOptions.Access.public.applied(to: line) == line)
    }

    @Test func theInsideOfALiteralIsLeftAsItIs() {
        var writer = SourceWriter(SourceStyle(source: "a.yaml", access: .internal), imports: [])
        writer.block("public enum Contract {") { writer in
            writer.line("public static let yaml = #\"\"\"")
            writer.verbatim("        public service")
            writer.line("    \"\"\"#")
        }
        #expect(writer.text.contains("\nenum Contract {\n    static let yaml"))
        #expect(writer.text.contains("\n        public service\n"))
    }
}
