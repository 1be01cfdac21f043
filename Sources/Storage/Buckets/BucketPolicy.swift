import FoundationEssentials

/// Reads just enough of a bucket policy to tell whether it opens the bucket to everybody.
struct BucketPolicy: Decodable {
    /// A value that JSON writes either alone or in an array.
    private struct OneOrMany: Decodable {
        let values: [String]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let one = try? container.decode(String.self) {
                values = [one]
            } else {
                values = try container.decode([String].self)
            }
        }
    }

    private struct Principal: Decodable {
        let isEverybody: Bool

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let one = try? container.decode(String.self) {
                isEverybody = one == "*"
            } else {
                let kinds = try container.decode([String: OneOrMany].self)
                isEverybody = kinds.values.contains { $0.values.contains("*") }
            }
        }
    }

    private struct AnyCondition: Decodable {}

    private struct Statement: Decodable {
        let effect: String
        let principal: Principal?
        let condition: AnyCondition?

        enum CodingKeys: String, CodingKey {
            case effect = "Effect"
            case principal = "Principal"
            case condition = "Condition"
        }

        var opensToEverybody: Bool { effect == "Allow" && principal?.isEverybody == true && condition == nil }
    }

    private let statements: [Statement]

    private enum CodingKeys: String, CodingKey {
        case statements = "Statement"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        if let one = try? container.decode(Statement.self, forKey: .statements) {
            statements = [one]
        } else {
            statements = try container.decode([Statement].self, forKey: .statements)
        }
    }

    /// Whether the document allows anything to everybody without a condition; one that cannot be read counts as open.
    static func opensToEverybody(_ document: [UInt8]) -> Bool {
        guard let policy = try? JSONDecoder().decode(BucketPolicy.self, from: Data(document)) else { return true }
        return policy.statements.contains(where: \.opensToEverybody)
    }
}
