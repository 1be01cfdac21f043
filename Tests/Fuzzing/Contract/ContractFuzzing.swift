import OpenAPI
import SwiftGenerator

/// Every document is read, linted, bundled and generated from, in every mode, as far as it can be read.
@_cdecl("LLVMFuzzerTestOneInput")
public func tryOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    for isLenient in [false, true] {
        var options = ParsingOptions()
        options.isLenient = isLenient
        guard let reading = try? DocumentParser.reading(bytes, file: "a.yaml", options: options) else { return 0 }
        _ = Linter.findings(reading)
        _ = try? Bundler.bundle(bytes, file: "a.yaml", options: options, isJSON: isLenient)
        for mode in Generator.Mode.allCases {
            let generator = Generator(mode: mode, source: "a.yaml", isLenient: isLenient)
            let first = outcome { () throws(DocumentError) in try generator.output(reading).files }
            let second = outcome { () throws(DocumentError) in try generator.output(reading).files }
            precondition(first == second, "a second run generates something else")
        }
    }
    return 0
}

/// What is generated, or every mistake.
private func outcome(_ generate: () throws(DocumentError) -> [Generator.File]) -> [String] {
    do throws(DocumentError) {
        return try generate().map(\.text)
    } catch {
        return error.diagnostics.map(\.description)
    }
}
