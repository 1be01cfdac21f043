import YAML

/// Finds what has changed between two versions of a document.
///
/// Schemas are compared where they are used, for the same change means one thing in a request and another in a response;
/// what no message has of the named ones is compared at the end, for types are made of it.
public struct DocumentComparison {
    let old: Document
    let new: Document
    var changes: [Change] = []
    private var known: Set<Change> = []
    /// Whether it is only asked whether there is a change; such comparisons do not hold others.
    private(set) var isTrial = false
    /// Whether such a comparison has come to its end.
    private(set) var hasFoundDifference = false
    /// How many schemas such a comparison is inside of.
    var trialDepth = 0
    /// Whether the server sends requests, so that it is what a client is elsewhere.
    var areRolesSwapped = false
    /// What messages have been compared by, by whether roles are swapped.
    var walks: [Bool: SchemaWalk] = [:]
    /// The pairs of schemas that messages have been compared by, with the directions of these.
    var metPairs: [MetPair: Set<ComparisonDirection>] = [:]
    /// What is found out once, by trials too.
    let memory = ComparisonMemory()
    /// The new names of the schemas that are called otherwise and say the same.
    let schemaNames: [String: String]
    /// The new names of the security schemes that are called otherwise and are the same.
    let securityNames: [String: String]
    /// Where the paths of the new version stand, by what they are without the names of their parameters.
    let pathLocations: [String: SourceLocation]

    private init(_ old: Document, _ new: Document) {
        self.old = old
        self.new = new
        schemaNames = Self.renamedSchemas(old, new)
        securityNames = Self.renamedSecuritySchemes(old, new)
        pathLocations = Dictionary(new.paths.map { (DocumentParser.anonymous($0.path), $0.location) }) { first, _ in
            first
        }
    }

    /// Every change from one version to another, in the order of the new document, what is gone at the end.
    public static func changes(from old: Document, to new: Document) -> [Change] {
        var comparison = DocumentComparison(old, new)
        comparison.compareTitles()
        comparison.compareServers(
            old.servers, new.servers, at: "servers", within: comparison.location(of: ["servers"]))
        comparison.compareOperations()
        comparison.compareWebhooks()
        comparison.compareSecuritySchemes()
        comparison.compareTagNames()
        comparison.compareNamedSchemas()
        return comparison.changes
    }

    /// Starts anew, for a comparison whose changes nobody is told.
    mutating func beginTrial() {
        isTrial = true
        (changes, known, metPairs) = ([], [], [:])
    }

    /// Records a change once, however many operations show it.
    ///
    /// - Parameter enclosing: What held it in the new version, for what is gone; else the new version as a whole.
    mutating func add(
        _ kind: ChangeKind, clients: Change.Impact, servers: Change.Impact, _ message: String, at place: String,
        old: SourceLocation?, new newLocation: SourceLocation?, within enclosing: SourceLocation? = nil
    ) {
        let change = Change(
            kind: kind, forClients: areRolesSwapped ? servers : clients,
            forServers: areRolesSwapped ? clients : servers, message: message, place: place, oldLocation: old,
            newLocation: newLocation,
            enclosingLocation: newLocation == nil ? enclosing ?? new.root.location : nil)
        // A schema that many operations share changes once: its place is that of the first.
        var identity = change
        identity.enclosingLocation = nil
        if old != nil || newLocation != nil { identity.place = "" }
        if isTrial, change.worst > .safe, kind != .generatedCodeChanged { hasFoundDifference = true }
        if known.insert(identity).inserted { changes.append(change) }
    }

    /// Ends a comparison of which it is only asked whether there is a change.
    mutating func endTrial() { hasFoundDifference = true }

    private mutating func compareOperations() {
        var pairing = Pairing(old.operations, new.operations)
        pairing.match { Self.name($0) }
        pairing.match { Self.key($0) }
        for (before, after) in pairing.pairs { compare(before, after) }
        var moved = Pairing(pairing.gone, pairing.fresh)
        moved.match { $0.operationID }
        for (former, operation) in moved.all {
            guard let former else {
                add(
                    .operationAdded, clients: .safe, servers: .breaking, "the operation is new",
                    at: Self.name(operation), old: nil, new: operation.location)
                continue
            }
            add(
                .operationMoved, clients: .breaking, servers: .breaking,
                "the operation was \(Self.name(former)) and is \(Self.name(operation))", at: Self.name(operation),
                old: former.location, new: operation.location)
            compare(former, operation)
        }
        for operation in moved.gone {
            add(
                .operationRemoved, clients: .breaking, servers: .safe,
                operation.isDeprecated ? "the operation, which was deprecated, is gone" : "the operation is gone",
                at: Self.name(operation), old: operation.location, new: nil, within: enclosing(operation))
        }
    }

    /// The method and the path, whatever its parameters are called.
    static func key(_ operation: Operation) -> String {
        "\(operation.sentMethod) \(DocumentParser.anonymous(operation.path))"
    }

    static func name(_ operation: Operation) -> String { "\(operation.sentMethod) \(operation.path)" }
}
