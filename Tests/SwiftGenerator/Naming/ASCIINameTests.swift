import Testing

@testable import SwiftGenerator

/// Names of ASCII are read by their bytes, and become what they would as characters.
@Suite struct ASCIINameTests {
    /// The same numbers in every run (Knuth, The Art of Computer Programming, volume 2, section 3.3.4).
    private struct Numbers: RandomNumberGenerator {
        var state: UInt64 = 1

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 33
        }
    }

    @Test func bytesAndCharactersMakeTheSameName() {
        var numbers = Numbers()
        let letters = Array("aaabcdXYZIDurl0019--__+ ./{}$\u{0}\u{7F}")
        for _ in 0..<20_000 {
            let length = Int.random(in: 0...12, using: &numbers)
            let name = String((0..<length).compactMap { _ in letters.randomElement(using: &numbers) })
            // Symbols alone are called what they are, the one below too.
            guard name.contains(where: { $0.isLetter || $0.isNumber }) else { continue }
            // What is no letter and no digit ends a word, and this has the name read by its characters.
            let other = name + "—"
            #expect(SwiftName.type(name) == SwiftName.type(other), "\(name.debugDescription)")
            #expect(SwiftName.member(name) == SwiftName.member(other), "\(name.debugDescription)")
        }
    }

    @Test(arguments: ["", "--", "é", "a—"])
    func whatHasNoWordsOfASCIIIsEmptyOrNotTaken(_ name: String) {
        let isASCII = name.utf8.allSatisfy { $0 < 0x80 }
        #expect(ASCIIName.joined(name, lowersFirst: true) == (isASCII ? "" : nil))
    }
}
