import OpenAPI
import Testing

@Suite struct RequiredNameTests {
    private func undescribed(_ schemas: [String]) throws -> [String] {
        let document = try parse("paths: {}\ncomponents:\n  schemas:\n" + schemas.map { "    \($0)\n" }.joined())
        return Linter.warnings(document).filter { $0.code == .undescribedProperty }.map(\.message)
    }

    /// Schemas of which each builds on the next, and demands a name that nothing describes.
    private func chain(_ count: Int) -> [String] {
        (0..<count).map { number in
            let own = "{required: [absent], properties: {p\(number): {}}}"
            let next = number + 1 < count ? "{$ref: '#/components/schemas/S\(number + 1)'}, " : ""
            return "S\(number): {allOf: [\(next)\(own)]}"
        }
    }

    @Test func aNameThatNoSchemaOfAChainDescribesIsTold() throws {
        #expect(try undescribed(chain(3)).count == 3)
    }

    @Test(.timeLimit(.minutes(1))) func ofSchemasThatAreTooManyToFollowNothingIsTold() throws {
        #expect(try undescribed(chain(3_000)) == [])
        let heirs = (0..<3_000).map { number in
            "H\(number): {allOf: [{$ref: '#/components/schemas/Base'}, {properties: {p\(number): {}}}]}"
        }
        #expect(try undescribed(["Base: {required: [absent], properties: {present: {}}}"] + heirs) == [])
    }
}
