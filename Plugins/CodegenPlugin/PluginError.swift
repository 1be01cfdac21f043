import Foundation

/// A mistake in a target's configuration, in the form that editors find the place by.
struct PluginError: Error, CustomStringConvertible {
    let description: String

    init(_ message: String, file: URL, line: Int) {
        description = "\(file.path(percentEncoded: false)):\(line):1: error: \(message)"
    }
}
