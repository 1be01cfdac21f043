import RegularExpressions
import Testing

@Suite struct AutomatonMatcherTests {
    /// A generator of numbers that are the same in every run.
    private struct Numbers: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state ^ state >> 29) &* 0xBF58_476D_1CE4_E5B9
        }
    }

    /// An expression that both engines read alike.
    private static func expression(_ depth: Int, _ numbers: inout Numbers) -> String {
        switch depth == 0 ? Int.random(in: 0...3, using: &numbers) : Int.random(in: 0...11, using: &numbers) {
        case 0: return "a"
        case 1: return "b"
        case 2: return "[ab]"
        case 3: return "[^a]"
        case 4: return "(?:\(expression(depth - 1, &numbers))|\(expression(depth - 1, &numbers)))"
        case 5: return "(?:\(expression(depth - 1, &numbers)))*"
        case 6:
            let minimum = Int.random(in: 0...2, using: &numbers)
            let maximum = minimum + Int.random(in: 0...2, using: &numbers)
            return "(?:\(expression(depth - 1, &numbers))){\(minimum),\(maximum)}"
        case 7: return "(?\(Bool.random(using: &numbers) ? "=" : "!")\(expression(depth - 1, &numbers)))"
        case 8: return "[ab]{\(Int.random(in: 0...2, using: &numbers)),}"
        case 9: return "a{\(Int.random(in: 0...1, using: &numbers)),\(Int.random(in: 1...3, using: &numbers))}"
        default: return expression(depth - 1, &numbers) + expression(depth - 1, &numbers)
        }
    }

    @Test func itFindsWhatAnEngineThatGoesBackFinds() throws {
        var numbers = Numbers(state: 7)
        for _ in 0..<3_000 {
            var pattern = Self.expression(3, &numbers)
            if Bool.random(using: &numbers) { pattern = "^" + pattern }
            if Bool.random(using: &numbers) { pattern += "$" }
            let ours = try RegularExpression(pattern)
            let theirs = try Regex(pattern).matchingSemantics(.unicodeScalar)
            for _ in 0..<8 {
                let text = String(
                    (0..<Int.random(in: 0...7, using: &numbers)).map { _ in "abc".randomElement(using: &numbers) ?? "a"
                    })
                let expected = text.firstMatch(of: theirs) != nil
                #expect(ours.matches(text) == expected, "\(pattern) on \(text)")
            }
        }
    }
}
