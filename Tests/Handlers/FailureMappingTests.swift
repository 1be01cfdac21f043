import ContractRuntime
import Metadata
import Storage
import Testing

@testable import Handlers

@Suite struct FailureMappingTests {
    @Test(arguments: [DatabaseError.Code.unavailable, .poolExhausted, .timeout, .serialization, .cancelled])
    func answersAnAbsentDatabaseAs503WithRetryAfter(_ code: DatabaseError.Code) {
        let failure = FailureMapping.failure(for: DatabaseError(code, operation: "getFileStatus"))
        #expect(failure?.status == 503)
        #expect(failure?.code == "database_unavailable")
        #expect(failure?.headers.map(\.name) == ["Retry-After"])
        #expect(failure?.detail?.contains("getFileStatus") == false)
    }

    @Test(arguments: [DatabaseError.Code.protocolViolation, .unexpected, .constraintViolation])
    func leavesOurOwnMistakesToBe500(_ code: DatabaseError.Code) {
        #expect(FailureMapping.failure(for: DatabaseError(code, operation: "x")) == nil)
    }

    @Test func answersAnAbsentStoreAs503WithoutItsName() {
        let failure = FailureMapping.failure(for: StorageError(.connectionRefused, operation: "head"))
        #expect(failure?.status == 503)
        #expect(failure?.code == "storage_unavailable")
    }

    @Test func knowsNoOtherErrors() {
        #expect(FailureMapping.failure(for: CancellationError()) == nil)
    }
}
