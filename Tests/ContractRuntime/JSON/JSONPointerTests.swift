import ContractRuntime
import Testing

/// The examples of RFC 6901, section 5, and what leads nowhere.
@Suite struct JSONPointerTests {
    private static let document = #"""
        {"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5, "k\"l": 6, " ": 7, "m~n": 8}
        """#

    @Test(arguments: [
        ("/foo/0", #""bar""#), ("/foo", #"["bar","baz"]"#), ("/", "0"), ("/a~1b", "1"), ("/c%d", "2"), ("/e^f", "3"),
        ("/g|h", "4"), (#"/i\j"#, "5"), (#"/k"l"#, "6"), ("/ ", "7"), ("/m~0n", "8"),
    ])
    func pointersLeadToTheirValue(_ pointer: String, _ expected: String) throws {
        let value = try JSONValue.read(jsonBytes: Array(Self.document.utf8)).value(at: pointer)
        #expect(value.map { String(decoding: $0.jsonBytes, as: UTF8.self) } == expected)
    }

    @Test(arguments: [
        "foo", "/bar", "/foo/2", "/foo/-1", "/foo/01", "/foo/+1", "/foo/-", "/foo/0/0", "//", "/foo/",
        "/foo/99999999999999999999",
    ])
    func pointersThatLeadNowhere(_ pointer: String) throws {
        #expect(try JSONValue.read(jsonBytes: Array(Self.document.utf8)).value(at: pointer) == nil)
    }

    @Test func emptyPointerIsTheWhole() throws {
        let value = try JSONValue.read(jsonBytes: Array(Self.document.utf8))
        #expect(value.value(at: "") == value)
    }
}
