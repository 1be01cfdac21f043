extension InstanceValidator {
    /// How deep a check has gone, and how much all of it may still cost.
    struct Trail {
        /// The deepest chain of schemas that is followed; a value is nested less.
        private static let maximumDepth = 400
        /// The most schemas that one value is held against, for a few schemas can ask for endless work.
        private static let maximumSteps = 200_000

        private final class Steps {
            var count = 0
            var hasToldOfEnd = false
        }

        /// What the schemas that speak of one value have said of it.
        private final class Findings {
            struct Key: Hashable {
                var schema: Schema.ID
                var direction: MessageDirection?
            }

            var outcomes: [Key: Outcome] = [:]
        }

        private var depth = 0
        private let steps = Steps()
        /// Which way the value goes; nil where `required` is meant to the letter.
        var direction: MessageDirection?
        /// The outermost of the schemas that speak of the value.
        private(set) var whole: Schema?
        private var findings = Findings()

        init(_ direction: MessageDirection?) { self.direction = direction }

        /// The same trail where a property counts as missing whichever way the value goes.
        var literal: Trail {
            var trail = self
            trail.direction = nil
            return trail
        }

        /// The trail of a value that a schema begins to speak of.
        func beginning(_ schema: Schema) -> Trail {
            var trail = self
            trail.whole = schema
            trail.findings = Findings()
            return trail
        }

        /// What a schema says of the value, found once however many references lead to it. One that leads back to itself
        /// before it has said anything says that (JSON Schema 2020-12 Core, 9.4.1, leaves undefined what it means).
        func outcome(of schema: Schema, at place: String, otherwise find: () -> Outcome) -> Outcome {
            let key = Findings.Key(schema: schema.id, direction: direction)
            if var known = findings.outcomes[key] {
                // All of them have been told of.
                known.violations = Array(known.violations.prefix(1))
                return known
            }
            findings.outcomes[key] = Outcome(
                violations: [Violation(place: place, message: "is held against a schema that leads back to itself")])
            let found = find()
            findings.outcomes[key] = found
            return found
        }

        /// Whether there is room for one more schema.
        func takeStep() -> Bool {
            steps.count += 1
            return depth < Self.maximumDepth && steps.count <= Self.maximumSteps
        }

        /// Whether the end has not been told of yet.
        var isFirstBeyond: Bool {
            defer { steps.hasToldOfEnd = true }
            return !steps.hasToldOfEnd
        }

        static func + (trail: Trail, levels: Int) -> Trail {
            var deeper = trail
            deeper.depth += levels
            return deeper
        }
    }

    /// Whether a property that is required may be missing, for it is of the other direction.
    func mayOmit(_ name: String, _ schema: Schema, _ trail: Trail) -> Bool {
        guard let direction = trail.direction else { return false }
        return [schema, trail.whole].compactMap(\.self).contains { schema in
            direction.mayOmit(
                readOnly: document.says(\.isReadOnly, of: name, in: schema),
                writeOnly: document.says(\.isWriteOnly, of: name, in: schema))
        }
    }
}
