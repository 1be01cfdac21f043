import CLibPQ
import Dispatch
import Foundation
import Glibc
import Synchronization

/// Opens one connection on a thread that may block.
///
/// `PQconnectStart` resolves names with `getaddrinfo`, and `PQconnectPoll` may do so again, so
/// neither may run on the cooperative pool. Here they run on a thread of Dispatch, which waits for the socket with
/// `poll(2)` and keeps the deadline; a connection is rare enough for that.
struct ConnectionOpener: Sendable {
    private static let queue = DispatchQueue(label: "database.connect", attributes: .concurrent)

    /// How many connections are being opened.
    private final class Attempts: Sendable {
        let count = Atomic<Int>(0)
    }

    let configuration: DatabaseConfiguration
    private let attempts = Attempts()

    init(configuration: DatabaseConfiguration) {
        self.configuration = configuration
    }

    /// Whether no connection is being opened. A process must not end before: at its exit OpenSSL frees what a thread
    /// that authenticates still uses.
    var isIdle: Bool { attempts.count.load(ordering: .acquiring) == 0 }

    /// Connects and sets the session up, then calls `completion` on the same thread.
    func open(_ completion: @escaping @Sendable (consuming Result<PostgresHandle, DatabaseError>) -> Void) {
        attempts.count.wrappingAdd(1, ordering: .acquiringAndReleasing)
        Self.queue.async {
            defer { attempts.count.wrappingSubtract(1, ordering: .acquiringAndReleasing) }
            do throws(DatabaseError) {
                completion(.success(try connect()))
            } catch {
                completion(.failure(error))
            }
        }
    }

    /// Tries each host for its share of the time that is left.
    ///
    /// As with libpq, a server that answers and refuses is the last one, unless it says that it is only starting or
    /// stopping: a wrong password is no less wrong elsewhere.
    private func connect() throws(DatabaseError) -> PostgresHandle {
        let hosts = ConnectionHosts(url: configuration.url).hosts
        let deadline = ContinuousClock.now + configuration.connectTimeout
        for (index, host) in hosts.dropLast().enumerated() {
            let share = max(.zero, deadline - ContinuousClock.now) / (hosts.count - index)
            do throws(DatabaseError) {
                return try connect(to: host, deadline: ContinuousClock.now + share)
            } catch {
                if let state = error.sqlState, state != Self.cannotConnectNow { throw error }
            }
        }
        return try connect(to: hosts.last ?? [:], deadline: deadline)
    }

    private static let cannotConnectNow = "57P03"

    private func connect(
        to host: ConnectionHosts.Host, deadline: ContinuousClock.Instant
    ) throws(DatabaseError) -> PostgresHandle {
        guard let connection = start(host) else {
            throw DatabaseError(.unexpected, operation: "connect", hint: "libpq is out of memory")
        }
        do throws(DatabaseError) {
            try establish(connection, deadline: deadline)
            try setUp(connection, deadline: deadline)
        } catch {
            PQfinish(connection)
            throw error
        }
        return PostgresHandle(adopting: connection)
    }

    /// Defaults come before the URL, so that it can replace them; what this module relies on comes after it.
    private func start(_ host: ConnectionHosts.Host) -> OpaquePointer? {
        var pairs = [
            ("fallback_application_name", "matchbot-files"),
            ("keepalives_idle", "30"),
            ("keepalives_interval", "10"),
            ("keepalives_count", "3"),
            ("target_session_attrs", "read-write"),
            ("dbname", configuration.url),
        ]
        pairs += host.map { ($0.key, $0.value) }
        if let name = configuration.databaseName { pairs.append(("dbname", name)) }
        pairs.append(("client_encoding", "UTF8"))
        let keywords = pairs.map { strdup($0.0) }
        let values = pairs.map { strdup($0.1) }
        defer { for text in keywords + values { free(text) } }
        let keywordPointers = keywords.map { UnsafePointer($0) } + [nil]
        let valuePointers = values.map { UnsafePointer($0) } + [nil]
        return PQconnectStartParams(keywordPointers, valuePointers, 1)
    }

    private func establish(_ connection: OpaquePointer, deadline: ContinuousClock.Instant) throws(DatabaseError) {
        // The server's messages then are severity and SQLSTATE only: nothing in them to leak or to translate.
        PQsetErrorVerbosity(connection, PQERRORS_SQLSTATE)
        guard PQstatus(connection) != CONNECTION_BAD else { throw failure(of: connection) }
        var state = PGRES_POLLING_WRITING
        while state != PGRES_POLLING_OK {
            guard state != PGRES_POLLING_FAILED else { throw failure(of: connection) }
            try wait(for: connection, writing: state == PGRES_POLLING_WRITING, deadline: deadline)
            state = PQconnectPoll(connection)
        }
        guard PQserverVersion(connection) >= 140_000 else {
            throw DatabaseError(.unexpected, operation: "connect", hint: "PostgreSQL 14 or newer is needed")
        }
        PQsetNoticeReceiver(connection, { _, _ in }, nil)
        guard PQsetnonblocking(connection, 1) == 0 else { throw failure(of: connection) }
    }

    /// The keepalives are the server's own: a client that has vanished in the middle of COPY must not hold the rows that
    /// the next worker will write for longer than a lease lasts.
    private func setUp(_ connection: OpaquePointer, deadline: ContinuousClock.Instant) throws(DatabaseError) {
        let statementTimeout = PostgresTime.milliseconds(of: configuration.statementTimeout)
        let idleTimeout = PostgresTime.milliseconds(of: configuration.idleTransactionTimeout)
        let text = """
            SET statement_timeout = \(statementTimeout);
            SET idle_in_transaction_session_timeout = \(idleTimeout);
            SET TimeZone = 'UTC';
            SET DateStyle = 'ISO';
            SET jit = off;
            SET tcp_keepalives_idle = 30;
            SET tcp_keepalives_interval = 10;
            SET tcp_keepalives_count = 3;
            SET standard_conforming_strings = on;
            """
        guard PQsendQuery(connection, text) == 1 else { throw failure(of: connection) }
        while true {
            while PQisBusy(connection) == 1 {
                let flushed = PQflush(connection)
                guard flushed >= 0 else { throw failure(of: connection) }
                try wait(for: connection, writing: flushed == 1, deadline: deadline)
                guard PQconsumeInput(connection) == 1 else { throw failure(of: connection) }
            }
            guard let result = PQgetResult(connection) else { return }
            let answer = ResultSet(adopting: result)
            if answer.status == .failed { throw answer.failure(operation: "set up session", wasCancelled: false) }
        }
    }

    private func wait(
        for connection: OpaquePointer, writing: Bool, deadline: ContinuousClock.Instant
    ) throws(DatabaseError) {
        var entry = pollfd(fd: PQsocket(connection), events: Int16(writing ? POLLOUT : POLLIN), revents: 0)
        while true {
            let remaining = deadline - ContinuousClock.now
            guard remaining > .zero else {
                throw DatabaseError(.unavailable, operation: "connect", hint: "the server did not answer in time")
            }
            let ready = poll(&entry, 1, CInt(PostgresTime.milliseconds(of: remaining)))
            if ready > 0 { return }
            if ready < 0, errno != EINTR {
                throw DatabaseError(.unavailable, operation: "connect", hint: "the socket can't be waited for")
            }
        }
    }

    /// Classifies libpq's message, which itself may name hosts and users and so is never shown.
    private func failure(of connection: OpaquePointer) -> DatabaseError {
        let message = PQerrorMessage(connection).map { String(cString: $0) } ?? ""
        if let marker = message.range(of: "(FATAL|ERROR|PANIC): +[0-9A-Z]{5}", options: .regularExpression) {
            let state = SQLState(text: String(message[marker].suffix(5)))
            return DatabaseError(
                state.code(wasCancelled: false), sqlState: state.text, operation: "connect", hint: state.hint)
        }
        let hints: [(String, String)] = [
            ("Connection refused", "the connection was refused: is PostgreSQL running where DATABASE_URL says?"),
            ("could not translate host name", "the host in DATABASE_URL has no address"),
            ("No such file or directory", "the socket directory in DATABASE_URL does not exist"),
            ("read-only", "no writable server among the hosts in DATABASE_URL"),
            ("SSL", "the TLS handshake failed: check sslmode and sslrootcert in DATABASE_URL"),
            ("no password supplied", "DATABASE_URL has no password, but the server wants one"),
            ("invalid connection option", "DATABASE_URL has an option that libpq doesn't know"),
            ("missing \"=\"", "DATABASE_URL is neither a postgresql:// URI nor libpq's key=value form"),
        ]
        let hint = hints.first { message.contains($0.0) }?.1 ?? "the server can't be reached"
        return DatabaseError(.unavailable, operation: "connect", hint: hint)
    }
}
