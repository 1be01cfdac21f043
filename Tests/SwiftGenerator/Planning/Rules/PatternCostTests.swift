import Testing

@testable import SwiftGenerator

@Suite struct PatternCostTests {
    @Test(arguments: [
        "^(a+)+$", "(a*)*", #"^(\w+\s?)*$"#, "(?:[a-z]+){2,}", "((a+)?b?)*", "(x|a+)+", "(?<name>a+)+", "(a+?)+",
        #"(\p{L}+)*"#, "(^a+$)*", "((a+))+",
    ])
    func repetitionOfWhatRepeatsIsFound(_ pattern: String) {
        #expect(PatternCost.isUnbounded(pattern))
    }

    @Test(arguments: [
        "^[a-z]+(-[a-z]+)*$", "a+b*", "(a|b)+", "(ab)+", "(a+){1,3}", "(a+)?", #"(\d+\.)*\d+"#, "[(a+)]+", #"\(a+\)+"#,
        "(?=a+)b", "(?:a{2})+", "", "(a,b*)+",
    ])
    func whatHasOneWayToMatchIsNot(_ pattern: String) {
        #expect(!PatternCost.isUnbounded(pattern))
    }
}
