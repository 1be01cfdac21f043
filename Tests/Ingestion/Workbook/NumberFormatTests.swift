import Testing

@testable import Ingestion

@Suite("Number format")
struct NumberFormatTests {
    @Test(arguments: [
        "yyyy-mm-dd", "dd.mm.yyyy", "d/m/yy h:mm", "[$-409]d-mmm-yy;@", "[h]:mm:ss", "[ss]", "mmm", "HH:MM AM/PM",
        "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "\"Tag\" d", "[Red]dd",
    ])
    func showsADate(_ code: String) {
        #expect(NumberFormat.isDate(code: code))
    }

    @Test(arguments: [
        "General", "0.00", "#,##0.00", "0.00E+00", "#,##0.00 \"days\"", "#,##0.00\\d", "[Red]-0.00", "0_d", "0*m",
        "#,##0.00 [$€-407];[Red]-#,##0.00 [$€-407]", "0;\"d\"", "0;d", "@", "", "[$kr-41D] 0", "\"d", "[d",
    ])
    func showsNoDate(_ code: String) {
        #expect(!NumberFormat.isDate(code: code))
    }

    @Test func knowsTheBuiltInFormats() {
        let dates = (0...80).filter { NumberFormat.isDate(builtIn: $0) }
        #expect(dates == Array(14...22) + Array(27...36) + Array(45...47) + Array(50...58))
    }
}
