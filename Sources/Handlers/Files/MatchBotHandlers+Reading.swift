public import ContractRuntime
import Foundation
public import Generated
public import Metadata

extension MatchBotHandlers {
    /// One round trip, for a file's identifier and for its ingestion's.
    public func getFileStatus(
        _ input: GetFileStatus.Input, context: AuthenticatedContext<UserID>
    ) async throws -> GetFileStatus.Output {
        guard let record = try await files.getFileStatus(input.id, owner: context.principal) else {
            return .notFound(.fileNotFound(context.requestID))
        }
        return .ok(FileStatusResponse(record))
    }

    /// Everything recorded about one file.
    public func getFile(
        _ input: GetFile.Input, context: AuthenticatedContext<UserID>
    ) async throws -> GetFile.Output {
        guard let record = try await files.file(FileID(input.id), owner: context.principal) else {
            return .notFound(.fileNotFound(context.requestID))
        }
        return .ok(File(record))
    }

    /// Reads one entry more than asked, to know whether there is a next page.
    public func listFiles(
        _ input: ListFiles.Input, context: AuthenticatedContext<UserID>
    ) async throws -> ListFiles.Output {
        var cursor: FileCursor?
        if let text = input.cursor {
            guard let parsed = FileCursor(text) else { return .unprocessableContent(.invalidCursor(context.requestID)) }
            cursor = parsed
        }
        let limit = Int(input.limit)
        var records = try await files.files(
            owner: context.principal, status: input.status.map { Metadata.FileStatus($0) },
            reconciliationID: input.reconciliationID.map { ReconciliationID($0) }, after: cursor, limit: limit + 1)
        let hasMore = records.count > limit
        records = Array(records.prefix(limit))
        let next = hasMore ? records.last.map { FileCursor(after: $0).description } : nil
        return .ok(FileList(files: records.map { File($0) }, nextCursor: next))
    }

    /// The cursor is the line of the last transaction of the page before.
    public func listTransactions(
        _ input: ListTransactions.Input, context: AuthenticatedContext<UserID>
    ) async throws -> ListTransactions.Output {
        let cursor = input.cursor.flatMap { LineCursor($0) }
        guard cursor != nil || input.cursor == nil else {
            return .unprocessableContent(.invalidCursor(context.requestID))
        }
        let limit = Int(input.limit)
        let found = try await files.transactions(
            of: FileID(input.id), owner: context.principal, afterLine: cursor?.line, limit: limit + 1)
        guard let found else { return .notFound(.fileNotFound(context.requestID)) }
        let page = found.prefix(limit)
        let next = found.count > limit ? page.last.map { LineCursor(after: $0.lineNumber).description } : nil
        return .ok(TransactionList(transactions: page.map { Transaction($0) }, nextCursor: next))
    }
}

extension Transaction {
    fileprivate init(_ record: TransactionRecord) {
        self.init(
            lineNumber: record.lineNumber, date: record.date.flatMap { FullDate(formatted: $0) },
            amount: record.amount, description: record.description)
    }
}

extension Problem {
    /// The cursor is none that this service answered.
    static func invalidCursor(_ requestID: String) -> Problem {
        var problem = violation("/cursor", "cursor", "is not a cursor that was answered", requestID)
        problem.violations = problem.violations?.map { violation in
            var violation = violation
            violation.location = .query
            return violation
        }
        return problem
    }
}
