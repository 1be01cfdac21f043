import YAML

extension DocumentParser {
    /// Compares the parameters of a path with those that are declared.
    ///
    /// - Parameter isWhole: Whether all could be read; else one that is missing may be one that could not.
    func checkParameters(_ operation: inout Operation, isWhole: Bool, at node: YAMLNode) {
        let names = takeExpressions(&operation, at: node)
        for name in names
        where isWhole && !operation.parameters.contains(where: { $0.place == .path && $0.name == name }) {
            collector.error(
                .pathParameterUndeclared, "the path parameter '\(name)' is not declared", at: node.location)
            operation.parameters.append(anyString(name, in: .path, at: node))
        }
        for parameter in operation.parameters where parameter.place == .path && !names.contains(parameter.name) {
            collector.error(
                .pathParameterUnused, "the path '\(operation.path)' has no '{\(parameter.name)}'",
                at: parameter.location)
        }
        operation.parameters.removeAll { $0.place == .path && !names.contains($0.name) }
    }

    /// Has what a path says of its query in parameters; a query parameter that is declared says it already.
    func take(_ query: PathQuery, for operation: inout Operation, isWhole: Bool, at node: YAMLNode) {
        func isDeclared(_ name: String) -> Bool {
            operation.parameters.contains { $0.place == .query && $0.name == name }
        }
        let declared = operation.parameters
        for (name, variable) in query.variables where !isDeclared(name) {
            if var parameter = declared.first(where: { $0.name == variable && [.path, .query].contains($0.place) }) {
                parameter.name = name
                if parameter.place == .path {
                    // It is written as it would be in the path, for there it was declared.
                    parameter.place = .query
                    parameter.style = .form
                    parameter.isExploded = false
                }
                operation.parameters.append(parameter)
            } else if isWhole {
                collector.error(
                    .pathParameterUndeclared, "the path parameter '\(variable)' is not declared", at: node.location)
                operation.parameters.append(anyString(name, in: .query, at: node))
            }
        }
        // What stands for a value of the query is sent there alone, unless the path has it too.
        let inPath = Set(Self.templateNames(operation.route))
        let inQuery = Set(query.variables.map(\.name))
        for variable in query.variables.map(\.variable) {
            operation.parameters.removeAll {
                $0.name == variable
                    && ($0.place == .path && !inPath.contains(variable)
                        || $0.place == .query && !inQuery.contains(variable))
            }
        }
        operation.query.removeAll { pair in
            operation.parameters.contains {
                $0.place == .query && $0.isRequired && $0.name == PathQuery.name(of: pair)
            }
        }
    }

    /// What a parameter that is not declared is with `--lenient`.
    private func anyString(_ name: String, in place: Parameter.Place, at node: YAMLNode) -> Parameter {
        Parameter(
            name: name, place: place, location: node.location, isRequired: true, isDeprecated: false,
            allowsEmptyValue: false, style: place == .query ? .form : .simple, isExploded: place == .query,
            allowsReserved: false, content: [], examples: [], extensions: [:])
    }

    /// The parameter that an expression of RFC 6570 is: of its name, and written as the expression says (sections 3.2.2, 3.2.5
    /// and 3.2.7; OpenAPI 3.2, section 4.8.12.3).
    private static func parameter(of expression: String, among parameters: [Parameter]) -> Parameter? {
        var name = expression[...]
        var style = ParameterStyle.simple
        if name.first == "." { style = .label }
        if name.first == ";" { style = .matrix }
        if style != .simple { name = name.dropFirst() }
        let isExploded = name.last == "*"
        if isExploded { name = name.dropLast() }
        guard name.count < expression.count else { return nil }
        return parameters.first {
            $0.place == .path && $0.name == name && $0.style == style && $0.isExploded == isExploded
        }
    }

    /// Takes expressions of RFC 6570 for the parameters that they are, and returns the names of the parameters in the path.
    private func takeExpressions(_ operation: inout Operation, at node: YAMLNode) -> [String] {
        let names = Self.templateNames(operation.route)
        var hasTaken = false
        for name in names
        where !operation.parameters.contains(where: { $0.place == .path && $0.name == name }) {
            guard let parameter = Self.parameter(of: name, among: operation.parameters) else { continue }
            collector.error(
                .pathParameterUndeclared,
                "'{\(name)}' is of RFC 6570 and not of OpenAPI; write '{\(parameter.name)}', for the parameter's style and explode say the rest",
                at: node.location)
            operation.path = operation.path.replacing("{\(name)}", with: "{\(parameter.name)}")
            hasTaken = true
        }
        return hasTaken ? Self.templateNames(operation.route) : names
    }

    /// Whether each brace that opens is closed before another one opens.
    static func areBracesPaired(_ template: String) -> Bool {
        var isInside = false
        for scalar in template.unicodeScalars where scalar == "{" || scalar == "}" {
            guard (scalar == "{") != isInside else { return false }
            isInside.toggle()
        }
        return !isInside
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
