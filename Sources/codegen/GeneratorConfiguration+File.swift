import Foundation
import OpenAPI
import SwiftGenerator
import YAML

extension GeneratorConfiguration {
    /// Reads the configuration of a file; one that says nothing where there is no path.
    static func read(fileAt path: String?) throws(DocumentError) -> GeneratorConfiguration {
        guard let path else { return GeneratorConfiguration() }
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            throw DocumentError([
                Diagnostic(
                    .error, .unreadableFile, "the configuration cannot be read; check the path",
                    at: .init(file: path, line: 1, column: 1))
            ])
        }
        return try read([UInt8](data), file: path)
    }
}
