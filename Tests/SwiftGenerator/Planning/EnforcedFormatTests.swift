import OpenAPI
import Testing

@testable import SwiftGenerator

/// What `diff` holds for enforced is what the generator enforces.
@Suite struct EnforcedFormatTests {
    @Test func comparisonsAndTheGeneratorKnowTheSameFormats() {
        #expect(Set(Formats.ofStrings.keys) == EnforcedFormats.ofStrings)
        #expect(Set(Formats.ofIntegers.keys).isSubset(of: EnforcedFormats.ofNumbers))
        #expect(EnforcedFormats.ofNumbers.subtracting(Formats.ofIntegers.keys) == ["float", "double", "decimal"])
    }
}
