/// The rules of a contract by their names: what it says of values and no Swift type carries.
///
/// Each is a schema of JSON Schema 2020-12; `$ref` is the name of another rule of the table.
public final class RuleTable: Sendable {
    private let nodes: [String: RuleNode]

    /// Reads rules that the generator has written.
    ///
    /// - Parameter text: A JSON object, rules by name. A text that is none makes a table of rules that allow nothing.
    public init(checked text: String) {
        var nodes: [String: RuleNode] = [:]
        if let value = try? JSONValue.read(jsonBytes: Array(text.utf8)), case .object(let rules) = value {
            for (name, rule) in rules { nodes[name] = RuleNode(rule) }
        }
        self.nodes = nodes
    }

    /// The rule of a name; one that is not known allows nothing.
    public subscript(name: String) -> ValueRule { ValueRule(node: node(name), table: self) }

    func node(_ name: String) -> RuleNode { nodes[name] ?? .nothing }
}

/// What the contract says of a value and no Swift type carries.
public struct ValueRule: Sendable {
    let node: RuleNode
    let table: RuleTable

    /// What a value breaks that travels in a direction; empty when it breaks nothing.
    public func violations(of value: JSONValue, in direction: JSONDirection = .any) -> [RuleViolation] {
        let evaluation = RuleEvaluation(table: table, direction: direction)
        return evaluation.check(value, node).violations
    }
}

/// One way in which a value breaks a rule.
public struct RuleViolation: Hashable, Sendable {
    /// Where in the value: a JSON Pointer (RFC 6901).
    public var pointer: String
    /// The keyword that is broken.
    public var reason: String
    /// What is wrong, as the end of a sentence that begins with the value.
    public var message: String
}

extension JSONReader {
    /// Holds the value at hand, which is left where it stands, against a rule, and records what it breaks.
    ///
    /// A value that is no JSON, or holds a name twice, is left to whoever reads it.
    ///
    /// - Returns: Whether nothing was recorded.
    public mutating func check(_ rule: ValueRule) throws(JSONSyntaxError) -> Bool {
        var ahead = self
        guard let value = try JSONValue.read(from: &ahead) else { return true }
        let broken = rule.violations(of: value, in: direction)
        for violation in broken { record(violation.reason, violation.message, below: violation.pointer) }
        return broken.isEmpty
    }

    /// Reads a value that a rule speaks of.
    ///
    /// - Returns: The value, or nil when a violation was recorded.
    @inlinable public mutating func readChecked<Value>(
        _ rule: ValueRule, value: (inout JSONReader) throws(JSONSyntaxError) -> Value?
    ) throws(JSONSyntaxError) -> Value? {
        let isKept = try check(rule)
        let result = try value(&self)
        return isKept ? result : nil
    }
}
