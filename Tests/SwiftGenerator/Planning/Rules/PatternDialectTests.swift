import Testing

@testable import SwiftGenerator

@Suite struct PatternDialectTests {
    @Test(arguments: [
        "^a+b*c?d{2}e{2,}f{2,3}$", #"^[^\u0000-\u001f/\\]+\.([cC][sS][vV])$"#, #"\d\D\w\W\s\S\b\B\t\n\r\f\0\x41\u0041"#,
        "(?:a)(?=b)(?!c)(?<name>f)", "a+?b*?c??d{2}?", #"\p{L}[\p{Lu}\-\]]"#, "[a-z&~-]", #"\{\}\[\]\(\)\*\+\?"#, "}",
        "a|b", "[[A-Z]{1,18}", "[a[:alpha:]]", "[a&&b]", "[+--]", "[a~~b]",
    ])
    func whatBothDialectsReadAlikeIsAllowed(_ pattern: String) throws {
        #expect(PatternDialect.objection(to: pattern) == nil)
        _ = try Regex(PatternDialect.swiftText(of: pattern))
    }

    @Test(arguments: [
        #"\Aa\z"#, #"\h"#, #"\v"#, #"\Qa\E"#, #"\G"#, #"\K"#, #"\cA"#, "(?i)a", "(?#a)", "(?>a)", "(?|a)", "(*FAIL)",
        "a++",
        "a*+", "a{2}+", "a{,3}", "{", "a{b}", "a{2", "a{2,3,4}", "[]a]", "[^]]",
        #"[\b]"#,
    ])
    func whatTheyReadInDifferentWaysIsRefused(_ pattern: String) {
        #expect(PatternDialect.objection(to: pattern) != nil)
    }
}
