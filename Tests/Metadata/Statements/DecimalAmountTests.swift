import Testing

@testable import Metadata

@Suite struct DecimalAmountTests {
    /// Bytes as PostgreSQL's `numeric_send` gives them, worked out from its description in `numeric.c`.
    @Test(arguments: [
        (Int128(0), 0, [0, 0, 0, 0] as [UInt16]),
        (0, 2, [0, 0, 0, 2]),
        (1, 0, [1, 0, 0, 0, 1]),
        (-1, 0, [1, 0, 0x4000, 0, 1]),
        (1234, 2, [2, 0, 0, 2, 12, 3400]),
        (5, 4, [1, 0xFFFF, 0, 4, 5]),
        (5, 5, [1, 0xFFFE, 0, 5, 5000]),
        (10_000, 0, [1, 1, 0, 0, 1]),
        (100_000_001, 4, [3, 1, 0, 4, 1, 0, 1]),
    ])
    func encodesGroupsOfFourDigits(_ unscaled: Int128, _ scale: Int, _ expected: [UInt16]) throws {
        let amount = try #require(DecimalAmount(unscaled: unscaled, scale: scale))
        var bytes: [UInt8] = []
        amount.appendBinary(to: &bytes)
        let words = stride(from: 0, to: bytes.count, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        #expect(words == expected)
    }

    @Test func isPrintedPlainly() throws {
        #expect(try #require(DecimalAmount(unscaled: 1234, scale: 2)).description == "12.34")
        #expect(try #require(DecimalAmount(unscaled: -5, scale: 3)).description == "-0.005")
        #expect(try #require(DecimalAmount(unscaled: 0, scale: 2)).description == "0.00")
        #expect(DecimalAmount(-17).description == "-17")
        #expect(
            try #require(DecimalAmount(unscaled: .min, scale: 38)).description
                == "-1.70141183460469231731687303715884105728")
    }

    @Test func scalesOutsideTheRangeAreRefused() {
        #expect(DecimalAmount(unscaled: 1, scale: 39) == nil)
        #expect(DecimalAmount(unscaled: 1, scale: -1) == nil)
    }
}
