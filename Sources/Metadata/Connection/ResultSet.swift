import CLibPQ
import Foundation

/// The rows that one statement gave.
///
/// `@unchecked Sendable` holds because a `PGresult` is never changed after `PQgetResult` returned it, libpq allows
/// any number of threads to read one (manual, "Behavior in Threaded Programs"), and only `deinit` frees it, when
/// nobody can read it any more.
public final class ResultSet: @unchecked Sendable {
    private let result: OpaquePointer

    /// What kind of answer it is.
    enum Status {
        case rows
        case done
        case copyIn
        case pipelineSync
        case pipelineAborted
        case failed
        case other
    }

    init(adopting result: OpaquePointer) {
        self.result = result
    }

    deinit {
        PQclear(result)
    }

    var status: Status {
        switch PQresultStatus(result) {
        case PGRES_TUPLES_OK, PGRES_SINGLE_TUPLE: return .rows
        case PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: return .done
        case PGRES_COPY_IN: return .copyIn
        case PGRES_PIPELINE_SYNC: return .pipelineSync
        case PGRES_PIPELINE_ABORTED: return .pipelineAborted
        case PGRES_FATAL_ERROR: return .failed
        default: return .other
        }
    }

    /// Number of rows.
    public var count: Int { Int(PQntuples(result)) }

    /// Number of columns.
    public var columnCount: Int { Int(PQnfields(result)) }

    /// Number of rows that INSERT, UPDATE, DELETE or COPY touched.
    public var affectedRows: Int {
        guard let text = PQcmdTuples(result) else { return 0 }
        return Int(String(cString: text)) ?? 0
    }

    /// What the server says it did, such as `COMMIT` or `UPDATE 1`.
    var commandTag: String {
        PQcmdStatus(result).map { String(cString: $0) } ?? ""
    }

    /// The first row's columns, in order; nil when there is no row.
    public var first: RowReader? {
        count > 0 ? RowReader(result: self, row: 0) : nil
    }

    /// Reads every row.
    public func map<Element>(
        _ transform: (inout RowReader) throws(DatabaseError) -> Element
    ) throws(DatabaseError) -> [Element] {
        var elements: [Element] = []
        let count = count
        elements.reserveCapacity(count)
        for row in 0..<count {
            var reader = RowReader(result: self, row: row)
            elements.append(try transform(&reader))
        }
        return elements
    }

    /// The value's bytes; nil for NULL. They live as long as this object, so `body` must not let them out.
    func withValue<Value>(
        row: Int, column: Int, _ body: (UnsafeRawBufferPointer?) throws(DatabaseError) -> Value
    ) throws(DatabaseError) -> Value {
        let (row, column) = (CInt(truncatingIfNeeded: row), CInt(truncatingIfNeeded: column))
        if PQgetisnull(result, row, column) == 1 { return try body(nil) }
        let length = Int(PQgetlength(result, row, column))
        return try body(UnsafeRawBufferPointer(start: PQgetvalue(result, row, column), count: length))
    }

    /// What the server complained about.
    func failure(operation: String, wasCancelled: Bool) -> DatabaseError {
        guard let text = field("C") else {
            return DatabaseError(
                .unavailable, operation: operation, hint: "the connection was lost", isConnectionLoss: true)
        }
        let state = SQLState(text: text)
        return DatabaseError(
            state.code(wasCancelled: wasCancelled), sqlState: text, constraint: field("n"),
            operation: operation, hint: state.hint,
            isConnectionLoss: ["57P01", "57P02", "57P05"].contains(text))
    }

    /// A field of an error by its letter (manual, "Error and Notice Message Fields"): `C` is the SQLSTATE and `n` the
    /// constraint's name. libpq's macros for them are character literals, which Swift doesn't import.
    private func field(_ letter: Unicode.Scalar) -> String? {
        PQresultErrorField(result, CInt(letter.value)).map { String(cString: $0) }
    }
}
