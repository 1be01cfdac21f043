import YAML

/// `operationRef` and `externalValue`, which are relative to the file that they stand in.
extension Bundler {
    /// The text as it must be in the one file; nil for a node that is none of them.
    func relativeText(_ node: YAMLNode, file: Int) -> String? {
        guard let base = parser.relativeTexts[Schema.ID(file: file, node: node.number)], let text = node.text else {
            return nil
        }
        let fragment = text.firstIndex(of: "#").map { text[$0...] } ?? ""
        let uri = URIResolution.resolve(text, against: base)
        if fragment.hasPrefix("#/"), let number = parser.sourceNumber(of: uri) {
            if number == 0 { return String(fragment) }
            if let local = localPlace(of: JSONPointer.tokens(String(fragment.dropFirst())), in: parser.sources[number])
            {
                return local
            }
        }
        return file == 0 ? nil : URIResolution.relative(uri, to: parser.sources[0].base) + fragment
    }

    /// Where something stands in the one file that is a part of a path item of another file.
    private func localPlace(of tokens: [String], in source: SourceFile) -> String? {
        for count in 0...tokens.count {
            guard let node = source.find(Array(tokens[..<count]), from: source.root).node,
                let item = itemPlaces[Schema.ID(file: source.number, node: node.number)]
            else { continue }
            return item + tokens[count...].map { "/" + JSONPointer.uriEscaped($0) }.joined()
        }
        return nil
    }

    /// Where the path items of other files stand that the document's paths and webhooks refer to.
    func placesOfItems() -> [Schema.ID: String] {
        var places: [Schema.ID: String] = [:]
        for (kind, path, start) in ["paths", "webhooks"].flatMap({ kind in
            let items = document.root[kind].map { inPlace($0, file: 0) }
            return items?.node.entries.map { (kind, $0, items?.file ?? 0) } ?? []
        }) {
            var node = path.value
            var file = start
            if file != 0 {
                places[Schema.ID(file: file, node: node.number)] = "#/\(kind)/\(JSONPointer.uriEscaped(path.key))"
            }
            for _ in 0..<64 {
                guard let reference = node["$ref"],
                    let target = parser.crossings[Schema.ID(file: file, node: reference.number)]?.target
                else { break }
                (node, file) = (target.node, target.file.number)
                if places[target.id] == nil {
                    places[target.id] = componentPlace(of: target.id) ?? "#/\(kind)/\(JSONPointer.uriEscaped(path.key))"
                }
            }
        }
        return places
    }
}
