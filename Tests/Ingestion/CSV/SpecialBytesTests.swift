import Testing

@testable import Ingestion

@Suite("Special bytes")
struct SpecialBytesTests {
    @Test(arguments: [",", ";", "\t", "|"] as [Character])
    func everyByteIsClassifiedAtEveryPlace(separator: Character) {
        let separatorByte = separator.asciiValue ?? 0
        let special = SpecialBytes(separator: separatorByte, quote: 0x22)
        for byte in UInt8.min...UInt8.max {
            for place in 0..<8 {
                // A neighbour that is special itself must not disturb.
                for neighbour in [UInt8(0x61), 0x00, 0x22, 0xFF, 0x80] {
                    var bytes = [UInt8](repeating: neighbour, count: 8)
                    bytes[place] = byte
                    let mask = special.mask(of: SpecialBytes.word(in: bytes.span.bytes, at: 0))
                    let isSpecial = byte < 0x0E || byte == 0x22 || byte == separatorByte
                    #expect((mask >> (8 * UInt64(place)) & 0xFF == 0x80) == isSpecial)
                }
            }
        }
    }

    @Test func bytesBeyondTheEndAreOrdinary() {
        let bytes: [UInt8] = [0x2C, 0x61, 0x22]
        let special = SpecialBytes(separator: 0x2C, quote: 0x22)
        #expect(special.mask(of: SpecialBytes.word(in: bytes.span.bytes, at: 0)) == 0x80_0080)
        #expect(special.mask(of: SpecialBytes.word(in: bytes.span.bytes, at: 3)) == 0)
    }
}
