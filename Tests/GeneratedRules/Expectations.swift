import ContractRuntime
import Testing

/// What a value breaks, as `POINTER REASON`; empty when it breaks nothing.
func violations<Value: JSONReadable>(
    _ type: Value.Type, _ text: String, in direction: JSONDirection = .any
) -> [String] {
    do throws(JSONReadError) {
        _ = try Value.read(jsonBytes: Array(text.utf8), in: direction)
        return []
    } catch {
        guard case .violations(let violations) = error else { return ["\(error)"] }
        return violations.map { "\($0.pointer) \($0.reason)" }
    }
}

/// Tries values that keep the contract, and values that break it with what they break.
func expect<Value: JSONReadable>(
    _ type: Value.Type, good: [String], bad: [String: [String]], sourceLocation: SourceLocation = #_sourceLocation
) {
    for text in good { #expect(violations(type, text) == [], "\(text)", sourceLocation: sourceLocation) }
    for (text, broken) in bad { #expect(violations(type, text) == broken, "\(text)", sourceLocation: sourceLocation) }
}

/// Tries values of a schema that has no type of its own, as a property of `Holder`.
func expectHeld(
    _ property: String, good: [String], bad: [String: [String]], sourceLocation: SourceLocation = #_sourceLocation
) {
    func held(_ text: String) -> String { "{\"\(property)\":\(text)}" }
    expect(
        MyHolder.self, good: good.map(held),
        bad: Dictionary(
            uniqueKeysWithValues: bad.map { text, broken in
                (held(text), broken.map { "/\(property)\($0)" })
            }), sourceLocation: sourceLocation)
}

func text(_ value: some JSONWritable, in direction: JSONDirection = .any) -> String {
    String(decoding: value.jsonBytes(in: direction), as: UTF8.self)
}
