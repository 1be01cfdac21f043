import Testing

@testable import Ingestion

@Suite("UTF-8 validator")
struct UTF8ValidatorTests {
    @Test func everyScalarIsWellFormedAtEveryOffset() {
        for value in stride(from: 0, through: 0x10FFFF, by: 37) {
            guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
            let bytes = Array(repeating: UInt8(0x61), count: value % 11) + Array(String(scalar).utf8)
            #expect(UTF8Validator.validPrefix(of: bytes.span.bytes) == bytes.count)
        }
    }

    @Test(
        arguments: [
            [0x80], [0xC0, 0xAF], [0xC1, 0xBF], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xC3, 0x28], [0xE2, 0x82, 0x28],
        ] as [[UInt8]])
    func overlongSurrogateAndStrayBytesAreInvalid(bytes: [UInt8]) {
        #expect(UTF8Validator.sequence(in: bytes.span.bytes, at: 0) == .invalid)
        let padded = Array("abcdefg".utf8) + bytes
        #expect(UTF8Validator.validPrefix(of: padded.span.bytes) == 7)
    }

    @Test(arguments: [[0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0xA7]] as [[UInt8]])
    func cutSequencesAreTruncatedNotInvalid(bytes: [UInt8]) {
        #expect(UTF8Validator.sequence(in: bytes.span.bytes, at: 0) == .truncated)
    }
}
