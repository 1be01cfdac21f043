import RegularExpressions
import Testing

@Suite struct ParserTests {
    private func matches(_ pattern: String, _ text: String) throws -> Bool {
        try RegularExpression(pattern).matches(text)
    }

    @Test(arguments: [
        ("*", "'*' has nothing to repeat; escape it as '\\*', at character 1"),
        ("a|+", "'+' has nothing to repeat; escape it as '\\+', at character 3"),
        ("(a", "'(' is not closed, at character 1"), ("a)", "')' closes no group; escape it as '\\)', at character 2"),
        ("[a", "'[' is not closed, at character 1"), ("[]a]", "escape ']' at the beginning of a class, at character 2"),
        ("[^]]", "escape ']' at the beginning of a class, at character 3"),
        ("[b-a]", "the range ends before it begins, at character 2"),
        ("a{", "'{' is no quantifier here; escape it as '\\{', at character 2"),
        ("{", "'{' is no quantifier here; escape it as '\\{', at character 1"),
        ("a{,3}", "'{' is no quantifier here; escape it as '\\{', at character 2"),
        ("a{2", "a quantifier is '{2}', '{2,}' or '{2,3}'; escape '{' as '\\{', at character 4"),
        ("a{2,3,4}", "a quantifier is '{2}', '{2,}' or '{2,3}'; escape '{' as '\\{', at character 6"),
        ("a{3,2}", "the quantifier's first number is the greater one, at character 6"),
        ("a++", "possessive quantifiers are not of ECMA 262, at character 3"),
        ("a{2}+", "possessive quantifiers are not of ECMA 262, at character 5"),
        ("a{2}{3}", "'{' is no quantifier here; escape it as '\\{', at character 5"),
        ("^*", "what matches no character cannot be repeated, at character 2"),
        ("(?=a)+", "what matches no character cannot be repeated, at character 6"),
        ("(?i)a", "'(?i' is not of ECMA 262, at character 1"), ("(?>a)", "'(?>' is not of ECMA 262, at character 1"),
        ("(?#a)", "'(?#' is not of ECMA 262, at character 1"), ("(*FAIL)", "'(*' is not of ECMA 262, at character 1"),
        (#"\A"#, "ECMA 262 has no escape '\\A', at character 1"),
        (#"a\z"#, "ECMA 262 has no escape '\\z', at character 2"),
        (#"\h"#, "ECMA 262 has no escape '\\h', at character 1"),
        (#"\Qa\E"#, "ECMA 262 has no escape '\\Q', at character 1"),
        (#"[\B]"#, "ECMA 262 has no escape '\\B', at character 2"),
        (#"\u12"#, "4 hexadecimal digits follow, at character 1"),
        (#"\xg0"#, "2 hexadecimal digits follow, at character 1"),
        (#"\u{110000}"#, "a code point up to '\\u{10FFFF}' follows, at character 1"),
        (#"\u{41"#, "'\\u{' is not closed, at character 6"),
        (#"\01"#, "octal escapes are not of ECMA 262; write '\\x00', at character 1"),
        (#"\p{Foo}"#, "there is no property 'Foo', at character 4"),
        (#"\pL"#, "a property follows, as in '\\p{L}', at character 1"),
        (#"\1"#, "there is no group that the backreference could mean, at character 1"),
        (#"(a)\2"#, "there is no group that the backreference could mean, at character 4"),
        (#"(?<n>a)(?<n>b)"#, "two groups are called 'n'; give one of them another name, at character 11"),
        (#"(?<n>a(?<m>b|(?<n>c)))"#, "two groups are called 'n'; give one of them another name, at character 17"),
        (#"((?<n>a)|b)(?<n>c)"#, "two groups are called 'n'; give one of them another name, at character 15"),
        (#"\k<n>"#, "there is no group that the backreference could mean, at character 1"),
        (#"\"#, "'\\' escapes nothing; write '\\\\', at character 1"),
        (#"\c1"#, "a letter follows '\\c', at character 1"),
        ("(?<1>a)", "a group's name is an identifier, at character 4"),
        ("(?<>a)", "a group's name is an identifier and ends with '>', at character 5"),
    ])
    func whatIsNotOfECMAIsRefusedWithItsPlace(pattern: String, message: String) {
        let error = #expect(throws: RegularExpressionError.self) { try RegularExpression(pattern) }
        #expect(error?.description == message)
    }

    @Test func charactersAreEscapedInEveryWay() throws {
        #expect(try matches(#"^\t\n\v\f\r\0\cJ\x41\u0042\u{43}\u{1F600}$"#, "\t\n\u{B}\u{C}\r\u{0}\nABC😀"))
        #expect(try matches(#"^[\t\b\x41-\u0043]+$"#, "\t\u{8}ABC"))
        #expect(try matches(#"^\.\*\+\?\(\)\[\]\{\}\|\^\$\\\/\-\_\@\:$"#, #".*+?()[]{}|^$\/-_@:"#))
        #expect(try matches("^a]}b$", "a]}b"))
    }

    @Test func classesHoldWhatTheySay() throws {
        #expect(try matches(#"^[\w-.]+$"#, "a-b.c"))
        #expect(try matches(#"^[\w-z]+$"#, "a-z"))
        #expect(try matches("^[-a]+$", "-a"))
        #expect(try matches("^[a-]+$", "-a"))
        #expect(try matches("^[^a-c]$", "d"))
        #expect(try !matches("^[^a-c]$", "b"))
        #expect(try matches(#"^[^\d\s]$"#, "a"))
        #expect(try !matches(#"^[^\d\s]$"#, "\u{FEFF}"))
        #expect(try matches(#"^[\D]$"#, "a"))
        #expect(try matches("^[é-ü😀]+$", "éü😀"))
        #expect(try matches("^a[^]*[b]$", "a\n]b"))
        #expect(try !matches("a[]|[^]b[]", "ab"))
    }

    @Test func whiteSpaceIsThatOfECMA() throws {
        for space in ["\t", "\u{B}", "\u{C}", " ", "\u{A0}", "\u{FEFF}", "\u{1680}", "\u{3000}", "\n", "\u{2029}"] {
            #expect(try matches(#"^\s$"#, space))
            #expect(try !matches(#"^\S$"#, space))
        }
        #expect(try !matches(#"^\s$"#, "\u{85}"))
        #expect(try !matches(#"^\s$"#, "\u{200B}"))
    }

    @Test func propertiesAreThoseOfUnicode() throws {
        #expect(try matches(#"^\p{Lu}\p{Ll}\p{L}\p{Letter}\p{Nd}\P{L}$"#, "Äßλж٣!"))
        #expect(try matches(#"^\p{Script=Greek}+$"#, "λόγος"))
        #expect(try !matches(#"^\p{Script=Greek}+$"#, "logos"))
        #expect(try matches(#"^[\p{L}\p{N}\-]+$"#, "Zürich-1"))
        #expect(try !matches(#"^[^\p{L}]$"#, "ü"))
        #expect(try matches(#"^\p{General_Category=Sc}$"#, "€"))
        #expect(try matches(#"^\p{Alphabetic}\p{ASCII}\p{White_Space}$"#, "üa "))
    }
}
