import ContractRuntime
import Testing

@Suite struct PercentEncodingTests {
    @Test(arguments: [
        ("a%20b", "a b"), ("%C3%A9", "é"), ("%c3%a9", "é"), ("a+b", "a+b"), ("%", "%"), ("%4", "%4"), ("%zz", "%zz"),
        ("%%41", "%A"), ("%4%41", "%4A"), ("%25%34%31", "%41"), ("%ff", "\u{FFFD}"), ("", ""), ("%00", "\0"),
    ])
    func wholeEscapesAreDecodedAndBrokenOnesKept(_ text: String, _ expected: String) {
        #expect(PercentEncoding.decode(text.utf8) == expected)
    }

    @Test(arguments: [("a+b", "a b"), ("%2B", "+"), ("%+a", "% a"), ("+%2+", " %2 ")])
    func plusIsASpaceInAQuery(_ text: String, _ expected: String) {
        #expect(PercentEncoding.decode(text.utf8, plusIsSpace: true) == expected)
    }
}
