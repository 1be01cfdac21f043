import ContractRuntime

/// Finds the operation that a request was answered by, from its method and the path of the contract that it fits.
///
/// What no operation answers, an unknown path or a method that the path does not have, has none: so the names are those of
/// the contract, whatever clients ask for.
struct OperationIndex: Sendable {
    private struct Key: Hashable {
        var method: String
        var route: String
    }

    private let operations: [Key: OperationMetadata]

    init(_ operations: [OperationMetadata]) {
        var index: [Key: OperationMetadata] = [:]
        for operation in operations {
            for prefix in operation.serverPrefixes {
                index[Key(method: operation.method, route: prefix + operation.path)] = operation
            }
        }
        self.operations = index
    }

    /// The operation; nil where there is none.
    func operation(method: String, route: String?) -> OperationMetadata? {
        route.flatMap { operations[Key(method: method, route: $0)] }
    }
}
