public import YAML

/// One difference between two versions of a document, and what it means for those who know only one of them.
public struct Change: Hashable, Sendable {
    /// What a change means.
    public enum Impact: String, Hashable, Sendable, Comparable {
        /// Nobody notices.
        case safe
        /// It breaks those who rely on more than they were promised.
        case dangerous
        /// It breaks those who relied on what they were promised.
        case breaking

        private var rank: Int {
            switch self {
            case .safe: 0
            case .dangerous: 1
            case .breaking: 2
            }
        }

        /// Whether one is less grave than another.
        public static func < (left: Impact, right: Impact) -> Bool { left.rank < right.rank }
    }

    /// Whose side a report takes.
    public enum Audience: String, Hashable, Sendable, CaseIterable {
        /// Clients of the old version.
        case clients
        /// Servers of the old version.
        case servers
        /// Both, so that the graver impact counts.
        case both
    }

    /// What kind of change it is: a stable name.
    public var kind: ChangeKind
    /// What it means for a client of the old version that calls a server of the new one.
    public var forClients: Impact
    /// What it means for a server of the old version that is called by a client of the new one.
    public var forServers: Impact
    /// What has changed, as a sentence without its end.
    public var message: String
    /// Which part of the contract: `GET /files, response 200, /items/name`.
    public var place: String
    /// Where it stands in the old version; nil for what is new.
    public var oldLocation: SourceLocation?
    /// Where it stands in the new version; nil for what is gone.
    public var newLocation: SourceLocation?
    /// The nearest object around what is gone that the new version still has; nil for what is not gone.
    public var enclosingLocation: SourceLocation?

    /// The graver of both impacts.
    public var worst: Impact { max(forClients, forServers) }

    /// What it means for some side.
    public func impact(for audience: Audience) -> Impact {
        switch audience {
        case .clients: forClients
        case .servers: forServers
        case .both: worst
        }
    }
}

/// The stable name of a kind of change.
public enum ChangeKind: String, Hashable, Sendable, CaseIterable {
    case operationAdded = "operation-added"
    case operationRemoved = "operation-removed"
    case operationMoved = "operation-moved"
    case operationRenamed = "operation-renamed"
    case operationDeprecated = "operation-deprecated"
    case tagsChanged = "tags-changed"
    case limitChanged = "limit-changed"
    case serverChanged = "server-changed"
    case parameterAdded = "parameter-added"
    case parameterRemoved = "parameter-removed"
    case parameterRenamed = "parameter-renamed"
    case parameterStyle = "parameter-style"
    case parameterDeprecated = "parameter-deprecated"
    case bodyAdded = "body-added"
    case bodyRemoved = "body-removed"
    case requiredChanged = "required-changed"
    case mediaTypeAdded = "media-type-added"
    case mediaTypeRemoved = "media-type-removed"
    case responseAdded = "response-added"
    case responseRemoved = "response-removed"
    case headerAdded = "header-added"
    case headerRemoved = "header-removed"
    case headerDeprecated = "header-deprecated"
    case linkAdded = "link-added"
    case linkRemoved = "link-removed"
    case linkChanged = "link-changed"
    case securityTightened = "security-tightened"
    case securityLoosened = "security-loosened"
    case securitySchemeChanged = "security-scheme-changed"
    case securitySchemeRenamed = "security-scheme-renamed"
    case schemaAdded = "schema-added"
    case schemaRemoved = "schema-removed"
    case schemaRenamed = "schema-renamed"
    case schemaDeprecated = "schema-deprecated"
    case typeChanged = "type-changed"
    case nullableChanged = "nullable-changed"
    case formatChanged = "format-changed"
    case enumChanged = "enum-changed"
    case constraintChanged = "constraint-changed"
    case propertyAdded = "property-added"
    case propertyRemoved = "property-removed"
    case propertyRenamed = "property-renamed"
    case additionalPropertiesChanged = "additional-properties-changed"
    case alternativesChanged = "alternatives-changed"
    case defaultChanged = "default-changed"
    case rulesChanged = "rules-changed"
    case generatedCodeChanged = "generated-code-changed"

    /// One sentence on what has changed, for lists of rules.
    public var summary: String { "The kind of change '\(rawValue)' between two versions of a contract." }
}
