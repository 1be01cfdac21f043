import YAML

extension DocumentParser {
    /// Takes a dynamic reference for one that is not, where no other schema can be meant (JSON Schema 2020-12, section
    /// 8.2.3.2): it leads to no dynamic anchor, or no other schema has an anchor of the same name.
    func settleDynamicReferences() {
        for schema in dynamicallyReferring where schema.reference == nil {
            guard let reference = schema.dynamicReference, let target = reference.target else { continue }
            let name = reference.text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).last ?? ""
            let isDynamic = schemaTable[target]?.dynamicAnchor.map { $0 == name } ?? false
            guard !isDynamic || dynamicAnchors[String(name)] == [target] else { continue }
            schema.reference = reference
            schema.dynamicReference = nil
        }
    }
}
