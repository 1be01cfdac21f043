import YAML

/// What is loaded can be written as JSON, and that loads to the same JSON.
@_cdecl("LLVMFuzzerTestOneInput")
public func tryOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let node = try? YAMLLoader.load(bytes, file: "a.yaml") else { return 0 }
    let json = node.json
    let again = try? YAMLLoader.load(Array(json.utf8), file: "a.json")
    precondition(again?.json == json, "its JSON loads as another value")
    return 0
}
