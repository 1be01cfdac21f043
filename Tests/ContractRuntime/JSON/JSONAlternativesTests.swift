import ContractRuntime
import Testing

/// A chain of objects, each an `A` (with a member `a`) or a `B` (with a member `b`), as generated code reads it.
private indirect enum Node: JSONReadable, Sendable {
    case a(Node?)
    case b(Node?)

    static func read(from reader: inout JSONReader) throws(JSONSyntaxError) -> Node? {
        var trial = JSONAlternatives<Node>(reader)
        try trial.add { (reader: inout JSONReader) throws(JSONSyntaxError) -> Node? in
            try link("a", &reader).map { .a($0) }
        }
        try trial.add { (reader: inout JSONReader) throws(JSONSyntaxError) -> Node? in
            try link("b", &reader).map { .b($0) }
        }
        return try trial.exactlyOne(&reader)
    }

    private static func link(_ mark: String, _ reader: inout JSONReader) throws(JSONSyntaxError) -> Node?? {
        guard try reader.beginObject() else { return nil }
        var child: Node?
        var isMarked = false
        let before = reader.violations.count
        while let name = try reader.nextName() {
            switch name {
            case "child": child = try Node.read(from: &reader)
            case mark:
                isMarked = true
                _ = try reader.readInteger(Int32.self)
            default: try reader.skipValue()
            }
        }
        if !isMarked { reader.recordMissing(mark) }
        return reader.violations.count == before ? .some(child) : nil
    }

    var marks: String {
        switch self {
        case .a(let next): "a" + (next?.marks ?? "")
        case .b(let next): "b" + (next?.marks ?? "")
        }
    }
}

@Suite struct JSONAlternativesTests {
    private func chain(_ marks: String) -> String {
        marks.reversed().reduce("") { inner, mark in
            (inner.isEmpty ? "{" : "{\"child\":\(inner),") + "\"\(mark)\":1}"
        }
    }

    private func violations(_ text: String) -> [String] {
        do {
            _ = try Node.read(jsonBytes: Array(text.utf8))
            return []
        } catch .violations(let violations) {
            return violations.map { "\($0.pointer) \($0.reason)" }
        } catch {
            return ["no JSON"]
        }
    }

    @Test func aDeepValueIsTriedOnceAndNotOnceForEveryWayThatLeadsToIt() throws {
        let marks = String(repeating: "abba", count: 15)
        let start = ContinuousClock.now
        let node = try Node.read(jsonBytes: Array(chain(marks).utf8))
        // Tried anew for every way, 60 levels would take longer than anybody can wait.
        #expect(start.duration(to: .now) < .seconds(5))
        #expect(node.marks == marks)
    }

    /// An object of which one alternative keeps `a`, one `a` and `b`, and one everything.
    private enum Part: JSONReadable {
        case narrow(Int32)
        case wide(Int32, Int32?)
        case anything

        static func read(from reader: inout JSONReader) throws(JSONSyntaxError) -> Part? {
            var trial = JSONAlternatives<Part>(reader)
            try trial.add(keepsAnything: true) { (reader: inout JSONReader) throws(JSONSyntaxError) -> Part? in
                try JSONValue.read(from: &reader).map { _ in .anything }
            }
            try trial.add { (reader: inout JSONReader) throws(JSONSyntaxError) -> Part? in
                try members(["a"], &reader).flatMap { $0["a"].map { .narrow($0) } }
            }
            try trial.add { (reader: inout JSONReader) throws(JSONSyntaxError) -> Part? in
                try members(["a", "b"], &reader).flatMap { found in found["a"].map { .wide($0, found["b"]) } }
            }
            return try trial.closest(&reader)
        }

        private static func members(
            _ names: Set<String>, _ reader: inout JSONReader
        ) throws(JSONSyntaxError) -> [String: Int32]? {
            guard try reader.beginObject() else { return nil }
            var found: [String: Int32] = [:]
            while let name = try reader.nextName() {
                if names.contains(name) {
                    found[name] = try reader.readInteger(Int32.self)
                } else {
                    try reader.skipValue()
                }
            }
            return found
        }
    }

    @Test(arguments: [
        (#"{"a":1}"#, "narrow(1)"), (#"{"b":2,"a":1}"#, "wide(1, Optional(2))"), (#"{"a":1,"c":3}"#, "narrow(1)"),
        (#"{"a":1,"b":2,"c":[3,{}]}"#, "wide(1, Optional(2))"), (#"{"c":3}"#, "anything"), ("[]", "anything"),
    ])
    func ofSeveralThatFitTheOneIsReadThatKeepsMost(_ text: String, _ part: String) throws {
        #expect("\(try Part.read(jsonBytes: Array(text.utf8)))" == part)
    }

    @Test func aMistakeDeepInsideIsToldAtItsPlace() {
        #expect(violations(chain("bba").replacing(#""a":1"#, with: #""a":"x""#)) == ["/child/child/a type"])
        #expect(violations(chain("ab").replacing(#""b":1"#, with: #""c":1"#)).count == 1)
        #expect(violations(#"{"a":1,"b":1}"#) == [" oneOf"])
        #expect(violations(#"{"a":1,"child":{"a":1,"b":1}}"#) == ["/child oneOf"])
        #expect(violations(#"{"a":1,"child":{"a":1}"#) == ["no JSON"])
    }

    @Test func aValueIsRefusedThoughNoRoomForViolationsIsLeft() throws {
        struct Nodes: JSONReadable {
            static func read(from reader: inout JSONReader) throws(JSONSyntaxError) -> Nodes? {
                try reader.readArray(element: Node.read(from:)).map { _ in Nodes() }
            }
        }
        let text = "[" + Array(repeating: "{}", count: JSONReader.maximumViolations + 5).joined(separator: ",") + "]"
        #expect(throws: JSONReadError.self) { try Nodes.read(jsonBytes: Array(text.utf8)) }
    }
}
