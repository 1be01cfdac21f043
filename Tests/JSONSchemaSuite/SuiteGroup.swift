/// A schema of the JSON Schema Test Suite with the values that are held against it.
public struct SuiteGroup: Decodable, Sendable {
    /// One value.
    public struct Case: Decodable, Sendable {
        /// What is tried.
        public var description: String
        /// The value as JSON.
        public var data: String
        /// Whether the schema allows it.
        public var valid: Bool
    }

    /// The file of the suite, without its ending: mostly the name of a keyword.
    public var file: String
    /// What the group is about.
    public var group: String
    /// The schema as JSON.
    public var schema: String
    /// The values.
    public var tests: [Case]

    /// The name by which exceptions call it.
    public var name: String { "\(file): \(group)" }
}
