public import OpenAPI

/// Makes a file with a stub for each operation that no handler implements yet.
public struct Scaffold: Sendable {
    /// What generated code is called like, as for `Generator`.
    public var options: GeneratorOptions
    /// The type that handlers extend.
    public var handlerType: String
    /// The modules that stubs import.
    public var modules: [String]
    /// Whether forgivable mistakes are warnings.
    public var isLenient: Bool

    /// Makes a scaffold.
    ///
    /// - Parameters:
    ///   - handlerType: The type that handlers extend.
    ///   - modules: The modules that stubs import besides `ContractRuntime`, such as that of the generated code.
    ///   - options: What generated code is called like.
    ///   - isLenient: Whether forgivable mistakes are warnings.
    public init(
        handlerType: String, modules: [String] = [], options: GeneratorOptions = GeneratorOptions(),
        isLenient: Bool = false
    ) {
        self.handlerType = handlerType
        self.modules = modules
        self.options = options
        self.isLenient = isLenient
    }

    /// What keeps stubs from compiling: a type or a module that no one can have; nil when there is nothing.
    public var objection: String? {
        if !SwiftName.isTypeText(handlerType) { return "'\(handlerType)' is no name of a Swift type." }
        return modules.first { !SwiftName.isIdentifier($0) }.map { "'\($0)' is no name of a Swift module." }
    }

    /// The stubs for operations that none of some sources implements, one file each.
    ///
    /// - Parameters:
    ///   - reading: The contract, and what is wrong with it.
    ///   - sources: The texts of the handlers' files.
    /// - Throws: Every mistake of the document and everything that the generator does not know yet, in one list.
    public func files(for reading: DocumentReading, sources: [String]) throws(DocumentError) -> [Generator.File] {
        // Nothing is generated of the other operations.
        var planner = Planner(options.filter.part(of: reading.document), options: options, isLenient: isLenient)
        let plan: Plan
        do {
            plan = try planner.plan()
        } catch {
            throw DocumentError(reading.joined(with: error.diagnostics))
        }
        guard !reading.hasFailed else { throw DocumentError(reading.joined(with: plan.warnings)) }
        let implemented = Set(sources.flatMap(Self.functions))
        let own =
            sources.lazy.compactMap(access).first
            ?? (sources.contains { $0.contains("public func ") } ? .public : .internal)
        // What is generated is seen no further than it says, and no function further than its type.
        let order: [GeneratorOptions.Access] = [.internal, .package, .public]
        let access = order.first { $0 == own || $0 == options.access } ?? own
        return plan.operations.filter { !implemented.contains(Self.plain($0.functionName)) }.map { operation in
            Generator.File(
                name: "\(handlerType)+\(operation.typeName).swift", text: stub(operation, access))
        }
    }

    /// Who may use the handlers' type, which its functions must be for as well, where a source declares it.
    private func access(in source: String) -> GeneratorOptions.Access? {
        let name = handlerType.split(separator: ".").last ?? ""
        let words = SwiftCode.code(of: source).split { !($0.isLetter || $0.isNumber || $0 == "_") }
        for index in words.indices.dropFirst()
        where words[index] == name && ["struct", "class", "actor", "enum"].contains(words[index - 1]) {
            let modifiers = words[..<(index - 1)].reversed().prefix {
                ["final", "nonisolated", "distributed", "indirect", "public", "open", "package", "internal"].contains(
                    $0)
            }
            if modifiers.contains("public") || modifiers.contains("open") { return .public }
            return modifiers.contains("package") ? .package : .internal
        }
        return nil
    }

    private func stub(_ operation: OperationPlan, _ access: GeneratorOptions.Access) -> String {
        let visibility = access == .internal ? "" : "\(access.rawValue) "
        let imports = Set(["ContractRuntime"] + modules).sorted().map { "public import \($0)" }
        var lines = SourceWriter.imports(imports, access) + [""]
        lines.append("extension \(handlerType) {")
        lines += operation.documentation.map { $0.isEmpty ? "    ///" : "    /// \($0)" }
        lines.append("    \(visibility)\(APIRenderer(style: SourceStyle(source: "")).signature(operation)) {")
        lines.append("        throw ContractFailure(")
        lines.append("            status: 501, code: \"not_implemented\", title: \"Not implemented\",")
        lines.append("            detail: \"The operation is part of the contract and has no handler yet.\")")
        lines += ["    }", "}", ""]
        return lines.joined(separator: "\n")
    }

    private static func plain(_ name: String) -> String { name.filter { $0 != "`" } }

    /// The names of the functions that a source declares with an operation's input and a context, as handlers have them;
    /// what stands in comments and in string literals does not count.
    static func functions(in source: String) -> [String] {
        let handler =
            #/\bfunc\s+`?([\p{L}_][\p{L}\p{N}_]*)`?\s*(?:<[^()]*>)?\s*\(\s*_\s*[^,():]*:[^,()]*\.\s*Input\s*,\s*context\b/#
        return SwiftCode.code(of: source).matches(of: handler).map { String($0.output.1) }
    }
}
