import OpenAPI
import SwiftGenerator

/// Every document is read, linted, bundled and generated from, in every mode, or refused.
@_cdecl("LLVMFuzzerTestOneInput")
public func tryOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    var options = ParsingOptions()
    options.isLenient = true
    guard let document = try? DocumentParser.parse(bytes, file: "a.yaml", options: options) else { return 0 }
    _ = Linter.warnings(document)
    let text = String(decoding: bytes, as: UTF8.self)
    for mode in Generator.Mode.allCases {
        let generator = Generator(mode: mode, source: "a.yaml")
        let first = try? generator.generate(document, text: text)
        precondition(first == (try? generator.generate(document, text: text)), "a second run generates something else")
    }
    return 0
}
