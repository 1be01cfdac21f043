import FoundationEssentials
import OpenAPI

extension ResponseVerifier {
    /// Makes a verifier for a contract in a file, whose references to other files are relative to it.
    ///
    /// What `codegen --lenient` forgives is forgiven: whoever generates code has been told of it.
    ///
    /// - Parameters:
    ///   - path: The path of the contract, relative to the working directory unless it is absolute.
    ///   - mapping: Files that stand for URLs, as `codegen --map` has them.
    /// - Throws: What the file system says of a file that cannot be read, or every mistake in the contract.
    public init(contractAt path: String, mapping: [String: String] = [:]) throws {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let files = DocumentFiles(mapping: mapping, folder: FileManager.default.currentDirectoryPath) { path in
            (try? Data(contentsOf: URL(filePath: path))).map { [UInt8]($0) }
        }
        self.init(
            try DocumentParser.parse(bytes, file: path, options: ParsingOptions(isLenient: true, files: files)))
    }
}
