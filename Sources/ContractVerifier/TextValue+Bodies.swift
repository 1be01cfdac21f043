import ContractRuntime
import OpenAPI

extension TextValue {
    /// The object of a URL-encoded form: a name that stands several times is a list, as is one whose property can be
    /// nothing else.
    func form(_ text: String, _ schema: Schema?) -> JSONValue {
        var names: [String] = []
        var texts: [String: [String]] = [:]
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map { PercentEncoding.decode($0.utf8, plusIsSpace: true) }
            let name = parts.first ?? ""
            if texts[name] == nil { names.append(name) }
            texts[name, default: []].append(parts.count > 1 ? parts[1] : "")
        }
        var result = JSONMap<JSONValue>()
        for name in names {
            let property = property(name, of: schema)
            let values = texts[name] ?? []
            if values.count > 1 || types(of: property) == [.array] {
                let items = resolved(property).lazy.compactMap(\.items).first
                result[name] = .array(values.map { value($0, items) })
            } else {
                result[name] = value(values.first ?? "", property)
            }
        }
        return .object(result)
    }

    /// The events of a stream as the objects that stand for them (OpenAPI 3.2, section 4.14.3.2; HTML Living Standard,
    /// section 9.2.6); one that the end cuts off is none.
    func events(_ text: String, _ schema: Schema?) -> [JSONValue] {
        var result: [JSONValue] = []
        var fields = JSONMap<JSONValue>()
        var data: [String] = []
        let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
            .split(separator: "\n", omittingEmptySubsequences: false)
        for line in lines.dropLast() {
            guard !line.isEmpty else {
                if !data.isEmpty {
                    fields["data"] = value(data.joined(separator: "\n"), property("data", of: schema))
                    result.append(.object(fields))
                }
                (fields, data) = (JSONMap<JSONValue>(), [])
                continue
            }
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            let rest = parts.count > 1 ? parts[1] : ""
            let value = String(rest.hasPrefix(" ") ? rest.dropFirst() : rest)
            switch parts.first {
            case "data": data.append(value)
            case "event", "id": fields[String(parts[0])] = .string(value)
            case "retry": fields["retry"] = scalar(value, property("retry", of: schema))
            default: break
            }
        }
        return result
    }

    /// Whether a value can be nothing but an object or an array.
    func isComposed(_ schema: Schema?) -> Bool {
        let types = types(of: schema)
        return !types.isEmpty && types.isSubset(of: [.array, .object])
    }

    /// The value of a field: JSON where only that can be told.
    private func value(_ text: String, _ schema: Schema?) -> JSONValue {
        guard isComposed(schema) else { return scalar(text, schema) }
        return (try? JSONValue.read(jsonBytes: Array(text.utf8))) ?? .string(text)
    }

    /// What is said of a member: by the schema, by what it refers to, or by a part of it.
    func property(_ name: String, of schema: Schema?) -> Schema? {
        resolved(schema).lazy.compactMap { $0.properties.first { $0.name == name }?.schema }.first
    }
}
