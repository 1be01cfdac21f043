import OpenAPI
import SwiftGenerator

/// Every document is read, linted, bundled and generated from, in every mode, as far as it can be read.
public enum ContractProperty {
    /// What does not hold for these bytes; nil where all does.
    public static func violation(_ bytes: [UInt8]) -> String? {
        for isLenient in [false, true] {
            var options = ParsingOptions()
            options.isLenient = isLenient
            guard let reading = try? DocumentParser.reading(bytes, file: "a.yaml", options: options) else { return nil }
            _ = Linter.findings(reading)
            _ = try? Bundler.bundle(bytes, file: "a.yaml", options: options, isJSON: isLenient)
            for mode in Generator.Mode.allCases {
                let generator = Generator(mode: mode, source: "a.yaml", isLenient: isLenient)
                let first = outcome { () throws(DocumentError) in try generator.output(reading).files }
                let second = outcome { () throws(DocumentError) in try generator.output(reading).files }
                guard first == second else {
                    return "a second run in the mode \(mode.rawValue) generates something else"
                }
            }
        }
        return nil
    }

    /// What is generated, or every mistake.
    private static func outcome(_ generate: () throws(DocumentError) -> [Generator.File]) -> [String] {
        do throws(DocumentError) {
            return try generate().map(\.text)
        } catch {
            return error.diagnostics.map(\.description)
        }
    }
}
