/// What something is called after the pointer that leads to it: by the last name on the way that its author gave, and by what
/// follows there. So `Order/properties/lines/items` is the item of an order's lines, whatever else has items.
enum PointerName {
    /// The words, apart by spaces.
    ///
    /// - Parameter pointer: `FILE#POINTER`.
    static func words(_ pointer: String) -> String {
        let fragment = pointer.drop { $0 != "#" }.dropFirst()
        var reader = Reader(tokens: JSONPointer.tokens(String(fragment))[...])
        reader.read()
        let file = reader.isNamed ? [] : [fileName(pointer.prefix { $0 != "#" })]
        return (file + reader.words).filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// The file without its extension; one that stands for its folder is called as that.
    private static func fileName(_ path: Substring) -> String {
        let names = path.split(separator: "/").map { $0.prefix { $0 != "." } }
        guard let last = names.last else { return "" }
        let isOfFolder = last.lowercased() == "index" && names.count > 1 && !names[names.count - 2].isEmpty
        return String(isOfFolder ? names[names.count - 2] : last)
    }

    private struct Reader {
        var tokens: ArraySlice<String>
        var words: [String] = []
        /// Whether the first word is a name that stands in the document.
        var isNamed = false

        mutating func read() {
            readBeginning()
            while let token = tokens.popFirst() {
                switch token {
                case "$defs", "definitions": restart(tokens.popFirst() ?? token)
                case "properties", "patternProperties", "dependentSchemas", "headers", "callbacks", "encoding",
                    "responses",
                    "additionalOperations":
                    if let name = tokens.popFirst() { words.append(name) }
                case "content": _ = tokens.popFirst()
                case "schema": break
                case "items", "itemSchema": words.append("Item")
                case "additionalProperties": words.append("Value")
                case "requestBody": words.append("Body")
                case "parameters":
                    guard let next = tokens.popFirst() else { break }
                    if Int(next) == nil { restart(next) } else { words += ["Parameter", number(next)] }
                case "get", "put", "post", "delete", "options", "head", "patch", "trace", "query": words.append(token)
                // The key of a callback's path item.
                case let expression where expression.contains("{$"): break
                case "allOf", "anyOf", "oneOf", "prefixItems": words.append(number(tokens.popFirst()))
                case "not", "if", "then", "else", "contains", "propertyNames", "unevaluatedItems",
                    "unevaluatedProperties":
                    words.append(token)
                default: restart(token)
                }
            }
        }

        /// Reads what stands at the root of a document: the name of a component, or of an operation that has none.
        private mutating func readBeginning() {
            let beginning = Array(tokens.prefix(3))
            guard beginning.count > 1 else { return }
            switch beginning[0] {
            case "components" where beginning.count > 2:
                tokens.removeFirst(3)
                restart(beginning[2])
            case "paths", "webhooks":
                let hasMethod = beginning.count > 2 && !["parameters", "servers"].contains(beginning[2])
                tokens.removeFirst(hasMethod ? 3 : 2)
                restart((hasMethod ? beginning[2] + " " : "") + beginning[1])
            default: break
            }
        }

        private mutating func restart(_ name: String) {
            words = [name]
            isNamed = true
        }

        /// The place in a list as people count.
        private func number(_ token: String?) -> String {
            token.flatMap { Int($0) }.map { $0 < .max ? "\($0 + 1)" : "" } ?? ""
        }
    }
}
