import FoundationEssentials

/// Writes the policy document of a browser form (S3 reference, "POST Policy"): what the store will accept until when.
struct PostPolicy: Sendable {
    /// One thing the store checks.
    enum Condition: Sendable, Hashable {
        /// The form field must be exactly this.
        case equal(field: String, value: String)
        /// The file's size in bytes must lie in this range, ends included.
        case contentLength(minimum: Int64, maximum: Int64)
    }

    let expiration: CivilTime
    let conditions: [Condition]

    /// The JSON text, deterministic to the byte.
    var json: String {
        let items = conditions.map { condition in
            switch condition {
            case .equal(let field, let value):
                "[\"eq\",\(Self.quoted("$\(field)")),\(Self.quoted(value))]"
            case .contentLength(let minimum, let maximum):
                "[\"content-length-range\",\(minimum),\(maximum)]"
            }
        }
        return "{\"expiration\":\"\(expiration.extended)\",\"conditions\":[\(items.joined(separator: ","))]}"
    }

    /// The form's `policy` field, which is also the text that gets signed.
    var base64: String {
        Data(json.utf8).base64EncodedString()
    }

    /// A JSON string; everything that is not printable ASCII is escaped, so no server's reader can differ.
    private static func quoted(_ text: String) -> String {
        let digits = Array("0123456789abcdef")
        var json = "\""
        for unit in text.utf16 {
            switch unit {
            case 0x22: json += "\\\""
            case 0x5C: json += "\\\\"
            case 0x20...0x7E: json.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
            default:
                json += "\\u"
                for shift in [12, 8, 4, 0] { json.append(digits[Int(unit >> UInt16(shift)) & 0x0F]) }
            }
        }
        return json + "\""
    }
}
