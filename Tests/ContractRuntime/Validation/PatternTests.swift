import ContractRuntime
import Testing

@Suite struct PatternTests {
    private func matches(_ pattern: String, _ string: String) throws -> Bool {
        try Pattern(pattern).matches(string)
    }

    @Test func dollarIsTheEndAndNotTheLineBeforeIt() throws {
        #expect(try matches("^a$", "a"))
        #expect(try !matches("^a$", "a\n"))
        #expect(try !matches("^a$", "a\r\n"))
        #expect(try !matches("^a$", "b\na"))
        #expect(try matches(#"^a\$$"#, "a$"))
        #expect(try matches("^[$]$", "$"))
        #expect(try matches("^(a|b$)", "b"))
    }

    @Test func whatSwiftCombinesClassesWithStandsForItself() throws {
        #expect(try matches("^[[A-Z]{1,3}$", "[A["))
        #expect(try !matches("^[[A-Z]{1,3}$", "]"))
        #expect(try matches("^[a&&b]+$", "a&b"))
        #expect(try matches("^[+--]+$", "+,-"))
        #expect(try !matches("^[+--]+$", "."))
        #expect(try matches("^[a~~b]+$", "a~b"))
        #expect(try matches("^[a[:alpha:]]$", "p]"))
    }

    @Test func expressionWithoutAnchorsMatchesAnywhere() throws {
        #expect(try matches("b", "abc"))
        #expect(try !matches("^b", "abc"))
        #expect(try matches("", ""))
    }

    @Test func digitsAndWordsAreASCIIAsInECMA() throws {
        #expect(try matches(#"^\d+$"#, "0123456789"))
        #expect(try !matches(#"^\d+$"#, "١٢٣"))
        #expect(try !matches(#"^[\d]+$"#, "१"))
        #expect(try matches(#"^\D$"#, "१"))
        #expect(try matches(#"^\w+$"#, "aZ_9"))
        #expect(try !matches(#"^\w+$"#, "é"))
        #expect(try matches(#"a\b"#, "aé"))
    }

    @Test func dotIsAnythingButALineTerminator() throws {
        for terminator in ["\n", "\r", "\u{2028}", "\u{2029}"] {
            #expect(try !matches("^.$", terminator))
        }
        for other in ["\u{85}", "\u{B}", "\u{C}", "é", "\u{1F600}"] {
            #expect(try matches("^.$", other))
        }
        #expect(try !matches("^.$", "\r\n"))
        #expect(try matches(#"^\.$"#, "."))
        #expect(try !matches(#"^\.$"#, "a"))
        #expect(try !matches("^[.]$", "a"))
    }

    @Test func scalarsAreMatchedOneByOne() throws {
        #expect(try matches("^..$", "e\u{301}"))
        #expect(try !matches("^é$", "e\u{301}"))
        #expect(try matches("^.{5}$", "👨‍👩‍👧"))
    }

    @Test func escapesInClassesAreRead() throws {
        let pattern = try Pattern(
            #"^[^\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069/\\]+\.([cC][sS][vV])$"#)
        #expect(pattern.matches("transactions.csv"))
        #expect(pattern.matches("Überweisungen 2024.CSV"))
        #expect(pattern.matches("😀.csv"))
        for name in [
            "a/b.csv", #"a\b.csv"#, "a\u{0}.csv", "a\n.csv", "a\u{7F}.csv", "a\u{85}.csv", "a\u{202E}vsc.csv",
            "a\u{2028}.csv", "a\u{2066}.csv", "a.csv\n", "a.csv ", ".csv", "a.csvx",
        ] {
            #expect(!pattern.matches(name), "\(name.debugDescription)")
        }
    }

    @Test func uncheckedExpressionsThatDoNotCompileMatchNothing() {
        let pattern = Pattern(checked: "(")
        #expect(!pattern.matches(""))
        #expect(!pattern.matches("("))
        #expect(pattern.source == "(")
        #expect(throws: (any Error).self) { try Pattern("(") }
    }
}
