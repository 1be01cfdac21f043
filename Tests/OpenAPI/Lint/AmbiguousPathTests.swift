import OpenAPI
import Testing

@Suite struct AmbiguousPathTests {
    private func findings(_ paths: [String]) throws -> [String] {
        let items = paths.map { path in
            let names = path.matches(of: #/\{(\w+)\}/#).map { String($0.output.1) }
            let parameters = names.map { "{name: \($0), in: path, required: true, schema: {type: string}}" }
            return """
                  '\(path)':
                    parameters: [\(parameters.joined(separator: ", "))]
                    get: {responses: {'204': {description: Done.}}}

                """
        }
        let document = try parse("paths:\n" + items.joined())
        return Linter.warnings(document).filter { $0.code == .ambiguousPaths }.map(\.message)
    }

    @Test(arguments: [
        (["/{a}/x", "/y/{b}"], 1), (["/{a}/x", "/{b}/{c}"], 0), (["/{a}/x", "/y/z"], 0),
        (["/{a}.json/x", "/b.xml/{y}"], 0),
        (["/{a}.json/x", "/b.json/{y}"], 1), (["/v{a}/x", "/{b}.json/{c}"], 1), (["/v{a}/{b}", "/{c}.json/x"], 0),
        (["/v{a}", "/{b}w"], 1), (["/v{a}", "/w{b}"], 0), (["/{a}-{b}/x", "/-/{c}"], 0),
        (["/{a}-{b}/x", "/c-d/{e}"], 1),
        (["/{a}/x", "/{b}/y/{c}", "/y/{d}", "/z/{e}"], 2),
    ])
    func pathsAreAmbiguousWhereNeitherIsTheMoreSpecific(_ paths: [String], _ count: Int) throws {
        #expect(try findings(paths).count == count)
    }

    @Test(.timeLimit(.minutes(1))) func manyPathsAreSearchedAtOnce() throws {
        #expect(try findings((0..<3_000).map { "/p\($0)/{a}/{b}/x\($0)" }) == [])
        // Each is ambiguous with all of the other kind, of which a few are told.
        #expect(try findings((0..<300).flatMap { ["/{a}/x\($0)", "/y\($0)/{b}"] }).count < 6_000)
    }
}
