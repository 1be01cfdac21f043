import ContractRuntime

/// Writes what a handler got as text: `name=value` for all that is there.
enum Echo {
    static func text(_ input: Any) -> String {
        Mirror(reflecting: input).children.compactMap { child in
            value(child.value).map { "\(child.label ?? "")=\($0)" }
        }.joined(separator: " ")
    }

    static func json(_ value: any JSONWritable) -> String {
        String(decoding: value.jsonBytes, as: UTF8.self)
    }

    private static func value(_ value: Any) -> String? {
        let mirror = Mirror(reflecting: value)
        if mirror.displayStyle == .optional { return mirror.children.first.flatMap { self.value($0.value) } }
        if let part = value as? BodyPart {
            return "\(part.filename ?? "-"):\(part.mediaType ?? "-"):\(String(decoding: part.bytes, as: UTF8.self))"
        }
        if mirror.displayStyle == .struct, !(value is any JSONWritable), mirror.subjectType != String.self,
            "\(mirror.subjectType)".hasSuffix("Headers")
        {
            return mirror.children.allSatisfy { self.value($0.value) == nil } ? nil : "(\(text(value)))"
        }
        if mirror.displayStyle == .collection {
            return "[\(mirror.children.compactMap { self.value($0.value) }.joined(separator: ","))]"
        }
        if let map = value as? JSONMap<Int64> {
            return "{\(map.map { "\($0.key):\($0.value)" }.joined(separator: ","))}"
        }
        return (value as? any JSONWritable).map(json) ?? "\(value)"
    }
}
