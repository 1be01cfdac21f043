import Storage
import Testing

@Suite struct ContentDispositionTests {
    @Test(arguments: [
        ("a b.csv", #"attachment; filename="a b.csv""#),
        ("a;b=c.csv", #"attachment; filename="a;b=c.csv""#),
        ("ünï.csv", #"attachment; filename="_n_.csv"; filename*=UTF-8''%C3%BCn%C3%AF.csv"#),
        ("日本.xlsx", #"attachment; filename="__.xlsx"; filename*=UTF-8''%E6%97%A5%E6%9C%AC.xlsx"#),
        ("say \"hi\".csv", #"attachment; filename="say _hi_.csv"; filename*=UTF-8''say%20%22hi%22.csv"#),
        ("100%25.csv", #"attachment; filename="100_25.csv"; filename*=UTF-8''100%2525.csv"#),
        ("it's (1).csv", #"attachment; filename="it's (1).csv""#),
        ("it's ü.csv", #"attachment; filename="it's _.csv"; filename*=UTF-8''it%27s%20%C3%BC.csv"#),
        ("", #"attachment; filename="download""#),
        ("..", #"attachment; filename="download""#),
        (" . ", #"attachment; filename="download""#),
        ("../../etc/passwd", #"attachment; filename=".._.._etc_passwd""#),
        (#"C:\x\y.csv"#, #"attachment; filename="C:_x_y.csv""#),
        ("a\r\nSet-Cookie: x=y", #"attachment; filename="a__Set-Cookie: x=y""#),
        ("a\0b\u{7F}c\u{85}\u{2028}.csv", #"attachment; filename="a_b_c__.csv""#),
        ("gpj\u{202E}vsc.exe", #"attachment; filename="gpj_vsc.exe""#),
    ])
    func writesBothForms(name: String, header: String) {
        #expect(ContentDisposition.attachment(filename: name) == header)
    }

    @Test func keepsEmojiSequencesWhole() {
        let header = ContentDisposition.attachment(filename: "👩‍🚀.csv")
        #expect(header.hasSuffix("filename*=UTF-8''%F0%9F%91%A9%E2%80%8D%F0%9F%9A%80.csv"))
    }

    @Test func isOneLineOfASCIIWhateverTheNameHolds() {
        for value in (0...0x2FF).map(UInt32.init) + [0x2028, 0x2029, 0xFEFF, 0xFFFD, 0x1F600, 0x10FFFF] {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let header = ContentDisposition.attachment(filename: "a\(Character(scalar))b")
            #expect(header.utf8.allSatisfy { (0x20...0x7E).contains($0) })
            #expect(header.filter { $0 == "\"" }.count == 2)
        }
    }

    @Test func cutsALongNameButKeepsItsExtension() {
        let header = ContentDisposition.attachment(filename: String(repeating: "a", count: 5000) + ".csv")
        #expect(header == "attachment; filename=\"\(String(repeating: "a", count: 251)).csv\"")
        let wide = ContentDisposition.attachment(filename: String(repeating: "😀", count: 5000))
        #expect(wide.utf8.count < 4096)
    }
}
