import RegularExpressions
import Testing

@Suite struct RegularExpressionTests {
    @Test(arguments: [
        ("a", "cab", true), ("^a", "ba", false), ("a$", "ab", false), ("", "", true), ("", "a", true),
        ("^$", "a", false),
        ("^a|b$", "ac", true), ("^a|b$", "cb", true), ("^a|b$", "cac", false), ("^(?:a|b)+$", "abba", true),
        ("^(a(b(c)?)?)?$", "ab", true), ("^(a(b(c)?)?)?$", "ac", false), ("^(|a)b$", "b", true), ("a||b", "", true),
        ("^$|^a$", "b", false), ("(^a)|(b$)", "xb", true), ("^^a$$", "a", true), ("a^", "a", false),
        ("(?:)", "", true), ("()", "x", true),
    ])
    func sequencesAlternativesAndAnchorsAreMatched(pattern: String, text: String, holds: Bool) throws {
        #expect(try RegularExpression(pattern).matches(text) == holds)
    }

    @Test(arguments: [
        ("^a{2}$", "aa", true), ("^a{2}$", "a", false), ("^a{2}$", "aaa", false), ("^a{2,}$", "a", false),
        ("^a{2,}$", "aaaa", true), ("^a{2,3}$", "aaa", true), ("^a{2,3}$", "aaaa", false), ("^a{0}$", "", true),
        ("^a{0}$", "a", false), ("^a{0,1}b$", "b", true), ("^(ab){2,3}$", "ababab", true), ("^(ab){2,3}$", "ab", false),
        ("^(ab){2,3}$", "abababab", false), ("^(ab){2,}c$", "abababc", true), ("^(a|ab){2}$", "aab", true),
        ("^(a*)*$", "aaa", true), ("^(a*)*$", "aab", false), ("^(a*)+b$", "aab", true), ("^(a?){3}$", "aaaa", false),
        ("^a+?b*?c??$", "aab", true), ("^a{1,2}a{1,2}$", "aaaa", true), ("^a{1,2}a{1,2}$", "aaaaa", false),
        ("a{3}", "aabaaab", true), ("a{3}", "aabaab", false), ("[ab]{2,3}c", "xabbac", true),
        ("^a{3,}a{2}$", "aaaa", false),
        ("^(a{2}b?){2,3}$", "aabaaaab", true), ("^(?:a{1,2}){2}b$", "aaaaab", false), ("^.{2,4}$", "abc", true),
        ("^a{99999999999999999999}$", "a", false), ("^a{0,99999999999999999999}$", "aaa", true),
    ])
    func quantifiersCount(pattern: String, text: String, holds: Bool) throws {
        #expect(try RegularExpression(pattern).matches(text) == holds)
    }

    @Test(arguments: [
        ("^(?=.*[A-Z])(?=.*[0-9]).{4,}$", "abC1", true), ("^(?=.*[A-Z])(?=.*[0-9]).{4,}$", "abcd1", false),
        ("^(?!admin$)[a-z]+$", "admin", false), ("^(?!admin$)[a-z]+$", "admins", true), ("a(?!b)", "abac", true),
        ("a(?!b)", "abab", false), ("(?<=a)b", "cab", true), ("(?<=a)b", "cb", false), ("(?<!a)b", "ab", false),
        ("(?<!a)b", "b", true), ("^[a-z-]+(?<!-)$", "a-b", true), ("^[a-z-]+(?<!-)$", "a-", false),
        ("(?<=^|,)x(?=,|$)", "a,x,b", true), ("(?<=^|,)x(?=,|$)", "ax", false), ("(?<=(?<!b)a)c", "ac", true),
        ("(?<=(?<!b)a)c", "bac", false), ("^(?:(?!--)[a-z-])*$", "a-b-c", true), ("^(?:(?!--)[a-z-])*$", "a--b", false),
        ("(?=a(?=b))a", "acab", true), ("(?=a(?=b))a", "acad", false), ("(?<=a{2,3})b", "aab", true),
        ("(?<=a{2,3})b", "ab", false), ("(?<=ab)(?=cd)", "abcd", true), ("(?<=ba)(?=cd)", "abcd", false),
    ])
    func whatStandsBeforeAndBehindIsLookedAt(pattern: String, text: String, holds: Bool) throws {
        #expect(try RegularExpression(pattern).matches(text) == holds)
    }

    @Test(arguments: [
        (#"\bcat\b"#, "a cat!", true), (#"\bcat\b"#, "concat", false), (#"\Bcat"#, "concat", true),
        (#"\Bcat"#, "cat", false), (#"^\b"#, "", false), (#"^\B"#, "", true), (#"a\b"#, "aé", true),
    ])
    func boundariesAreBetweenASCIIWordsAndAllElse(pattern: String, text: String, holds: Bool) throws {
        #expect(try RegularExpression(pattern).matches(text) == holds)
    }

    @Test(arguments: [
        (#"^(['"]).*\1$"#, "'a'", true), (#"^(['"]).*\1$"#, "'a\"", false), (#"^(?<q>['"]).*\k<q>$"#, "\"a\"", true),
        (#"^(a)(b)\2\1$"#, "abba", true),
        (#"^(?:(a|b)\1)+$"#, "aabb", true), (#"^(?:(a|b)\1|c)?$"#, "ab", false), (#"^(a{1,2})-\1$"#, "aa-a", false),
        (#"^([a-c])(?!\1)."#, "ab", true),
        (#"^([a-c])(?!\1)."#, "aa", false), (#"^(\p{Lu})[^\s]\1\b"#, "ÄxÄ", false),
        (#"^(\p{Lu})[^\s]\1$"#, "ÄxÄ", true),
    ])
    func backreferencesAreMatchedThoughWithoutABound(pattern: String, text: String, holds: Bool) throws {
        let expression = try RegularExpression(pattern)
        #expect(expression.matches(text) == holds)
        #expect(!expression.isLinear)
    }

    @Test(arguments: [
        (#"^(a)?\1$"#, "the group '1' may be left out where the backreference to it stands"),
        (#"^(?:(a)|b)\1$"#, "the group '1' may be left out where the backreference to it stands"),
        (#"^(?:(?<n>a)b)*\k<n>$"#, "the group 'n' may be left out where the backreference to it stands"),
        (#"^\1(a)$"#, "the backreference to '1' stands before its group"),
    ])
    func backreferencesToWhatMayBeMissingAreRefused(pattern: String, message: String) {
        let error = #expect(throws: RegularExpressionError.self) { try RegularExpression(pattern) }
        #expect(error?.description == message)
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            "^(a+)+$", #"^(\w+\s?)*$"#, "^(a|aa)+$", "(.*,){12}x", "^(?=(a+)+$)a", "^(a?){20}a{20}$", "^.{0,70000}$",
            "(?<=(a+)+)b",
        ])
    func noTextMakesItRunWithoutEnd(_ pattern: String) throws {
        let expression = try RegularExpression(pattern)
        #expect(expression.isLinear)
        #expect(!expression.matches(String(repeating: "a", count: 80_000) + "!\n"))
    }

    @Test func greatCountsAreNoMoreStatesThanSmallOnes() throws {
        let expression = try RegularExpression(#"^[\x20-\x7e]{70000,100000}$"#)
        #expect(!expression.matches(String(repeating: "a", count: 69_999)))
        #expect(expression.matches(String(repeating: "a", count: 70_000)))
        #expect(expression.matches(String(repeating: "a", count: 100_000)))
        #expect(!expression.matches(String(repeating: "a", count: 100_001)))
    }

    /// A look of a label's pattern stands once, though the label is repeated 62 times.
    @Test(.timeLimit(.minutes(1))) func whatIsLookedForIsSoughtOnceHoweverOftenItIsRepeated() throws {
        let expression = try RegularExpression("^(?:(?!--)[a-z-]){1,5000}$")
        #expect(expression.matches(String(repeating: "a-", count: 2_500)))
        #expect(!expression.matches(String(repeating: "a-", count: 2_400) + "--"))
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: ["(?:){9999999999}a", "(?:(?:){0}){99999999}", "((?:a{0}){9999999}){9999999}"])
    func nothingRepeatedWithoutEndIsReadAtOnce(_ pattern: String) throws {
        #expect((try? RegularExpression(pattern))?.matches("a") != false)
    }

    @Test func groupsThatRepeatTooOftenAreRefused() {
        #expect(throws: RegularExpressionError.self) { try RegularExpression("((ab){1000}){1000}") }
        #expect(throws: RegularExpressionError.self) { try RegularExpression("(ab){0,9999999999}") }
        #expect(throws: RegularExpressionError.self) {
            try RegularExpression(String(repeating: "(", count: 100_000) + String(repeating: ")", count: 100_000))
        }
    }
}
