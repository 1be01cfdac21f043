import FuzzingProperties

/// What libFuzzer calls with each input; `ContractProperty` says what must hold.
@_cdecl("LLVMFuzzerTestOneInput")
public func tryOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let violation = ContractProperty.violation(Array(UnsafeBufferPointer(start: start, count: count)))
    precondition(violation == nil, violation ?? "")
    return 0
}
