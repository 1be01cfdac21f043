import OpenAPI
import YAML

/// Decides what to declare for a document; what it cannot do yet is refused with its place.
///
/// 1. Named schemas become structs and enums, or are put in place where they are used.
/// 2. Operations become namespaces with `Input` and `Output`.
/// 3. Every keyword is either carried into the plan or refused here; none is passed over.
struct Planner {
    let document: Document
    let collector = DiagnosticCollector()
    let apiName: String
    let typeNames: [String: String]
    private(set) var patterns: [PlannedPattern] = []
    /// Schemas whose default a property or a parameter carries; anywhere else a default is refused.
    var carriedDefaults: Set<Schema.ID> = []

    init(_ document: Document) {
        self.document = document
        apiName = SwiftName.type(document.title)
        let names = SwiftName.unique(
            document.schemas.map { SwiftName.type($0.name) }, avoiding: [apiName + "API", apiName + "Authenticator"])
        typeNames = Dictionary(zip(document.schemas.map(\.name), names)) { first, _ in first }
    }

    /// Plans everything.
    mutating func plan() throws(DocumentError) -> Plan {
        var schemas: [SchemaPlan] = []
        for named in document.schemas {
            if let plan = declaration(of: named) { schemas.append(plan) }
        }
        checkRecursion(schemas)
        refuseWhatIsNotPlanned()
        let operations = operations()
        try collector.throwIfFailed()
        return Plan(
            apiName: apiName, schemas: schemas, operations: operations, patterns: patterns)
    }

    mutating func pattern(_ source: String, for constant: String, at location: SourceLocation) -> PlannedPattern? {
        if let objection = PatternDialect.objection(to: source) {
            collector.error(
                .invalidPattern, "the pattern \(source) is not read alike everywhere: \(objection)", at: location)
            return nil
        }
        do {
            _ = try Regex(source)
        } catch {
            collector.error(.invalidPattern, "the pattern cannot be compiled: \(source)", at: location)
            return nil
        }
        if let known = patterns.first(where: { $0.source == source }) { return known }
        let name = SwiftName.unique(patterns.map(\.constant) + [constant]).last ?? constant
        let pattern = PlannedPattern(constant: name, source: source)
        patterns.append(pattern)
        return pattern
    }

    /// Refuses structs that hold themselves other than in an array or a map: Swift cannot lay them out.
    private func checkRecursion(_ schemas: [SchemaPlan]) {
        var edges: [String: [String]] = [:]
        func visit(_ plan: SchemaPlan) {
            guard case .structure(let structure) = plan else { return }
            edges[structure.fullName] = structure.properties.compactMap {
                if case .structure(let name) = $0.type { name } else { nil }
            }
            structure.nested.forEach(visit)
        }
        schemas.forEach(visit)
        for named in document.schemas {
            guard let name = typeNames[named.name] else { continue }
            var pending = edges[name] ?? []
            var seen: Set<String> = []
            while let next = pending.popLast() {
                if next == name {
                    collector.error(
                        "the schema '\(named.name)' holds itself, which is supported only in an array or a map yet",
                        at: named.schema.location)
                    break
                }
                if seen.insert(next).inserted { pending += edges[next] ?? [] }
            }
        }
    }
}

/// Everything to declare.
struct Plan {
    var apiName: String
    var schemas: [SchemaPlan]
    var operations: [OperationPlan]
    var patterns: [PlannedPattern]
}
