import OpenAPI
import YAML

/// What the contract bounds for each user. Both extensions count by user, so they need an authenticated operation, and
/// the status that says that the bound is reached.
extension Planner {
    func rateLimit(_ operation: Operation, _ security: SecurityPlan) -> (requests: Int, windowSeconds: Int)? {
        guard let node = operation.extensions["x-rate-limit"] else { return nil }
        guard let requests = number(node["requests"], upTo: 10_000),
            let window = number(node["window_seconds"], upTo: 86_400), isPerUser(node, fields: 3)
        else {
            collector.error(
                .invalidExtension,
                "'x-rate-limit' needs 'requests' (1 to 10000), 'window_seconds' (1 to 86400) and 'per: user'",
                at: node.location)
            return nil
        }
        check("x-rate-limit", at: node.location, operation, security, status: 429)
        return (requests, window)
    }

    func quota(_ operation: Operation, _ security: SecurityPlan) -> (files: Int, bytes: Int)? {
        guard let node = operation.extensions["x-quota"] else { return nil }
        guard let files = number(node["files"], upTo: 1 << 50), let bytes = number(node["bytes"], upTo: 1 << 60),
            isPerUser(node, fields: 3)
        else {
            collector.error(
                .invalidExtension,
                "'x-quota' needs 'files' (1 to 2^50), 'bytes' (1 to 2^60) and 'per: user'", at: node.location)
            return nil
        }
        check("x-quota", at: node.location, operation, security, status: 403)
        return (files, bytes)
    }

    private func number(_ node: YAMLNode?, upTo most: Int) -> Int? {
        guard case .integer(let number) = node?.scalar?.value, number > 0, number <= most else { return nil }
        return Int(number)
    }

    private func isPerUser(_ node: YAMLNode, fields: Int) -> Bool {
        node["per"]?.scalar?.text == "user" && node.mapping?.count == fields
    }

    private func check(
        _ name: String, at location: SourceLocation, _ operation: Operation, _ security: SecurityPlan, status: Int
    ) {
        if security == .none || security.isOptional {
            collector.error(
                .invalidExtension, "'\(name)' counts by user, so the operation needs 'security'", at: location)
        }
        if !operation.responses.contains(where: { $0.status == status }) {
            collector.error(.invalidExtension, "'\(name)' needs a response \(status)", at: location)
        }
    }
}
