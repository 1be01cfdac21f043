import Foundation
import Testing

@testable import SwiftGenerator

/// Types that hold themselves are laid out, however long the way back is.
@Suite struct RecursionTests {
    private func reference(_ name: String) -> String { "{$ref: '#/components/schemas/\(name)'}" }

    @Test func onlyWhatLeadsBackIsIndirect() throws {
        let text = try Fixtures.types(
            """
                A: {type: object, properties: {b: \(reference("B")), leaf: \(reference("Leaf")), more: \(reference("Loop"))}}
                B: {type: object, properties: {a: \(reference("A"))}}
                Leaf: {type: object, properties: {text: {type: string}}}
                Loop: {type: object, properties: {own: \(reference("Loop"))}}
                Either: {oneOf: [\(reference("Holder")), {type: string}]}
                Holder: {type: object, properties: {either: \(reference("Either"))}}
                Other: {oneOf: [\(reference("Leaf")), {type: string}]}
            """)
        #expect(text.contains("@Indirect public var b: B?") && text.contains("@Indirect public var a: A?"))
        #expect(text.contains("public var leaf: Leaf?") && !text.contains("@Indirect public var leaf"))
        #expect(!text.contains("@Indirect public var more") && text.contains("@Indirect public var own: Loop?"))
        #expect(text.contains("public indirect enum Either") && text.contains("public enum Other"))
    }

    @Test func aRingOfManyIsFoundAtOnce() throws {
        let count = 2_000
        let ring = (0..<count).map { number in
            "    S\(number): {type: object, properties: {next: \(reference("S\((number + 1) % count)"))}}"
        }
        let start = ContinuousClock.now
        let text = try Fixtures.types(ring.joined(separator: "\n"))
        // From every type of the ring around it again, this would take minutes.
        #expect(start.duration(to: .now) < .seconds(20))
        #expect(text.components(separatedBy: "@Indirect public var next").count == count + 1)
    }
}
