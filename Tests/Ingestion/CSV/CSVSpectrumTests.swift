import Foundation
import Testing

@testable import Ingestion

@Suite("csv-spectrum")
struct CSVSpectrumTests {
    @Test(arguments: Fixture.spectrum)
    func recordsAreThoseOfTheSuite(name: String) throws {
        let bytes = try Fixture.bytes("csv-spectrum/csvs/\(name).csv")
        let json = Data(try Fixture.bytes("csv-spectrum/json/\(name).json"))
        let expected = try JSONDecoder().decode([[String: String]].self, from: json)

        let rows = try Reading.read(bytes).rows
        let header = try #require(rows.first).fields
        let records = rows.dropFirst().map { row in
            Dictionary(uniqueKeysWithValues: zip(header, row.fields))
        }
        #expect(records == expected)
    }

    @Test(arguments: Fixture.spectrum)
    func rowsDoNotDependOnHowTheBytesArrive(name: String) throws {
        let bytes = try Fixture.bytes("csv-spectrum/csvs/\(name).csv")
        let whole = try Reading.parse(bytes)
        #expect(try Reading.parse(bytes, cuts: Array(1..<bytes.count)) == whole)
        #expect(try Reading.read(bytes, cuts: Array(1..<bytes.count)).rows == whole)
        for cut in 0...bytes.count {
            #expect(try Reading.parse(bytes, cuts: [cut]) == whole)
            #expect(try Reading.read(bytes, cuts: [cut]).rows == whole)
        }
    }
}
