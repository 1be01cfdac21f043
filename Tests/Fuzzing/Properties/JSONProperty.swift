import ContractRuntime

/// What is read as JSON is written, and read again as the same; what is not is refused without harm.
public enum JSONProperty {
    /// What does not hold for these bytes; nil where all does.
    public static func violation(_ bytes: [UInt8]) -> String? {
        guard let value = try? JSONValue.read(jsonBytes: bytes) else { return nil }
        let again = try? JSONValue.read(jsonBytes: value.jsonBytes)
        return again == value ? nil : "written and read again it is another value"
    }
}
