import Testing

@testable import SwiftGenerator

@Suite struct AccessTests {
    private let text = ##"""
        public enum Contract {
            public static let yaml = #"""
                description: has """ in it
                public service
                """#
            public static let json = "{}"
            // public comment with """
            indirect public enum A {}
        }
        """##

    @Test func theInsideOfALiteralIsLeftAsItIs() {
        let changed = GeneratorOptions.Access.internal.applied(to: text)
        #expect(changed.contains("\n        public service\n"))
        #expect(changed.contains("\n    static let json"))
        #expect(changed.hasPrefix("enum Contract {\n    static let yaml"))
        #expect(changed.contains("indirect enum A"))
        #expect(GeneratorOptions.Access.package.applied(to: text).contains("\n    package static let json"))
        #expect(GeneratorOptions.Access.public.applied(to: text) == text)
    }
}
