/// The statuses that a response of a contract is for, where it is for more than one.
public protocol StatusClass: Sendable {
    /// The statuses.
    static var codes: ClosedRange<Int> { get }
}

/// `1XX`.
public enum InformationalStatus: StatusClass {
    /// 100 to 199.
    public static let codes = 100...199
}

/// `2XX`.
public enum SuccessfulStatus: StatusClass {
    /// 200 to 299.
    public static let codes = 200...299
}

/// `3XX`.
public enum RedirectionStatus: StatusClass {
    /// 300 to 399.
    public static let codes = 300...399
}

/// `4XX`.
public enum ClientErrorStatus: StatusClass {
    /// 400 to 499.
    public static let codes = 400...499
}

/// `5XX`.
public enum ServerErrorStatus: StatusClass {
    /// 500 to 599.
    public static let codes = 500...599
}

/// `default`.
public enum AnyStatus: StatusClass {
    /// 200 to 599.
    public static let codes = 200...599
}

/// A status (RFC 9110, section 15) within the range that a response of the contract is for.
public struct ResponseStatus<Class: StatusClass>: Hashable, Sendable {
    /// The status.
    public let code: Int

    /// Takes a status; nil when it is outside the range.
    public init?(_ code: Int) {
        guard Class.codes.contains(code) else { return nil }
        self.code = code
    }

    /// Takes the nearest status of the range.
    public init(nearest code: Int) {
        self.code = min(max(code, Class.codes.lowerBound), Class.codes.upperBound)
    }

    /// The status, unless the contract has another response for it.
    ///
    /// - Throws: `UndeclaredStatus`, which no caller is told of: a handler's mistake.
    public func checked(besides others: [Int] = [], ranges: [ClosedRange<Int>] = []) throws(UndeclaredStatus) -> Int {
        guard !others.contains(code), !ranges.contains(where: { $0.contains(code) }) else {
            throw UndeclaredStatus(code: code)
        }
        return code
    }
}

/// A handler answered a status as one of a range though the contract has a response of its own for it.
public struct UndeclaredStatus: Error, Hashable, Sendable, CustomStringConvertible {
    /// The status.
    public var code: Int

    /// What happened.
    public var description: String { "the contract has a response of its own for the status \(code); answer that" }
}
