import OpenAPI

/// The formats that are enforced; any other is an annotation, as the specification has it.
enum Formats {
    /// The type of a string with a format, in `ContractRuntime` or, for `uuid` and `date-time`, in Foundation.
    static let ofStrings = [
        "uuid": "UUID", "date-time": "Date", "date": "FullDate", "time": "FullTime", "duration": "CalendarDuration",
        "email": "EmailAddress", "hostname": "Hostname", "ipv4": "IPv4Address", "ipv6": "IPv6Address",
        "uri": "URI", "uri-reference": "URIReference", "byte": "Base64Bytes", "base64url": "Base64URLBytes",
        "decimal": "DecimalNumber", "password": "SecretString",
    ]

    /// The type of an integer with a format.
    static let ofIntegers = ["int32": "Int32", "int64": "Int64", "uint32": "UInt32", "uint64": "UInt64"]

    static func isEnforced(_ format: String) -> Bool {
        ofStrings[format] != nil || ofIntegers[format] != nil
    }

    /// The type of a string schema: by its format, else by the encoding of its content.
    static func type(of schema: Schema) -> String? {
        if let format = schema.format, let name = ofStrings[format] { return name }
        switch schema.contentEncoding {
        case "base64": return "Base64Bytes"
        case "base64url": return "Base64URLBytes"
        default: return nil
        }
    }
}
