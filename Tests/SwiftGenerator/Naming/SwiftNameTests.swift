import Testing

@testable import SwiftGenerator

@Suite struct SwiftNameTests {
    @Test(arguments: [
        ("file_id", "fileID"), ("fileId", "fileID"), ("FileID", "fileID"), ("X-Request-Id", "xRequestID"),
        ("download_url", "downloadURL"), ("URL", "url"), ("HTTPServer", "httpServer"), ("sha256", "sha256"),
        ("sha_256", "sha256"), ("already camelCase", "alreadyCamelCase"), ("ümlaut_größe", "ümlautGröße"),
        ("application/vnd.ms-excel", "applicationVndMsExcel"), ("+1", "_1"), ("404", "_404"), ("3d_model", "_3dModel"),
        ("", "unnamed"), ("🎉", "unnamed"), ("***", "unnamed"), ("a🎉b", "aB"), ("日本語", "日本語"), ("__init__", "`init`"),
        ("a\nb", "aB"), ("a`b", "aB"), ("self", "selfValue"), ("hash_value", "hashValueValue"),
        ("rawValue", "rawValueValue"), ("jsonCases", "jsonCasesValue"),
    ])
    func membersBeginInLowerCase(_ name: String, _ expected: String) {
        #expect(SwiftName.member(name) == expected)
    }

    @Test(arguments: [
        ("file_status", "FileStatus"), ("DownloadURLRequest", "DownloadURLRequest"), ("json-value", "JSONValueSchema"),
        ("String", "StringSchema"), ("Input", "InputSchema"), ("2d", "_2dType"), ("日本", "日本Type"), ("", "Unnamed"),
        ("🎉", "Unnamed"),
        ("Date", "DateSchema"), ("header_field", "HeaderFieldSchema"), ("self", "SelfSchema"), ("éclair", "Éclair"),
    ])
    func typesBeginInUpperCase(_ name: String, _ expected: String) {
        #expect(SwiftName.type(name) == expected)
    }

    @Test(arguments: [
        "class", "default", "in", "is", "init", "true", "nil", "throws", "operator", "precedencegroup", "where",
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

    @Test func equalNamesAreNumberedInTheirOrder() {
        #expect(SwiftName.unique(["a", "b", "a", "a", "a2"]) == ["a", "b", "a2", "a3", "a22"])
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
}
