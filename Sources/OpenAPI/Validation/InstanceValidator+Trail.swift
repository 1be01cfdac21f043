extension InstanceValidator {
    /// How deep a check has gone, and how much all of it may still cost.
    struct Trail {
        /// The longest chain of schemas that is followed for one value.
        private static let maximumHops = 400
        /// The longest chain of schemas that is followed from a value into its parts, for each takes room on the stack.
        private static let maximumDepth = 1_000
        /// How many schemas a value is held against at most, for a few schemas can ask for endless work: so many, and so
        /// many more for each value in it.
        private static let steps = (once: 200_000, forEachValue: 100)

        private final class Steps {
            var count = 0
            let limit: Int
            var areExhausted = false

            init(limit: Int) { self.limit = limit }
        }

        /// What the schemas that speak of one value have said of it.
        private final class Findings {
            struct Key: Hashable {
                var schema: Schema.ID
                var direction: MessageDirection?
            }

            var outcomes: [Key: Outcome] = [:]
        }

        private var hops = 0
        private var depth = 0
        private let steps: Steps
        /// Which way the value goes; nil where `required` is meant to the letter.
        var direction: MessageDirection?
        /// The outermost of the schemas that speak of the value.
        private(set) var whole: Schema?
        private var findings = Findings()

        /// - Parameters:
        ///   - direction: Which way the value goes.
        ///   - size: How many values the value holds, itself included.
        init(_ direction: MessageDirection?, size: Int) {
            self.direction = direction
            steps = Steps(limit: Self.steps.once + Self.steps.forEachValue * size)
        }

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
            trail.hops = 0
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
            if hops > Self.maximumHops || depth > Self.maximumDepth || steps.count > steps.limit {
                steps.areExhausted = true
            }
            return !steps.areExhausted
        }

        /// Whether there has been no room for a schema, so that what has been found means nothing.
        var isExhausted: Bool { steps.areExhausted }

        static func + (trail: Trail, levels: Int) -> Trail {
            var deeper = trail
            deeper.hops += levels
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
