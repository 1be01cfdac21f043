import OpenAPI
import RegularExpressions
import YAML

/// Decides what to declare for a document; what it cannot do yet is refused with its place.
///
/// 1. Named schemas become structs, enums and unions, or are put in place where they are used.
/// 2. Operations become namespaces with `Input` and `Output`.
/// 3. Every keyword is either carried into the plan or refused here; none is passed over.
struct Planner {
    let document: Document
    /// All operations of the document, those that are not wanted too: names must not depend on what is wanted.
    let allOperations: [Operation]
    /// All webhooks of the document, for the same reason.
    let allWebhooks: [PathItem]
    var collector: DiagnosticCollector
    let options: GeneratorOptions
    let apiName: String
    /// The protocols of tags; none where one protocol has all operations.
    let groups: [GroupPlan]
    private(set) var patterns: [PlannedPattern] = []
    /// The names of the types outside all others, by their schemas: those of the components, and those of other
    /// schemas that a reference leads to or that stand in an operation.
    var typeNames: [Schema.ID: String]
    /// The names of components that are nothing but a reference to a schema without a name, by that schema.
    let aliasNames: [Schema.ID: String]
    /// These names, and those of the API's own types.
    var takenNames: Set<String>
    /// The names that schemas want for their types, whether they have got them or not.
    let wantedNames: Set<String>
    /// The names of the types of operations, of webhooks and of callbacks, as far as they are given.
    var namesOfOperations: Set<String> = []
    /// The names of schemas outside the components that references lead to.
    var referencedNames: [Schema.ID: String] = [:]
    /// Schemas without a name in the components that need a type outside all others, in the order in which they were
    /// met.
    var unnamed: [Schema] = []
    /// Whether what people and programs are told of an operation is kept; not where names alone are of use.
    var describes = true
    /// What has been found of schemas, so that it is not looked for again.
    let findings = SchemaFindings()
    /// The names that have been made.
    let names = NameMemory()
    /// Holds values against the schemas.
    let validator: InstanceValidator
    /// Where the servers of operations stand.
    let serverPaths = ServerPathTable()
    /// What no type carries.
    var rules: RuleList
    /// The schemas whose types are being found, the outermost first.
    var resolving: [Schema.ID] = []
    /// The types of combinations that are being found, by what they are made of.
    var openTypes: [Set<String>: PlannedType] = [:]
    /// The alternatives that are a rule of a schema, by what is left of that.
    var alternativesBeside: [Schema.ID: [Schema]] = [:]
    /// How many more combinations the declaration may have.
    var combinationBudget = Planner.maximumCombinedTypes
    /// Everything that has been declared, by its full name.
    var declared: [String: SchemaPlan] = [:]
    private var derivedCount = 0

    init(_ document: Document, options: GeneratorOptions = GeneratorOptions(), isLenient: Bool = false) {
        let whole = document
        let document = options.filter.part(of: whole)
        self.document = document
        validator = InstanceValidator(document)
        allOperations = whole.operations
        allWebhooks = whole.webhooks
        self.options = options
        collector = DiagnosticCollector(isLenient: isLenient)
        rules = RuleList(document: document)
        wantedNames = Set(
            document.givenNames.map { SwiftName.prefixedType($0, prefix: options.namePrefix) })
        apiName = SwiftName.type(document.title)
        let tags = Set(document.operations.compactMap(\.tags.first))
        let allGroups = options.splitsByTag ? GroupPlan.all(of: whole, apiName: apiName) : []
        groups = allGroups.filter { tags.contains($0.tag) }
        let stem = apiName
        let suffixes = ["API", "Authenticator", "Client"] + Self.outgoingClients(of: whole)
        let own = suffixes.map { stem + $0 } + allGroups.map(\.protocolName)
        let names = SwiftName.unique(
            document.schemas.map { named in
                (
                    options.typeName(named.name, of: named.schema), options.nameRank(named.name, of: named.schema),
                    named.name
                )
            }, avoiding: Set(own).union(document.externalTypeNames))
        typeNames = Dictionary(zip(document.schemas.map(\.schema.id), names)) { first, _ in first }
        takenNames = Set(names).union(own).union(document.externalTypeNames)
        var aliasNames: [Schema.ID: String] = [:]
        for (named, name) in zip(document.schemas, names) {
            guard let target = document.resolved(named.schema), document.name(of: target.id) == named.name,
                typeNames[target.id] == nil
            else { continue }
            aliasNames[target.id] = name
        }
        self.aliasNames = aliasNames
    }

    /// What the clients of what the service sends by itself are called, where there is any.
    private static func outgoingClients(of document: Document) -> [String] {
        let hasCallbacks = document.operations.contains { !$0.callbacks.isEmpty }
        return (document.webhooks.isEmpty ? [] : ["Webhooks"]) + (hasCallbacks ? ["Callbacks"] : [])
    }

    /// A number for a schema that is made of others.
    mutating func nextDerived() -> Int {
        derivedCount += 1
        return derivedCount
    }

    /// Plans everything.
    ///
    /// - Parameter forClient: Whether operations are called: links of answers are wanted then, and what only a server cannot
    ///   tell apart may stand.
    mutating func plan(forClient: Bool = false) throws(DocumentError) -> Plan {
        nameReferenced()
        var schemas = declarations(of: selectedSchemas)
        noteDeclared(schemas)
        selectSchemasElsewhere()
        checkServersAndPaths(areServed: !forClient)
        let operations = operations()
        schemas += declarationsOfUnnamed()
        // After all else, so that what is sent changes no name of what is answered.
        let outgoing = outgoing(beside: operations)
        schemas += declarationsOfUnnamed()
        return try finished(schemas, operations, outgoing, forClient: forClient)
    }

    /// Plans the schemas of the components, and what they and the operations refer to.
    mutating func planTypes() throws(DocumentError) -> Plan {
        nameReferenced()
        var schemas = declarations(of: selectedSchemas)
        noteDeclared(schemas)
        selectSchemasElsewhere()
        let operations = met { $0.operations() }
        schemas += declarationsOfUnnamed()
        _ = met { $0.outgoing(beside: operations) }
        schemas += declarationsOfUnnamed()
        return try finished(schemas, [], [])
    }

    /// Gives schemas outside the components that a part of the document refers to the names that they have where that part
    /// is generated. What is wrong with the part itself is not said, for nothing is generated of it.
    private mutating func met<Part>(_ plan: (inout Planner) -> Part) -> Part {
        var silent = self
        silent.collector = DiagnosticCollector(isLenient: collector.isLenient)
        silent.describes = false
        let part = plan(&silent)
        typeNames = silent.typeNames
        takenNames = silent.takenNames
        unnamed = silent.unnamed
        derivedCount = silent.derivedCount
        return part
    }

    private mutating func finished(
        _ plans: [SchemaPlan], _ operations: [OperationPlan], _ outgoing: [OutgoingPlan], forClient: Bool = false
    ) throws(DocumentError) -> Plan {
        noteDeclared(plans)
        var operations = operations.map { withDefaults($0) }
        if forClient { operations = withLinks(operations) }
        var outgoing = outgoing
        for index in outgoing.indices { outgoing[index].operation = withDefaults(outgoing[index].operation) }
        checkDialect(document.schemaDialect, at: document.root["jsonSchemaDialect"]?.location)
        refuseEndlessUnions()
        let schemas = withOnlyValues(withDefaults(plans))
        let referencedRules = rules.referenced()
        for schema in rules.writer.tooDeep {
            collector.error(
                .unsupported,
                "a rule is nested deeper than \(RuleWriter.maximumDepth) levels here; name this part and refer to it",
                at: schema.location)
        }
        for schema in rules.writer.uncertain { refuseDynamicReference(schema) }
        for pattern in rules.writer.patterns { _ = compiled(pattern.source, at: pattern.location, isForgivable: false) }
        try collector.throwIfFailed()
        return Plan(
            apiName: apiName, groups: groups, client: clientPlan(), schemas: Recursion.broken(schemas),
            unionKinds: UnionKinds(of: declared), operations: operations, outgoing: outgoing, patterns: patterns,
            rules: rules.rules,
            referencedRules: referencedRules, warnings: collector.sorted)
    }

    private mutating func declarations(of schemas: [Schema]) -> [SchemaPlan] {
        var plans: [SchemaPlan] = []
        for schema in schemas { plans += declarations(of: schema, named: typeNames[schema.id] ?? "Unnamed") }
        return plans
    }

    /// Declares what references have led to; declaring may meet more.
    private mutating func declarationsOfUnnamed() -> [SchemaPlan] {
        var plans: [SchemaPlan] = []
        while !unnamed.isEmpty {
            let met = unnamed
            unnamed = []
            plans += declarations(of: met)
        }
        return plans
    }

    mutating func pattern(_ source: String, for constant: String, at location: SourceLocation) -> PlannedPattern? {
        guard compiled(source, at: location) else { return nil }
        if let known = patterns.first(where: { $0.source == source }) { return known }
        let name = SwiftName.unique(patterns.map(\.constant) + [constant]).last ?? constant
        let pattern = PlannedPattern(constant: name, source: source)
        patterns.append(pattern)
        return pattern
    }

    /// Whether a pattern is one of ECMA 262; else that is said.
    ///
    /// - Parameter isForgivable: Whether the pattern may be left out. Inside a rule it may not: what `not` or `if` hold
    ///   would mean the opposite.
    func compiled(_ source: String, at location: SourceLocation, isForgivable: Bool = true) -> Bool {
        do throws(RegularExpressionError) {
            if try RegularExpression(source).isLinear { return true }
            collector.warning(
                .slowPattern,
                "the pattern \(source) has a backreference, so a text can make it run without end", at: location)
            return true
        } catch {
            let message = "the pattern \(source) cannot be read: \(error)"
            if isForgivable {
                collector.error(.invalidPattern, message, at: location)
            } else {
                collector.add(Diagnostic(.error, .invalidPattern, message, at: location))
            }
            return false
        }
    }
}

/// Everything to declare.
struct Plan {
    var apiName: String
    /// The protocols of tags, of which the API's is composed.
    var groups: [GroupPlan]
    var client: ClientPlan
    var schemas: [SchemaPlan]
    /// The JSON types of the alternatives of unions.
    var unionKinds: UnionKinds
    var operations: [OperationPlan]
    /// What the service sends by itself.
    var outgoing: [OutgoingPlan]
    var patterns: [PlannedPattern]
    /// What no type carries, by the name of its constant, as JSON Schema.
    var rules: [(name: String, text: String)]
    /// The schemas that these refer to.
    var referencedRules: [(name: String, text: String)]
    /// What was worth a word.
    var warnings: [Diagnostic]
}
