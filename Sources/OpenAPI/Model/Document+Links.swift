import YAML

extension Document {
    /// What an `operationRef` leads to.
    struct OperationPlace: Sendable {
        /// Where the operation stands.
        var location: SourceLocation
        /// The path and the method, where the reference names them: several paths may share one operation.
        var path: String?
        var method: String?
    }

    /// Where in `operations` the one is that a link leads to; nil for one that is not of the document.
    public func operationIndex(of link: Link) -> Int? {
        let operations = operations
        switch link.target {
        case .identifier(let identifier): return operations.firstIndex { $0.operationID == identifier }
        case .reference:
            guard let place = link.referenceLocation.flatMap({ linkedOperations[$0] }) else { return nil }
            func isNamed(_ index: Int) -> Bool {
                operations[index].path == place.path && operations[index].method == place.method
            }
            let found = operations.indices.filter { operations[$0].location == place.location }
            return found.first(where: isNamed) ?? found.first ?? operations.indices.first(where: isNamed)
        }
    }
}
