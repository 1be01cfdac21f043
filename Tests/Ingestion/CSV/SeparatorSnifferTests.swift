import Testing

@testable import Ingestion

@Suite("Separator sniffer")
struct SeparatorSnifferTests {
    @Test(arguments: [
        ("date,amount\n1,2\n", ","),
        ("date;amount\n1;2\n", ";"),
        ("date\tamount\n1\t2\n", "\t"),
        ("date|amount\r1|2\r", "|"),
        ("Datum;Betrag;Text\n1.1.24;1,50;a, b\n2.1.24;2,50;c\n", ";"),
        ("date,amount,text\n1,2,\"a;b;c;d\"\n3,4,\"e;f;g;h\"\n", ","),
        ("date,amount,text\n1,2,a;b;c;d\n3,4,e\n", ","),
        ("date\tamount\ttext\n1\t1,234.50\ta\n2\t2,345.60\tb\n", "\t"),
        ("Konto: 123, Stand\n\nDatum;Betrag\n1.1.24;1,50\n2.1.24;3,50\n3.1.24;4,50\n", ";"),
        ("\"a,b\nc,d\";e\n\"f,\"\"g\";h\n", ";"),
        ("single\ncolumn\n", ","),
        ("", ","),
    ])
    func separatorIsTheOneThatTheLinesShare(text: String, expected: String) {
        let bytes = Array(text.utf8)
        #expect(SeparatorSniffer.ranked(in: bytes.span).first == expected.utf8.first)
    }

    @Test(arguments: ["sep=", "sep=x\n", "sep=;a\n", "separator;a\n", "se"])
    func otherFirstLinesAreNoDeclaration(text: String) {
        let bytes = Array(text.utf8)
        #expect(SeparatorSniffer.declaration(in: bytes.span) == nil)
    }
}
