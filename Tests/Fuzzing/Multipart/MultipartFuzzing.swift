import Dispatch
import FuzzingProperties

/// What libFuzzer calls with each input; `MultipartProperty` says what must hold.
///
/// The thread is libFuzzer's own, so it may wait.
@_cdecl("LLVMFuzzerTestOneInput")
public func tryOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let isDone = DispatchSemaphore(value: 0)
    Task.detached {
        let violation = await MultipartProperty.violation(bytes)
        precondition(violation == nil, violation ?? "")
        isDone.signal()
    }
    isDone.wait()
    return 0
}
