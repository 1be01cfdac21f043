import Testing

@testable import SwiftGenerator

@Suite struct SwiftNameTests {
    @Test(arguments: [
        ("file_id", "fileID"), ("fileId", "fileID"), ("FileID", "fileID"), ("X-Request-Id", "xRequestID"),
        ("download_url", "downloadURL"), ("URL", "url"), ("HTTPServer", "httpServer"), ("sha256", "sha256"),
        ("sha_256", "sha256"), ("already camelCase", "alreadyCamelCase"), ("ümlaut_größe", "ümlautGröße"),
        ("application/vnd.ms-excel", "applicationVndMsExcel"), ("+1", "plus1"), ("404", "_404"),
        ("3d_model", "_3dModel"),
        ("", "empty"), ("🎉", "partyPopper"), ("***", "starStarStar"), ("a🎉b", "aB"), ("日本語", "日本語"),
        ("__init__", "`init`"),
        ("a\nb", "aB"), ("a`b", "aB"), ("self", "selfValue"), ("hash_value", "hashValueValue"),
        ("rawValue", "rawValueValue"), ("jsonCases", "jsonCasesValue"),
        ("\u{345}a", "a"), ("\u{363}a", "a"), ("\u{1DD3}b", "b"), ("a\n\u{364}b", "aB"), ("a\u{2E2F}b", "aB"),
        ("\u{2E2F}", "verticalTilde"), ("<=", "lessEquals"), ("!=", "notEquals"), ("❤\u{FE0F}", "heavyBlackHeart"),
        ("\u{200B}", "unnamed"), ("_", "underscore"), (".", "dot"),
        ("..........................", "dotDotDotDotDotDotDotDotDotDotDotDot"), ("?", "question"),
        ("a\u{301}b", "a\u{301}b"),
    ])
    func membersBeginInLowerCase(_ name: String, _ expected: String) {
        #expect(SwiftName.member(name) == expected)
    }

    @Test(arguments: [
        ("file_status", "FileStatus"), ("DownloadURLRequest", "DownloadURLRequest"), ("json-value", "JSONValueSchema"),
        ("String", "StringSchema"), ("Input", "InputSchema"), ("2d", "_2dType"), ("日本", "日本Type"), ("", "Unnamed"),
        ("🎉", "PartyPopper"), ("***", "StarStarStar"),
        ("Date", "DateSchema"), ("header_field", "HeaderFieldSchema"), ("self", "SelfSchema"), ("éclair", "Éclair"),
    ])
    func typesBeginInUpperCase(_ name: String, _ expected: String) {
        #expect(SwiftName.type(name) == expected)
    }

    @Test(arguments: [
        "class", "default", "in", "is", "init", "true", "nil", "throws", "operator", "precedencegroup", "where",
        "unsafe",
    ])
    func keywordsStandBetweenBackticks(_ name: String) {
        #expect(SwiftName.member(name) == "`\(name)`")
        #expect(SwiftName.member(name.uppercased()) == "`\(name)`")
    }

    @Test(arguments: [
        "Int", "Kit.Money", "[Int]", "[Int?]", "[String: Int]", "[String:[Int]]", "Range<Int>?", "A.B<C.D, [E]>.F??",
        "_A",
    ])
    func typesAreKnown(_ text: String) { #expect(SwiftName.isTypeText(text)) }

    @Test(arguments: [
        "", "[Int", "Int]", "A<", "A<>", "A<B", "A>", "?", "A?B", "[]", "[A:]", "[A: B: C]", ".A", "A.", "A..B", "1A",
        "A B", "A,B", "class", "A.in", "A<B,>", " A", "A ", "A: B", String(repeating: "[", count: 100_000),
    ])
    func whatIsNoTypeIsKnown(_ text: String) { #expect(!SwiftName.isTypeText(text)) }

    @Test(arguments: [
        ("Money", []), ("Kit.Money", ["Kit"]), ("[Kit.Money]", ["Kit"]), ("Kit.Out.In", ["Kit"]),
        ("Kit.Box<Kit.Money>?", ["Kit"]), ("[A.Key: Box<B.C>.D]", ["A", "B"]), ("Box<Money>.Part", []),
    ])
    func modulesOfATypeAreWhatItsNamesBeginWith(_ text: String, _ modules: [String]) {
        #expect(SwiftTypeText.modules(of: text) == Set(modules))
    }

    @Test func equalNamesAreNumberedInTheirOrder() {
        #expect(SwiftName.unique(["a", "b", "a", "a", "a2"]) == ["a", "b", "a3", "a4", "a2"])
        #expect(SwiftName.unique(["`in`", "`in`"]) == ["`in`", "in2"])
        #expect(SwiftName.unique(["body", "a"], avoiding: ["body", "a2"]) == ["body2", "a"])
    }

    @Test func labelsHaveBackticksOnlyWhereTheyNeedThem() {
        #expect(["`in`", "`inout`", "`var`", "a"].map(SwiftName.label) == ["in", "`inout`", "var", "a"])
    }

    @Test func longNamesStayWhole() {
        let name = String(repeating: "long_", count: 80)
        #expect(SwiftName.member(name).count == 320)
        #expect(SwiftName.type(String(repeating: "x", count: 400)) == "X" + String(repeating: "x", count: 399))
    }

    @Test func everyNameIsAnIdentifier() {
        for name in ["a b", "1", "-", "\"", "\\(x)", "\u{0}", "//", "/*", "a;b", "\u{202E}", "½", "e\u{301}"] {
            let member = SwiftName.member(name).filter { $0 != "`" }
            #expect(member.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" })
            #expect(member.first.map { $0.isLetter || $0 == "_" } == true)
            #expect(member != "_")
        }
    }

    /// Whoever knows `id` finds it under its name, whatever else the document has.
    @Test func whatIsCalledSoItselfKeepsItsName() {
        func members(_ names: [String]) -> [String] { SwiftName.members(names.map { ($0, nil) }) }
        #expect(members(["_id", "id", "ID"]) == ["id3", "id", "id2"])
        #expect(members(["id", "ID", "_id"]) == ["id", "id2", "id3"])
        // A number never makes the name of another.
        #expect(members(["address", "Address", "address2"]) == ["address", "address3", "address2"])
        #expect(members(["default", "Default"]) == ["`default`", "default2"])
        #expect(SwiftName.members([("a", nil), ("b", "a")]) == ["a2", "a"])
    }

    @Test(arguments: [
        ("1", "_1"), ("-1", "minus1"), ("+1", "plus1"), ("1.0", "_1_0"), ("10", "_10"), ("16:9", "_16_9"),
        ("0.9-ml", "_0_9Ml"),
        ("10 - 49 Employees", "_10_49Employees"), ("2024-01-31", "_2024_01_31"), ("v1.2", "v1_2"), ("a-1", "a1"),
    ])
    func digitsStayApartAndSignsAreWords(_ name: String, _ member: String) {
        #expect(SwiftName.member(name) == member)
    }
}
