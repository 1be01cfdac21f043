import YAML

/// What is loaded can be written as JSON, and that loads to the same JSON.
public enum YAMLProperty {
    /// What does not hold for these bytes; nil where all does.
    public static func violation(_ bytes: [UInt8]) -> String? {
        guard let node = try? YAMLLoader.load(bytes, file: "a.yaml") else { return nil }
        let json = node.json
        let again = try? YAMLLoader.load(Array(json.utf8), file: "a.json")
        return again?.json == json ? nil : "its JSON loads as another value"
    }
}
