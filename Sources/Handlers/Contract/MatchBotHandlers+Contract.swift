public import ContractRuntime
public import Generated

extension MatchBotHandlers {
    /// The contract, read once.
    private static let contract: JSONMap<JSONValue>? = {
        guard case .object(let map) = try? JSONValue.read(jsonBytes: Array(Contract.json.utf8)) else { return nil }
        return map
    }()

    /// The contract as JSON.
    public func getContractJSON(
        _ input: GetContractJSON.Input, context: OperationContext
    ) async throws -> GetContractJSON.Output {
        guard let contract = Self.contract else { throw ContractFailure.internalError }
        return .ok(contract)
    }

    /// The contract as YAML.
    public func getContractYAML(
        _ input: GetContractYAML.Input, context: OperationContext
    ) async throws -> GetContractYAML.Output {
        .ok(Contract.yaml)
    }
}
