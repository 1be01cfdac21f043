import RegularExpressions
import Testing

@Suite struct SurrogatePairsTests {
    private func matches(_ pattern: String, _ text: String) throws -> Bool {
        try RegularExpression(pattern).matches(text)
    }

    @Test func twoHalvesAreTheCharacterThatTheyMean() throws {
        #expect(try matches(#"^\ud83d\ude00$"#, "😀"))
        #expect(try matches(#"^[\ud83d\ude00a]$"#, "😀"))
        #expect(try matches(#"^[\ud83d\ude00-\ud83d\ude4f]$"#, "😀"))
        #expect(try !matches(#"^[\ud83d\ude00-\ud83d\ude4f]$"#, "🚀"))
        #expect(try matches(#"^(\ud83c[\udf00-\udfff]|\ud83d[\udc00-\ude4f])$"#, "😀"))
        #expect(try !matches(#"^(\ud83c[\udf00-\udfff]|\ud83d[\udc00-\ude4f])$"#, "🚀"))
    }

    /// The pattern that XML Schema's strings have in the Asset Administration Shell's OpenAPI documents.
    @Test func allCharactersOfXMLAreDescribedByTheirUnits() throws {
        let pattern =
            #"^([\x09\x0a\x0d\x20-\ud7ff\ue000-\ufffd]|\ud800[\udc00-\udfff]|[\ud801-\udbfe][\udc00-\udfff]|\udbff[\udc00-\udfff])*$"#
        #expect(try matches(pattern, "a\té😀\u{10000}\u{10FFFF}"))
        #expect(try !matches(pattern, "a\u{1}"))
        #expect(try !matches(pattern, "\u{FFFF}"))
    }

    @Test func setsThatHoldOthersBesidesHalvesMatchThoseToo() throws {
        #expect(try matches(#"^[a\ud83d][b\ude00]$"#, "😀"))
        #expect(try matches(#"^[a\ud83d][b\ude00]$"#, "ab"))
        #expect(try !matches(#"^[a\ud83d][b\ude00]$"#, "a😀"))
        #expect(try !matches(#"^[a\ud83d][b\ude00]$"#, "b"))
    }

    @Test func halvesAloneMatchNothingForNoTextHasThem() throws {
        #expect(try !matches(#"[\ud800-\udfff]"#, "😀"))
        #expect(try matches(#"^[^\ud800-\udfff]$"#, "😀"))
    }

    @Test func setsThatOnlyRunOverHalvesMeanCharacters() throws {
        for pattern in [#"^\S\S$"#, #"^\D\D$"#, #"^[\s\S][\s\S]$"#, #"^[\u0080-\uffff][\u0080-\uffff]$"#] {
            #expect(try !matches(pattern, "😀"), "\(pattern)")
        }
        #expect(try matches(#"^\S\S$"#, "😀😀"))
        #expect(try matches(#"^[\D\p{Nd}][\D\p{Nd}]$"#, "12"))
        #expect(try matches(#"^[\p{L}\ud83d][\p{L}\ude00]$"#, "ab"))
        #expect(try matches(#"^[\p{L}\ud83d][\p{L}\ude00]$"#, "😀"))
    }

    @Test func aQuantifierIsForThePair() throws {
        #expect(try matches(#"^\ud83d\ude00+$"#, "😀😀"))
        #expect(try matches(#"^\ud83d\ude00?$"#, ""))
        #expect(try !matches(#"^\ud83d\ude00{2}$"#, "😀"))
    }
}
