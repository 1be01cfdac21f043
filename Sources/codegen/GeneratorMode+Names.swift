import ArgumentParser
import SwiftGenerator

extension Generator.Mode {
    /// The modes as a command's help lists them.
    static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }

    /// The modes that a command line names.
    static func named(_ names: [String]) throws -> [Generator.Mode] {
        try names.map { name in
            guard let mode = Generator.Mode(rawValue: name) else {
                throw ValidationError("There is no mode '\(name)'; use one of \(Self.names).")
            }
            return mode
        }
    }
}
