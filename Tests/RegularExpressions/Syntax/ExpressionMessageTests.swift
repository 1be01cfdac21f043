import RegularExpressions
import Testing

/// What is said of expressions that are none.
@Suite struct ExpressionMessageTests {
    @Test(arguments: [
        (#"\kx"#, #"'\k' names a group, as in '\k<name>'"#),
        (#"\p{L"#, #"'\p{' is not closed"#),
        (String(repeating: "(", count: 2_000), "groups stand within each other"),
        ("((ab){1000}){1000}", "it repeats groups so often that it is too large to be run"),
        (#"(a)\1b{99999}"#, "beside a backreference nothing can stand more than"),
        (#"(?<=b)(a)\1"#, "beside a backreference nothing can be said of what stands behind"),
    ])
    func whatIsWrongIsSaid(_ pattern: String, _ message: String) {
        let error = #expect(throws: RegularExpressionError.self) { try RegularExpression(pattern) }
        #expect(error?.description.contains(message) == true, "\(String(describing: error))")
    }
}
