import YAML

extension DocumentParser {
    /// Compares the parameters of a path with those that are declared.
    ///
    /// - Parameter isWhole: Whether all could be read; else one that is missing may be one that could not.
    func checkParameters(_ operation: inout Operation, isWhole: Bool, at node: YAMLNode) {
        let names = Self.templateNames(operation.path)
        for name in names
        where isWhole && !operation.parameters.contains(where: { $0.place == .path && $0.name == name }) {
            collector.error(
                .pathParameterUndeclared, "the path parameter '\(name)' is not declared", at: node.location)
            // With --lenient it is any string.
            operation.parameters.append(
                Parameter(
                    name: name, place: .path, location: node.location, isRequired: true, isDeprecated: false,
                    allowsEmptyValue: false, style: .simple, isExploded: false, allowsReserved: false, content: [],
                    examples: [], extensions: [:]))
        }
        for parameter in operation.parameters where parameter.place == .path && !names.contains(parameter.name) {
            collector.error(
                .pathParameterUnused, "the path has no '{\(parameter.name)}'", at: parameter.location)
        }
        operation.parameters.removeAll { $0.place == .path && !names.contains($0.name) }
    }

    /// Refuses braces that do not pair.
    func checkBraces(_ path: String, at location: SourceLocation) {
        var isInside = false
        for scalar in path.unicodeScalars where scalar == "{" || scalar == "}" {
            guard (scalar == "{") != isInside else {
                return collector.error(.invalidValue, "the braces of the path do not pair", at: location)
            }
            isInside.toggle()
        }
        if isInside { collector.error(.invalidValue, "the braces of the path do not pair", at: location) }
    }

    /// Refuses a name that stands twice (OpenAPI 3.2, section 4.8.1.1).
    func checkNames(_ path: String, at location: SourceLocation) {
        var names: Set<String> = []
        for name in Self.templateNames(path) where !names.insert(name).inserted {
            collector.error(
                .pathParameterTwice, "the path has '{\(name)}' twice; give each place a name of its own", at: location)
        }
    }

    /// A path without the names of its parameters.
    static func anonymous(_ path: String) -> String {
        var result = String.UnicodeScalarView()
        var isInside = false
        for scalar in path.unicodeScalars {
            if scalar == "}" { isInside = false }
            if !isInside { result.append(scalar) }
            if scalar == "{" { isInside = true }
        }
        return String(result)
    }
}
