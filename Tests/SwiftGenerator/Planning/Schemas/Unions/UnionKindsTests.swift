import Testing

@testable import SwiftGenerator

@Suite struct UnionKindsTests {
    private func union(_ name: String, _ types: [PlannedType]) -> SchemaPlan {
        let cases = types.enumerated().map { UnionPlan.Case(name: "case\($0)", type: $1) }
        return .union(
            UnionPlan(path: [name], documentation: [], cases: cases, isExclusive: true, discriminator: nil, nested: []))
    }

    @Test func aUnionHasTheTypesOfTheUnionsInIt() {
        let kinds = UnionKinds(of: [
            "A": union("A", [.boolean, .union("B")]), "B": union("B", [.nullable(.union("A")), .decimal]),
            "C": union("C", [.union("B"), .structure("S")]), "D": union("D", [.boolean, .any]),
        ])
        #expect(kinds.kinds(of: .union("A")) == ["null", "boolean", "number"])
        #expect(kinds.kinds(of: .union("B")) == ["null", "boolean", "number"])
        #expect(kinds.kinds(of: .ruled(.union("C"), rule: "r")) == ["null", "boolean", "number", "object"])
        #expect(kinds.kinds(of: .union("D")) == UnionKinds.all)
    }

    @Test(.timeLimit(.minutes(1))) func unionsWithinUnionsMayBeAsDeepAsTheyAre() {
        let count = 50_000
        var declared = [
            "U\(count)": union("U\(count)", [.string(minimumLength: nil, maximumLength: nil, pattern: nil)])
        ]
        for number in 0..<count { declared["U\(number)"] = union("U\(number)", [.boolean, .union("U\(number + 1)")]) }
        #expect(UnionKinds(of: declared).kinds(of: .union("U0")) == ["boolean", "string"])
    }
}
