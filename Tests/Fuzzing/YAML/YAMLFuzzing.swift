import FuzzingProperties

/// What libFuzzer calls with each input; `YAMLProperty` says what must hold.
@_cdecl("LLVMFuzzerTestOneInput")
public func tryOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let violation = YAMLProperty.violation(Array(UnsafeBufferPointer(start: start, count: count)))
    precondition(violation == nil, violation ?? "")
    return 0
}
