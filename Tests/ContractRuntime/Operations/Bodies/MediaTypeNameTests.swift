import ContractRuntime
import Testing

@Suite struct MediaTypeNameTests {
    @Test(arguments: [
        "application/json", "Application/JSON", "application/json; charset=utf-8", " application/json ;q=1",
        "\tapplication/json\t",
    ])
    func parametersCaseAndWhiteSpaceDoNotMatter(_ value: String) {
        #expect(MediaTypeName(value) == MediaTypeName("application/json"))
    }

    @Test(arguments: ["", ";", "application/json5", "application /json", "text/json"])
    func otherTypesAreDifferent(_ value: String) {
        #expect(MediaTypeName(value) != MediaTypeName("application/json"))
    }
}
