public import ContractRuntime
public import Generated
public import Metadata

extension MatchBotHandlers {
    /// The cursor is the line of the last rejected row of the page before.
    public func listRejectedRows(
        _ input: ListRejectedRows.Input, context: AuthenticatedContext<UserID>
    ) async throws -> ListRejectedRows.Output {
        let cursor = input.cursor.flatMap { LineCursor($0) }
        guard cursor != nil || input.cursor == nil else {
            return .unprocessableContent(.invalidCursor(context.requestID))
        }
        let limit = Int(input.limit)
        let found = try await files.rejectedRows(
            of: FileID(input.id), owner: context.principal, afterLine: cursor?.line, limit: limit + 1)
        guard let found else { return .notFound(.fileNotFound(context.requestID)) }
        let page = found.prefix(limit)
        let next = found.count > limit ? page.last.map { LineCursor(after: $0.lineNumber).description } : nil
        return .ok(RejectedRowList(rejectedRows: page.map { Generated.RejectedRow($0) }, nextCursor: next))
    }
}

extension Generated.RejectedRow {
    fileprivate init(_ row: Metadata.RejectedRow) {
        self.init(
            lineNumber: row.lineNumber, reason: Generated.RejectionReason(row.reason), message: row.message,
            rawText: row.rawText)
    }
}

extension Generated.RejectionReason {
    init(_ reason: Metadata.RejectionReason) {
        switch reason {
        case .missingDate: self = .missingDate
        case .invalidDate: self = .invalidDate
        case .otherDateOrder: self = .otherDateOrder
        case .missingAmount: self = .missingAmount
        case .invalidAmount: self = .invalidAmount
        case .otherDecimalMark: self = .otherDecimalMark
        case .wrongGrouping: self = .wrongGrouping
        case .tooManyDecimals: self = .tooManyDecimals
        case .amountTooLarge: self = .amountTooLarge
        case .debitAndCredit: self = .debitAndCredit
        case .invalidDirection: self = .invalidDirection
        }
    }
}
