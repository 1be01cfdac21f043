/// Follows the results of one exchange until it is complete.
///
/// libpq gives a plain statement as results and a final nil. A pipeline is, for each step, its result and a nil, and
/// at the end the Sync. COPY's start is complete with the result that says so, before any nil.
struct ExchangeStateMachine {
    enum Shape {
        case plain
        case copyStart
        case pipeline([Step])
    }

    enum Step {
        case prepare(Int)
        case execute
    }

    enum Outcome {
        case more
        case complete
        case confused
    }

    private(set) var results: [ResultSet] = []
    private(set) var failure: ResultSet?
    /// Numbers of the statements that the server has prepared.
    private(set) var prepared: [Int] = []

    private let shape: Shape
    private var step = 0

    init(_ shape: Shape = .plain) {
        self.shape = shape
    }

    var isPipeline: Bool {
        if case .pipeline = shape { true } else { false }
    }

    mutating func receive(_ result: ResultSet?) -> Outcome {
        guard let result else {
            guard case .pipeline(let steps) = shape else { return .complete }
            step += 1
            // After the last step's nil only the Sync can come; more of them would mean an endless loop.
            return step <= steps.count ? .more : .confused
        }
        switch result.status {
        case .rows, .done: return accept(result)
        case .copyIn:
            guard case .copyStart = shape else { return .confused }
            results.append(result)
            return .complete
        case .failed:
            if failure == nil { failure = result }
            return .more
        case .pipelineAborted: return .more
        case .pipelineSync: return isPipeline ? .complete : .confused
        case .other: return .confused
        }
    }

    private mutating func accept(_ result: ResultSet) -> Outcome {
        guard case .pipeline(let steps) = shape else {
            results.append(result)
            return .more
        }
        guard step < steps.count else { return .confused }
        switch steps[step] {
        case .prepare(let number): prepared.append(number)
        case .execute: results.append(result)
        }
        return .more
    }
}
