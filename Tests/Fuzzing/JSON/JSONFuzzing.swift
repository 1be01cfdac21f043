import ContractRuntime

/// What is read as JSON is written, and read again as the same; what is not is refused without harm.
@_cdecl("LLVMFuzzerTestOneInput")
public func tryOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let value = try? JSONValue.read(jsonBytes: bytes) else { return 0 }
    let again = try? JSONValue.read(jsonBytes: value.jsonBytes)
    precondition(again == value, "written and read again it is another value")
    return 0
}
