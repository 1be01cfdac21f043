import Foundation
import Testing

@testable import Metadata

extension Live {
    @Suite(.emptyDatabase) struct ParameterTests {
        static let texts = [
            "", "a", "'; DROP TABLE users; --", "\\", "\"quoted\" $1 %s {} ?", "line\nbreak\r\ttab",
            "é e\u{301}", "日本語", "\u{1F9D1}\u{200D}\u{1F680}", "\u{FFFD}\u{FEFF}", "\u{1}\u{7F}",
            // One character of each plane: 0 to 16, the last of each.
            String(String.UnicodeScalarView((0...16).compactMap { Unicode.Scalar(UInt32($0) << 16 | 0xFFFD) })),
            String(repeating: "x", count: 1_000_000),
        ]

        @Test(arguments: texts) func textComesBackUnchanged(_ text: String) async throws {
            let back = try await TestDatabase.required().database.text("SELECT $1::text", [.text(text)])
            #expect(back.map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
        }

        @Test func everyTypeComesBackUnchanged() async throws {
            let database = try TestDatabase.required().database
            let statement = Statement(
                "everyType",
                """
                SELECT $1::uuid, $2::int8, $3::int4, $4::bool, $5::timestamptz, $6::date::text, $7::numeric::text,
                    array_to_string($8::text[], '|'), $9::interval = interval '1.5 seconds', $10::uuid
                """)
            let id = UUID()
            let moment = PostgresTime.date(microseconds: 835_142_400_123_457)
            let date = try #require(CalendarDate(year: 2024, month: 2, day: 29))
            for _ in 0..<3 {
                var row = try #require(
                    try await database.query(
                        statement,
                        [
                            .uuid(id), .int8(.min), .int4(-7), .bool(true), .timestamp(moment), .date(date),
                            .numeric(DecimalAmount(-12)), .textArray(["a", "", "b|c"]),
                            .interval(.milliseconds(1500)), .null,
                        ]
                    ).first)
                #expect(try row.uuid() == id)
                #expect(try row.integer() == .min)
                #expect(try row.integer() == -7)
                #expect(try row.bool())
                #expect(try row.timestamp() == moment)
                #expect(try row.text() == "2024-02-29")
                #expect(try row.text() == "-12")
                #expect(try row.text() == "a||b|c")
                #expect(try row.bool())
                #expect(try row.optionalUUID() == nil)
                #expect(throws: DatabaseError.self) { try row.integer() }
            }
        }

        @Test func anEmptyArrayIsAnEmptyArray() async throws {
            let count = try await TestDatabase.required().database.number(
                "SELECT cardinality($1::text[])", [.textArray([])])
            #expect(count == 0)
        }

        @Test func numericsAgreeWithTheServer() async throws {
            let database = try TestDatabase.required().database
            let statement = Statement("numeric", "SELECT $1::numeric::text, $1::numeric = $2::text::numeric")
            var amounts: [DecimalAmount] = []
            for scale in 0...38 {
                for unscaled: Int128 in [0, 1, -1, 9999, 10_000, 12_345_678, .max, .min] {
                    amounts.append(try #require(DecimalAmount(unscaled: unscaled, scale: scale)))
                }
                let random = Int128.random(in: .min ... .max) >> Int128.random(in: 0...126)
                amounts.append(try #require(DecimalAmount(unscaled: random, scale: scale)))
            }
            for amount in amounts {
                var row = try #require(
                    try await database.query(statement, [.numeric(amount), .text(amount.description)]).first)
                #expect(try row.text() == amount.description)
                #expect(try row.bool())
            }
        }

        @Test func aNULByteIsInvalidData() async throws {
            let error = await #expect(throws: DatabaseError.self) {
                _ = try await TestDatabase.required().database.text("SELECT $1::text", [.text("a\u{0}b")])
            }
            #expect(error?.code == .invalidData)
            #expect(error?.sqlState == "22021")
        }
    }
}
