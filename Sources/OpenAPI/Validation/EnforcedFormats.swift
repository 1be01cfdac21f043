/// The formats that generated code enforces or has types for; any other is an annotation, as the specification has it.
public enum EnforcedFormats {
    /// Those of strings.
    public static let ofStrings: Set = [
        "uuid", "date-time", "date", "time", "duration", "email", "hostname", "ipv4", "ipv6", "uri", "uri-reference",
        "byte", "base64url", "decimal", "password",
    ]

    /// Those of numbers and integers.
    public static let ofNumbers: Set = ["int32", "int64", "uint32", "uint64", "float", "double", "decimal"]

    static let all = ofStrings.union(ofNumbers)
}
